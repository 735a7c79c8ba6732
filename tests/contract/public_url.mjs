// A server with a public URL, behind a proxy that forwards any Host header.
import assert from 'node:assert/strict';
import { run, serve, withFolder } from './server.mjs';
import { ask } from './wire.mjs';
import { form, meet } from './world.mjs';

const PUBLIC = 'https://tuan.example';
const elsewhere = { Host: 'internal.elsewhere:9000' };

async function behindProxy(work) {
  await withFolder(async (folder) => {
    const server = await serve(folder, 0, true, ['--public-url', PUBLIC]);
    try {
      await work(await meet(server.port), server.port);
    } finally {
      await server.stop();
    }
  });
}

export const publicUrl = {
  async 'with a public URL every whole address is there, whatever Host says'() {
    await behindProxy(async (world, port) => {
      const { code } = world.own;
      const page = async (path) => (await ask(port, 'GET', path, { headers: elsewhere })).body.toString();
      const shown = await page(`/g/${code}`);
      assert.ok(shown.includes(`og:url" content="${PUBLIC}/g/${code}`), 'og:url');
      assert.ok(shown.includes(`og:image" content="${PUBLIC}/g/${code}/poster.png`), 'og:image');
      assert.ok(shown.includes(`hreflang="en" href="${PUBLIC}/g/${code}?lang=en"`), 'hreflang');
      const joined = await ask(port, 'POST', `/g/${code}/join`, {
        headers: { ...elsewhere, Origin: PUBLIC, 'Content-Type': 'application/x-www-form-urlencoded' },
        body: form(world.joinForm()),
      });
      assert.equal(joined.status, 303, joined.body.toString());
      const order = await page(joined.headers.location);
      assert.ok(order.includes(`${PUBLIC}/g/${code}`), 'the link to share');
      for (const text of [shown, order]) assert.ok(!text.includes('elsewhere'));
      // The QR code of a poster holds the public address, whatever the request's host is.
      const poster = async (headers) => (await ask(port, 'GET', `/g/${code}/poster.png`, { headers })).body;
      assert.deepEqual(await poster(elsewhere), await poster({}));
      const strange = await ask(port, 'POST', `/g/${code}/join`, {
        headers: { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' },
        body: form(world.joinForm()),
      });
      assert.equal(strange.status, 403);
    });
  },

  async 'with a public URL by https the session cookie is for https alone'({ world }) {
    const body = JSON.stringify({ login: 'leader', password: 'starfish' });
    const cookie = async (port) => (await ask(port, 'POST', '/api/session', {
      headers: { 'Content-Type': 'application/json' }, body })).headers['set-cookie'] ?? '';
    await behindProxy(async (_, port) => assert.match(String(await cookie(port)), /; Secure/));
    assert.doesNotMatch(String(await cookie(world.port)), /; Secure/);
  },

  async 'an invalid public URL is refused before anything is opened'() {
    for (const url of ['tuan.example', 'https://', 'https://tuan.example/shop', 'ftp://tuan.example']) {
      const { code, text } = await run(['serve', '--store', 'sqlite:/nonexist/x.db', '--public-url', url]);
      assert.equal(code, 1, url);
      assert.match(text, /--public-url wants/);
    }
  },
};
