// HTTP as bytes, so that the tests choose what is wrong with them.
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

const ANSWER_MS_MAX = 20_000;

// The complete answers in `bytes`: [{status, headers, body, cookies}].
export function readAnswers(bytes) {
  const answers = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return answers;
    const [line, ...fields] = rest.subarray(0, end).toString('latin1').split('\r\n');
    const headers = {};
    const cookies = [];
    for (const field of fields) {
      const colon = field.indexOf(':');
      const name = field.slice(0, colon).toLowerCase();
      headers[name] = field.slice(colon + 1).trim();
      if (name === 'set-cookie') cookies.push(headers[name]);
    }
    const status = Number(line.split(' ')[1]);
    const size = Number(headers['content-length'] ?? 0);
    const body = rest.subarray(end + 4, end + 4 + size);
    if (status !== 100) answers.push({ status, headers, cookies, body });
    rest = rest.subarray(end + 4 + (status === 100 ? 0 : size));
  }
}

// Sends pieces (strings, buffers, or milliseconds to wait) and reads until the server closes or
// `enough(bytes)`. `half` closes our side when everything is sent.
export function talk(port, pieces, { enough = () => false, half = false } = {}) {
  return new Promise((done, fail) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    let bytes = Buffer.alloc(0);
    const finish = (how) => {
      clearTimeout(giveUp);
      socket.destroy();
      done({ bytes, closed: how });
    };
    const giveUp = setTimeout(() => {
      socket.destroy();
      fail(new Error(`no end after ${ANSWER_MS_MAX} ms: ${bytes.subarray(0, 300)}`));
    }, ANSWER_MS_MAX);
    socket.on('data', (data) => {
      bytes = Buffer.concat([bytes, data]);
      if (enough(bytes)) finish('enough');
    });
    socket.on('end', () => finish('closed'));
    socket.on('error', (error) => finish(error.code));
    socket.on('connect', async () => {
      for (const piece of pieces) {
        if (socket.destroyed) return;
        if (typeof piece === 'number') await new Promise((next) => setTimeout(next, piece));
        else socket.write(piece);
      }
      if (half) socket.end();
    });
  });
}

export const raw = async (port, pieces, options) =>
  readAnswers((await talk(port, pieces, options)).bytes);

// One request on a new connection.
export async function ask(port, method, path, { headers = {}, body = '' } = {}) {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
  const all = { Host: `127.0.0.1:${port}`, Connection: 'close', ...headers };
  if (bytes.length > 0) all['Content-Length'] ??= bytes.length;
  const head = Object.entries(all).filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const [answer] = await raw(port, [
    Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${head}\r\n`, 'latin1'), bytes]),
  ]);
  if (!answer) throw new Error(`${method} ${path}: no answer`);
  return answer;
}

export const json = (answer) => JSON.parse(plain(answer).toString());

export function plain({ headers, body }) {
  if (headers['content-encoding'] === 'br') return brotliDecompressSync(body);
  if (headers['content-encoding'] === 'gzip') return gunzipSync(body);
  return body;
}

// Signs in and returns the cookie.
export async function signIn(port, login, password = 'starfish') {
  const answer = await ask(port, 'POST', '/api/session', {
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  if (answer.status !== 200) throw new Error(`cannot sign in as ${login}: ${answer.status}`);
  return answer.cookies[0].split(';')[0];
}

// The events of a feed at `path`, until `enough(events)`: [{id, event, data}], without comments.
export async function feed(port, path, { headers = {}, enough }) {
  const head = Object.entries({ Host: `127.0.0.1:${port}`, ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const events = (bytes) => bytes.toString().split('\r\n\r\n').slice(1).join('').split('\n\n')
    .slice(0, -1)
    .map((block) => Object.fromEntries(block.split('\n').filter((line) => !line.startsWith(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()])));
  const { bytes, closed } = await talk(port, [`GET ${path} HTTP/1.1\r\n${head}\r\n`],
    { enough: (all) => enough(events(all)) });
  return Object.assign(events(bytes), { closed, answer: readAnswers(bytes)[0] });
}
