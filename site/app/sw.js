// Starts the dashboard without a network. The cache holds one complete set of files that belong
// together. The next complete set replaces it after a successful start, so a half-finished update is
// never opened. Online, files with a content hash in their name come from the set, other files from
// the network. API requests are never cached here: the dashboard stores their answers itself.

const root = new URL('..', self.location).href;
const shell = ['./', 'app.css', 'boot.mjs', 'elements.mjs', 'environment.mjs', 'fonts.mjs', 'frames.mjs',
  'input.mjs', 'mirror.mjs', 'outside.mjs', 'page.mjs', 'text_target.mjs'];
const current = 'starfish-app';
const hashed = /\.[0-9a-f]{8}\.(mjs|wasm)$/;
// A network without an answer for this long counts as no network.
const patienceMs = 1500;
// Pages that were opened from the set: their further requests are answered from the set, at once.
const openedFromSet = new Set();

async function keep() {
  const answer = await fetch(`${root}manifest.json`, { cache: 'no-cache' });
  if (!answer.ok) return;
  const names = Object.values(await answer.clone().json()).filter((name) => hashed.test(name));
  const held = await caches.open(current);
  const wanted = [...shell.map((name) => new URL(name, self.location).href), ...names.map((name) => root + name)];
  const pairs = await Promise.all(wanted.map(async (url) => {
    const same = hashed.test(url) ? await held.match(url) : undefined;
    const response = same ?? (await fetch(url, { cache: 'no-cache' }));
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return [url, response];
  }));
  for (const [url, response] of pairs) await held.put(url, response);
  await held.put(`${root}manifest.json`, answer);
  const stale = (await held.keys()).filter(({ url }) => !wanted.includes(url) && !url.endsWith('/manifest.json'));
  for (const request of stale) await held.delete(request);
}

const fromSet = (request) => caches.open(current).then((held) => held.match(request, { ignoreSearch: true }));

async function networkFirst({ request, clientId, resultingClientId }) {
  const held = fromSet(request);
  if (!navigator.onLine || openedFromSet.has(clientId)) {
    const answer = await held;
    if (answer) openedFromSet.add(resultingClientId || clientId);
    return answer ?? fetch(request);
  }
  const late = new Promise((_, no) => setTimeout(() => no(new Error('no answer')), patienceMs));
  try {
    return await Promise.race([fetch(request), late]);
  } catch {
    openedFromSet.add(resultingClientId || clientId);
    return (await held) ?? fetch(request);
  }
}

self.addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});
self.addEventListener('message', (event) => {
  if (event.data === 'keep') event.waitUntil(keep().catch(() => {}));
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const ours = pathname.startsWith(new URL('./', self.location).pathname) ||
    pathname.endsWith('/manifest.json') || hashed.test(pathname);
  if (request.method !== 'GET' || origin !== self.location.origin || !ours) return;
  if (hashed.test(pathname)) {
    event.respondWith(fromSet(request).then((held) => held ?? fetch(request)));
  } else {
    event.respondWith(networkFirst(event));
  }
});
