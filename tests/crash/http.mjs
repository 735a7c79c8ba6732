// Just enough HTTP, with persistent connections, as a browser keeps them.
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

// The connection was lost before the whole answer: the server may or may not have carried out the
// request.
export class LostAnswer extends Error {}

function send(url, method, headers, body) {
  return new Promise((resolve, reject) => {
    const lost = (error) => reject(new LostAnswer(`${url}: ${error.message}`));
    const asking = request(url, { agent, method, headers, timeout: 20_000 }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', lost);
      response.on('end', () => resolve({
        status: response.statusCode,
        location: response.headers.location,
        cookies: response.headers['set-cookie'] ?? [],
        text: Buffer.concat(chunks).toString('utf8'),
      }));
    });
    asking.on('error', lost);
    asking.on('timeout', () => reject(new Error(`${url}: no answer in 20 s`)));
    asking.end(body);
  });
}

// A form, as sent by a page without JavaScript.
export function post(url, form) {
  const body = new URLSearchParams(form).toString();
  return send(url, 'POST', {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    origin: new URL(url).origin,
  }, body);
}

// A signed-in account of the demo.
export async function signIn(url, login) {
  const headers = { 'content-type': 'application/json', origin: url };
  const json = async (method, path, value) => {
    const body = value === undefined ? undefined : JSON.stringify(value);
    const { status, cookies, text } = await send(url + path, method, headers, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text.slice(0, 500)}`);
    return { cookies, value: text === '' ? undefined : JSON.parse(text) };
  };
  const { cookies } = await json('POST', '/api/session', { login, password: 'starfish' });
  headers.cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
  return {
    get: async (path) => (await json('GET', path)).value,
    command: async (id, type, data) =>
      (await json('POST', '/api/commands', { id, type, data })).value.events,
  };
}
