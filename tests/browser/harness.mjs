// The start of every browser test: a running server, a browser, and a leader's own group-buy. Tests
// find things only by role and name, as a person with a screen reader would.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { makeKeys, writeSettings } from '../payment/stand_in_keys.mjs';

// STARFISH=build/debug/starfish to choose another.
const program = process.env.STARFISH ?? 'build/release/starfish';
const start_seconds_max = 60;

// The demo's accounts have a short password, which is good for nothing else.
let is_demo = true;
const passwordOf = (login) =>
  is_demo && ['leader', 'operator', 'trainer', 'verifier'].includes(login) ? 'starfish' : 'starfish-starfish';

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

// A demo server on a fresh store. `stop` ends it as an operator would. `leaders` are accounts of
// other leaders than the demo's: {login: leader's number}. `pays`: it has a payment provider, which
// never answers. `unsold`: no demo, but an operator and 陈姐, who has not sold anything yet.
export async function startServer({ leaders = {}, pays = false, unsold = false } = {}) {
  is_demo = !unsold;
  const folder = mkdtempSync(path.join(tmpdir(), 'starfish-browser-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const store = `sqlite:${path.join(folder, 'demo.db')}`;
  const account = (login, ...as) =>
    execFileSync(program, ['account', '--store', store, '--role', ...as, login], { input: `${passwordOf(login)}\n` });
  if (Object.keys(leaders).length > 0) execFileSync(program, ['demo', '--store', store]);
  for (const [login, number] of Object.entries(leaders)) account(login, 'leader', '--leader', `${number}`);
  const more = unsold ? [] : ['--demo'];
  if (pays) {
    makeKeys(folder);
    const settings = writeSettings(folder, 'http://127.0.0.1:9');
    more.push('--payment', settings, '--public-url', 'https://tuan.example');
  }
  let output = '';
  const serve = async (daysAhead = 0) => {
    const child = spawn(
      program,
      ['serve', '--listen', `127.0.0.1:${port}`, '--store', store, ...more],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...clockAhead(folder, daysAhead) } },
    );
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    const exited = new Promise((resolve) => child.on('exit', resolve));
    for (const end = Date.now() + start_seconds_max * 1000; ; ) {
      if (child.exitCode !== null) throw new Error(`the server ended at once:\n${output}`);
      if ((await fetch(`${origin}/readyz`).catch(() => null))?.ok) break;
      if (Date.now() > end) throw new Error(`the server is not ready:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return async () => {
      child.kill('SIGTERM');
      const code = await exited;
      if (code !== 0) throw new Error(`the server ended with ${code}:\n${output}`);
    };
  };
  if (unsold) account('operator', 'operator');
  let end = await serve();
  if (unsold) {
    await registerLeader(origin);
    await end();
    account('leader', 'leader', '--leader', '1');
    end = await serve();
  }
  return {
    origin,
    output: () => output,
    // Restarts as if that many days had passed since the first start.
    async laterBy(days) {
      await end();
      end = await serve(days);
    },
    async stop() {
      await end().finally(() => rmSync(folder, { recursive: true, force: true }));
    },
  };
}

// The environment variables that set a program's wall clock ahead.
function clockAhead(folder, days) {
  if (days === 0) return {};
  const library = path.join(folder, 'clock_ahead.so');
  if (!existsSync(library))
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, 'tests/browser/clock_ahead.c']);
  return { LD_PRELOAD: library, CLOCK_AHEAD_MS: `${days * 24 * 3600 * 1000}` };
}

export const startBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

// The server and the browser of a test file, from before its first test until after its last.
export let server;
export let browser;
export function setUp(options, then = async () => {}) {
  before(async () => {
    server = await startServer(options);
    browser = await startBrowser();
    await then();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
}

export const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
};
export const desktop = {
  viewport: { width: 1280, height: 800 },
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
};

// A signed-in caller of the API: command(type, data) returns the events or throws the refusal.
export async function signedIn(origin, login) {
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ login, password: passwordOf(login) }),
  });
  if (!answer.ok) throw new Error(`sign-in of ${login}: ${answer.status}`);
  const cookie = answer.headers.get('set-cookie').split(';')[0];
  return {
    async command(type, data) {
      const reply = await fetch(`${origin}/api/commands`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: origin, Cookie: cookie },
        body: JSON.stringify({ id: randomUUID(), type, data }),
      });
      const body = await reply.json();
      if (!reply.ok) throw new Error(`${type}: ${reply.status} ${JSON.stringify(body)}`);
      return body.events;
    },
    async bytes(path) {
      return Buffer.from(await (await fetch(origin + path, { headers: { Cookie: cookie } })).arrayBuffer());
    },
    async get(path) {
      return (await fetch(origin + path, { headers: { Cookie: cookie } })).json();
    },
  };
}

// The first leader of a platform, with a community and a pickup point.
async function registerLeader(origin) {
  const operator = await signedIn(origin, 'operator');
  await operator.command('community.register_leader', { leader_name: '陈姐', tagline: '' });
  await operator.command('community.open_community', { leader: 1, community_name: '百步亭', district: '江岸区' });
  await operator.command('community.add_pickup_point',
    { community: 1, point_name: '3号门', address: '百步亭路 3 号门', hours: '周二 16:00–20:00' });
}

const label = {
  ingredients: '海参、饮用水、食用盐',
  net_content: '500 g',
  origin: '辽宁大连',
  storage: '零下 18 度冷冻',
  shelf_life: '12 个月',
  producer: '示范水产有限公司',
  licence: 'SC12345678901234',
};

// A new offer, so that tests do not share one. Returns { offer, title }.
export async function publishOffer(origin, { title, stock = 1000, ...more } = {}) {
  const name = title ?? `即食海参 ${randomUUID().slice(0, 4)}`;
  const operator = await signedIn(origin, 'operator');
  const [published] = await operator.command('catalog.publish_offer', {
    title: name,
    summary: '开袋即食，十只装',
    unit: '盒',
    label,
    stock,
    cap_per_person: 10,
    tiers: [
      { units: 1, price_fen: 16800 },
      { units: 25, price_fen: 15900 },
      { units: 40, price_fen: 14900 },
    ],
    ...more,
  });
  return { offer: published.data.offer, title: name };
}

// A group-buy of the demo's leader with a new offer. `more`: further goods, each { title, … } as
// published, all of `stock` units; the rest belongs to the opening command. Returns { code, title,
// groupbuy, offers }.
export async function openGroupBuy(origin, { title, stock = 60, threshold = 3, more = [], terms = {}, ...rest } = {}) {
  const first = await publishOffer(origin, { title });
  const offers = [first.offer];
  for (const goods of more) offers.push((await publishOffer(origin, goods)).offer);
  const name = first.title;
  const leader = await signedIn(origin, 'leader');
  const { state } = await leader.get('/api/snapshot');
  const own = state.community.communities.find((community) => community.leader === 1);
  const [opened] = await leader.command('groupbuy.open', {
    community: own.id,
    items: offers.map((offer) => ({ offer, stock })),
    deadline: Date.now() + 26 * 3600 * 1000,
    threshold: { kind: 'people', value: threshold },
    ...terms,
    ...rest,
  });
  return { code: opened.data.code, groupbuy: opened.data.groupbuy, title: name, offers };
}

// Adds an offer on the page of an order, to be collected with it.
export async function joinMore(origin, order, { quantity = 1, offer }) {
  const page = await (await fetch(origin + order)).text();
  const form = page.slice(page.indexOf('/more"'));
  const answer = await fetch(`${origin}${order}/more`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ offer, quantity, key: form.match(/name="key"[^>]*value="([^"]*)"/)[1] }),
  });
  if (answer.status !== 303) throw new Error(`more: ${answer.status}`);
}

// Joins as the consumer page's form does, without a browser. Returns the path of the order.
export async function join(origin, code, { name, phone: number, quantity = 1, note = '', offer }) {
  const page = await (await fetch(`${origin}/g/${code}`)).text();
  const field = (wanted) =>
    page.match(new RegExp(`name="${wanted}"[^>]*value="([^"]*)"`))?.[1] ??
    page.match(new RegExp(`value="([^"]*)"[^>]*name="${wanted}"`))?.[1];
  const answer = await fetch(`${origin}/g/${code}/join`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      offer: offer ?? field('offer'),
      quantity,
      tolerance: 0,
      name,
      phone: number,
      pickup: field('pickup'),
      note,
      key: field('key'),
    }),
  });
  const problem = /role="alert".*?<\/div>/s;
  if (answer.status !== 303) throw new Error(`join: ${answer.status} ${problem.exec(await answer.text())}`);
  return answer.headers.get('location');
}

// Claims one unit as the order page's form does, without a browser.
export async function fileClaim(origin, order, { kind = 'damaged', text = '盒子压坏了', photo } = {}) {
  const page = await (await fetch(origin + order)).text();
  const form = new FormData();
  form.set('key', page.match(/\/claim"[^>]*><input type="hidden" name="key" value="([^"]+)"/)[1]);
  for (const [name, value] of Object.entries({ kind, units: 1, text })) form.set(name, value);
  if (photo) form.set('photo', new Blob([photo]), 'a.png');
  const answer = await fetch(`${origin}${order}/claim`,
    { method: 'POST', redirect: 'manual', headers: { Origin: origin }, body: form });
  if (answer.status !== 303) throw new Error(`claim: ${answer.status}\n${await answer.text()}`);
}

// Opens the dashboard and signs the demo's leader in, on the page's own form. `at` is the
// navigation item to open then.
export async function openDashboard(page, origin, { login = 'leader', query = '', at = 'groupbuys' } = {}) {
  page.on('pageerror', (error) => console.error('page error:', error.message));
  page.on('console', (message) => {
    // Everything but the canvas works without a picture. (After a context is lost, WebGL rightly
    // refuses its objects.)
    const text = message.text();
    if (/INVALID_OPERATION(?!: delete)|ImGui_Impl/.test(text)) throw new Error(`nothing is drawn: ${text}`);
  });
  await page.goto(`${origin}/app/${query}`);
  await signIn(page, login);
  const first = login === 'verifier' ? /^(交付|Hand-out)$/ : /^(今天|Today)$/;
  await page.getByRole('heading', { name: first, level: 1 }).waitFor();
  if (at === 'today' || login === 'verifier') return;
  const places = {
    groupbuys: /^(拼团|Group-buys)/,
    handout: /^(交付|Hand-out)/,
    offers: /^(供货|Offers)/,
    money: /^(钱|Money)/,
  };
  await goTo(page, places[at]);
}

// Presses a navigation item.
export async function goTo(page, name) {
  await page.getByRole('navigation').getByRole('button', { name }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

// Runs in the page: sets its clock ahead like the server's.
function advanceClock(ms) {
  const now = Date.now;
  Date.now = () => now.call(Date) + ms;
}

// A new page with the dashboard open; `daysAhead` as the server's; calls `work(page, context)`.
export async function withDashboard(work, { options = phone, daysAhead = 0, ...more } = {}) {
  const context = await browser.newContext(options);
  if (daysAhead > 0) await context.addInitScript(advanceClock, daysAhead * 24 * 3600 * 1000);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await openDashboard(page, server.origin, more);
    return await work(page, context);
  } finally {
    await context.close();
  }
}

// Opens a group-buy from the list.
export const openCard = (page, title) => page.getByRole('button', { name: title }).click();

// Fills and submits the form on the page.
export async function signIn(page, login = 'leader') {
  await page.getByRole('textbox', { name: /^(账号|Account)$/ }).fill(login);
  await page.getByRole('textbox', { name: /^(密码|Password)$/ }).fill(passwordOf(login));
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
  await page.getByRole('textbox', { name: /^(密码|Password)$/ }).waitFor({ state: 'detached' });
}

// The path of a screenshot for a person to look at.
export function screenshotPath(name) {
  const folder = 'build/screenshots';
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  return path.join(folder, `${name}.png`);
}

export const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
export const waitForText = (page, text) => page.getByText(text).first().waitFor();

// Takes a screenshot once animations have ended.
export const lookAs = (file) => async (page, name) => {
  await page.waitForTimeout(400);
  await page.screenshot({ path: screenshotPath(`${file}-${name}`) });
};

// Waits until a field is marked wrong and described with these words.
export async function refusedAt(field, words) {
  let described = '';
  for (let tries = 0; tries < 100 && !described.includes(words); tries += 1) {
    if (tries > 0) await field.page().waitForTimeout(100);
    described = await field.evaluate((element) => (element.getAttribute('aria-describedby') ?? '')
      .split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' '));
  }
  assert.ok(described.includes(words), `expected "${words}", got "${described}"`);
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
}
