// The dashboard: its download size, the time to its first frame, online and after a reload without
// a network, and that it draws nothing while nothing changes.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withBrowser } from './browser.mjs';
import { root } from './programs.mjs';
import { serveStarfish } from './shop.mjs';
import { kilobytes } from './table.mjs';
import { median } from './wrk.mjs';

const DOWNLOAD_MAX = 400 * 1024;
const FIRST_FRAME_MAX_MS = 1200;
const OFFLINE_MAX_MS = 300;
const IDLE_MS = 3000;
const TIMES = 5;
const MARK = 'starfish-first-frame';

// The files that tools/pack_site.mjs counts: the built code and the scripts of app/, as brotli.
function downloadBytes() {
  const site = join(root, 'build/site');
  const built = Object.values(JSON.parse(readFileSync(join(site, 'manifest.json'), 'utf8')));
  const app = existsSync(join(site, 'app')) ? readdirSync(join(site, 'app')) : [];
  const files = [...built, ...app.map((name) => join('app', name))]
    .filter((name) => /\.(wasm|mjs|js)$/.test(name));
  return files.reduce((sum, name) => sum + statSync(join(site, `${name}.br`)).size, 0);
}

const firstFrame = async (page) => {
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, MARK);
  return page.evaluate((mark) => performance.getEntriesByName(mark)[0].startTime, MARK);
};

async function visit(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await context.request.post(`${url}/api/session`, {
    headers: { origin: url }, data: { login: 'leader', password: 'starfish' },
  });
  await page.goto(`${url}/app/`);
  const online = await firstFrame(page);

  await page.waitForTimeout(2000);
  const frames = () => page.evaluate(() => window.starfish.frames.count);
  const before = await frames();
  await page.waitForTimeout(IDLE_MS);
  const idle = (await frames()) - before;

  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.reload();  // now the service worker controls the page and caches files
  await firstFrame(page);
  await page.waitForTimeout(1000);  // by then it has checked for newer files
  await context.setOffline(true);
  await page.reload();
  const offline = await firstFrame(page);
  await context.close();
  return { online, offline, idle };
}

export async function measureDashboard({ progress }) {
  const server = await serveStarfish('dashboard-starfish');
  const visits = [];
  await withBrowser(async (browser) => {
    for (let i = 1; i <= TIMES; ++i) {
      progress(`dashboard, visit ${i} of ${TIMES}`);
      visits.push(await visit(browser, server.url));
    }
  });
  await server.stop();
  return { rows: rowsOf(downloadBytes(), visits), figures: { visits } };
}

function rowsOf(bytes, visits) {
  const middle = (key) => median(visits.map((visit) => visit[key]));
  const row = (what, value, max, said, unit) => ({
    what, budget: max === 0 ? '0' : `≤ ${unit(max)}`, measured: unit(value), beside: said,
    ratio: '', met: value <= max,
  });
  const whole = (ms) => `${ms.toFixed(0)} ms`;
  const range = (key) => {
    const all = visits.map((visit) => visit[key]).sort((a, b) => a - b);
    return `${whole(all[0])} to ${whole(all.at(-1))} in ${TIMES} visits`;
  };
  return [
    row('dashboard download, wasm + JS, brotli', bytes, DOWNLOAD_MAX, '', kilobytes),
    row('dashboard, first frame', middle('online'), FIRST_FRAME_MAX_MS, range('online'), whole),
    row('dashboard, first frame, offline reload', middle('offline'), OFFLINE_MAX_MS,
      range('offline'), whole),
    row('dashboard, frames in 3 s of quiet', Math.max(...visits.map((v) => v.idle)), 0, '',
      String),
  ];
}
