// The kit in a real browser: use by pointer, finger, keyboard, input method and screen reader, on
// the gallery (web/gallery), packed into build/gallery without a server. Everything is found by
// role and name, as a screen reader would.
//
//   node --test tests/browser/kit.test.mjs        GALLERY=folder for another packed site
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { desktop, phone, startBrowser } from './harness.mjs';

const site = process.env.GALLERY ?? 'build/gallery';
const skip = existsSync(join(site, 'manifest.json')) ? false : `${site} has not been built`;
const types = {
  '.html': 'text/html',
  '.mjs': 'text/javascript',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.ttf': 'font/ttf',
};

const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://x').pathname.replace(/\/$/, '/index.html');
  const file = join(site, path);
  if (path.includes('..') || !existsSync(file)) return response.writeHead(404).end();
  const type = types[extname(file)] ?? 'application/octet-stream';
  return response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(readFileSync(file));
});
let browser;
let address;

before(async () => {
  if (skip) return;
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${server.address().port}/app/`;
  browser = await startBrowser();
});
afterEach(async () => {
  for (const context of browser?.contexts() ?? []) await context.close();
});
after(async () => {
  await browser?.close();
  server.close();
});

const check = (name, run) => test(name, { skip, timeout: 60_000 }, run);

async function open(device, where = '', { lang = 'zh-CN', serviceWorkers = 'block' } = {}) {
  const context = await browser.newContext({ ...device, serviceWorkers });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  page.on('pageerror', (error) => assert.fail(error));
  await page.goto(`${address}?lang=${lang}&theme=light#${where}`);
  await page.getByRole('main').waitFor();
  return page;
}

const framesOf = (page) => page.evaluate(() => window.starfish.frames.count);
const value = (locator) => locator.inputValue();
// The dashboard's value, not the element's: after leaving the element, the two must agree.
async function heldValue(locator) {
  await locator.blur();
  return locator.inputValue();
}

check('a click, a tap and a screen reader’s click press a button, once each', async () => {
  const page = await open(phone, 'controls');
  const button = page.getByRole('button', { name: '开团', exact: true });
  await button.click();
  await page.getByText('已开团 1 次').waitFor();
  await button.tap();
  await page.getByText('已开团 2 次').waitFor();
  await button.evaluate((element) => element.click());
  await page.getByText('已开团 3 次').waitFor();
});

check('a button far down is scrolled to and pressed', async () => {
  const page = await open(phone, 'controls');
  await page.getByRole('button', { name: '加自提点' }).click();
  await page.getByRole('dialog', { name: '加一个自提点' }).waitFor();
});

check('fields take text, say what is wrong, and keep their length', async () => {
  const page = await open(phone, 'controls');
  await page.getByRole('textbox', { name: '姓名' }).fill('王喆𠮷');
  assert.equal(await heldValue(page.getByRole('textbox', { name: '姓名' })), '王喆𠮷');
  const number = page.getByRole('textbox', { name: '手机号' });
  await number.fill('1380013');
  assert.equal(await number.getAttribute('aria-invalid'), 'true');
  assert.equal(await number.evaluate((field) => document.getElementById(field.getAttribute('aria-describedby'))
    .textContent), '手机号是 11 位');
  await number.fill('13800138000');
  assert.equal(await number.getAttribute('aria-invalid'), null);
  assert.equal(await number.getAttribute('inputmode'), 'tel');
  assert.equal(await number.getAttribute('type'), 'tel');
  const password = page.getByLabel('密码');
  assert.equal(await password.getAttribute('type'), 'password');
  assert.equal(await password.getAttribute('autocomplete'), 'current-password');
});

check('Chinese is composed in the field and reaches the dashboard only when it is done', async () => {
  const page = await open(phone, 'controls');
  const note = page.getByRole('textbox', { name: '备注' });
  await note.click();
  await page.keyboard.press('Control+End');
  const sent = await page.evaluateHandle(() => {
    const seen = [];
    const field = [...document.querySelectorAll('textarea')].at(-1);
    field.addEventListener('input', (event) => seen.push(event.isComposing));
    return seen;
  });
  const devtools = await page.context().newCDPSession(page);
  const compose = (text) =>
    devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  const held = () => page.evaluate(() => window.starfish.valueOf?.('备注'));
  await compose('tuan');
  assert.equal(await value(note), '团长好tuan');
  assert.equal(await held(), '团长好');
  await compose('团长');
  await devtools.send('Input.insertText', { text: '团长' });
  assert.equal(await value(note), '团长好团长');
  assert.equal(await held(), '团长好团长');
  await devtools.send('Input.insertText', { text: 'A中' });
  assert.equal(await held(), '团长好团长A中');
  assert.ok((await sent.jsonValue()).includes(true));
  await page.keyboard.press('Backspace');
  await page.keyboard.type('!');
  assert.equal(await heldValue(note), '团长好团长A!');
});

check('paste, select all, cut and undo are the browser’s own', async () => {
  const page = await open(desktop, 'controls');
  await page.evaluate(() => navigator.clipboard.writeText('粘贴 paste'));
  const name = page.getByRole('textbox', { name: '姓名' });
  await name.fill('旧');
  await name.press('Control+a');
  await name.press('Control+v');
  assert.equal(await value(name), '粘贴 paste');
  await name.press('Control+z');
  assert.equal(await value(name), '旧');
  await name.press('Control+a');
  await name.press('Control+x');
  assert.equal(await heldValue(name), '');
});

check('a checkbox is checked and unchecked, a choice has one chosen', async () => {
  const page = await open(phone, 'controls');
  const box = page.getByRole('checkbox', { name: '同意协议' });
  await box.check();
  assert.equal(await box.getAttribute('aria-checked'), 'true');
  await box.uncheck();
  assert.equal(await box.isChecked(), false);
  await page.getByRole('radio', { name: '60×' }).click();
  assert.equal(await page.getByRole('radio', { name: '60×' }).isChecked(), true);
  assert.equal(await page.getByRole('radio', { name: '1×', exact: true }).isChecked(), false);
});

check('a stepper steps, takes a typed number, and stays in its range', async () => {
  const page = await open(phone, 'controls');
  const quantity = page.getByRole('spinbutton', { name: '数量' });
  await page.getByRole('button', { name: '增加 数量' }).click();
  assert.equal(await value(quantity), '3');
  await quantity.fill('500');
  assert.equal(await heldValue(quantity), '9');
  assert.equal(await page.getByRole('button', { name: '增加 数量' }).isDisabled(), true);
  await quantity.fill('');
  assert.equal(await heldValue(quantity), '9');
});

check('what cannot be pressed says why, and does nothing', async () => {
  const page = await open(phone, 'controls');
  const button = page.getByRole('button', { name: '发起提现' });
  assert.equal(await button.isDisabled(), true);
  const reason = await button.evaluate((element) =>
    document.getElementById(element.getAttribute('aria-describedby')).textContent);
  assert.match(reason, /售后期还没过/);
});

check('a dialog takes the focus, keeps it, gives it back, and hides the rest', async () => {
  const page = await open(desktop, 'controls');
  const opener = page.getByRole('button', { name: '加自提点' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '加一个自提点' });
  await dialog.waitFor();
  const focused = () => page.evaluate(() =>
    document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent);
  assert.equal(await focused(), '地点');
  const seen = [];
  for (let i = 0; i < 4; i += 1) {
    await page.keyboard.press('Tab');
    seen.push(await focused());
  }
  assert.deepEqual(seen, ['加上', '关闭', '地点', '加上']);
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focused(), '地点');
  assert.equal(await opener.evaluate((element) => Boolean(element.closest('[inert]'))), true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await focused(), '加自提点');
});

check('Enter in a form’s field presses its button; the outcome is a live message', async () => {
  const page = await open(phone, 'controls');
  await page.getByRole('button', { name: '加自提点' }).click();
  const place = page.getByRole('textbox', { name: '地点' });
  await place.fill('3 号门');
  await place.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('status').textContent(), '已加上：3 号门');
});

check('everything can be done with the keyboard alone, in the order of the screen', async () => {
  const page = await open(desktop, 'controls');
  await page.getByRole('textbox', { name: '姓名' }).focus();
  const order = [];
  for (let i = 0; i < 8; i += 1) {
    await page.keyboard.press('Tab');
    order.push(await page.evaluate(() =>
      document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent));
  }
  assert.deepEqual(order, ['手机号', '密码', '备注', '减少 数量', '数量', '增加 数量', '1×', '60×']);
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.getByRole('radio', { name: '10,000×' }).isChecked(), true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  assert.equal(await page.getByRole('checkbox', { name: '同意协议' }).isChecked(), true);
});

check('a finger scrolls, and what is scrolled to is hit where it is', async () => {
  const page = await open(phone, 'handout');
  const devtools = await page.context().newCDPSession(page);
  const touch = (type, ...points) => devtools.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  // A flick of 390 pixels: sent without waiting for answers, as a finger does. The browser decides
  // how far it rolls on.
  const sent = [touch('touchStart', { x: 195, y: 700 })];
  for (let y = 690; y >= 310; y -= 30) {
    sent.push(touch('touchMove', { x: 195, y }));
    await new Promise((done) => setTimeout(done, 8));
  }
  await Promise.all([...sent, touch('touchEnd')]);
  await page.waitForFunction(() => document.querySelector('main').scrollTop > 340);
  // A drag is not a tap.
  assert.equal(await page.getByRole('status').textContent(), '');
  await page.getByRole('button', { name: '全部交付' }).tap();
  await page.getByRole('status').filter({ hasText: '已交付' }).waitFor();
});

check('the wheel and Page Down scroll', async () => {
  const page = await open(desktop, '');
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 600);
  await page.waitForFunction(() => document.querySelector('main').scrollTop > 500);
  await page.keyboard.press('PageDown');
  await page.waitForFunction(() => document.querySelector('main').scrollTop > 1000);
});

check('ten thousand rows: a few elements, all reachable, sorted by pressing a header', async () => {
  const page = await open(desktop, '');
  const table = page.getByRole('table', { name: '团长' });
  assert.equal(await table.getAttribute('aria-rowcount'), '10001');
  assert.ok(await page.getByRole('row').count() < 30);
  const header = page.getByRole('columnheader', { name: '成交' });
  assert.equal(await header.getAttribute('aria-sort'), 'descending');
  await header.getByRole('button').click();
  assert.equal(await header.getAttribute('aria-sort'), 'ascending');
  await page.getByRole('main').evaluate((main) => (main.scrollTop = 230_000));
  await page.waitForFunction(() => document.querySelector('[role=row][aria-rowindex="5000"]'));
  assert.ok(await page.getByRole('row').count() < 40);
  await page.getByRole('row').nth(8).getByRole('button').click();
  await page.getByRole('main').evaluate((main) => (main.scrollTop = 0));
  await page.getByText(/^打开了/).waitFor();
});

check('the browser’s back button goes back, and the screen is where it was', async () => {
  const page = await open(phone, 'handout');
  await page.getByRole('main').evaluate((main) => (main.scrollTop = 80));
  await page.getByRole('navigation').getByRole('button', { name: '钱' }).click();
  await page.getByRole('heading', { name: '钱', level: 1 }).waitFor();
  assert.equal(await page.title(), '钱 · Starfish 海星');
  assert.equal(await page.getByRole('button', { name: '钱' }).getAttribute('aria-current'), 'page');
  await page.goBack();
  await page.getByRole('heading', { name: '交付', level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('main').scrollTop === 80);
});

check('the ladder says where it stands', async () => {
  const page = await open(phone, '', { lang: 'en' });
  const ladder = page.getByRole('progressbar', { name: /sea cucumber/ });
  assert.equal(await ladder.getAttribute('aria-valuetext'),
    '29 units, reached 25 units ¥159, next 40 units ¥149');
  assert.equal(await ladder.getAttribute('aria-valuenow'), '29');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
});

check('copying fills the clipboard, and the message goes by itself', async () => {
  const page = await open(desktop, 'states');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: '今天' }).click();
  await page.getByRole('button', { name: '复制文案' }).click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '还差 11 份到 ¥149');
  await page.getByRole('status').filter({ hasText: '已复制' }).waitFor();
  await page.waitForFunction(() => document.querySelector('[role=status]').textContent === '', null,
    { timeout: 7000 });
});

check('nothing is drawn while nothing changes, with and without the caret in a field', async () => {
  const page = await open(phone, 'controls');
  await page.waitForTimeout(500);
  const still = await framesOf(page);
  await page.waitForTimeout(3000);
  assert.equal(await framesOf(page) - still, 0);
  await page.getByRole('textbox', { name: '姓名' }).click();
  await page.waitForTimeout(300);
  const typing = await framesOf(page);
  await page.waitForTimeout(2000);
  assert.equal(await framesOf(page) - typing, 0);
});

check('a lost WebGL context comes back with everything on it', async () => {
  const page = await open(phone, 'controls');
  await page.waitForTimeout(300);
  const before = await page.screenshot();
  await page.evaluate(() => {
    const extension = document.querySelector('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    extension.loseContext();
    setTimeout(() => extension.restoreContext(), 200);
  });
  await page.waitForTimeout(1000);
  assert.deepEqual(await page.screenshot(), before);
  await page.getByRole('button', { name: '开团', exact: true }).click();
  await page.getByText('已开团 1 次').waitFor();
});

check('at three device pixels to one, glyphs are drawn for it and taps hit', async () => {
  const page = await open({ ...phone, deviceScaleFactor: 3 }, 'controls');
  assert.deepEqual(await page.evaluate(() => {
    const { width, height } = document.querySelector('canvas');
    return [width, height];
  }), [1170, 2532]);
  await page.getByRole('button', { name: '开团', exact: true }).tap();
  await page.getByText('已开团 1 次').waitFor();
});

check('axe finds nothing to mend', async () => {
  const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
  for (const where of ['', 'controls', 'handout', 'money', 'states']) {
    const page = await open(phone, where);
    await page.evaluate(axe);
    // The elements are transparent by design; the canvas has the colours, and tokens_test.cpp their contrast.
    const { violations } = await page.evaluate(() =>
      window.axe.run(document, { rules: { 'color-contrast': { enabled: false } } }));
    assert.deepEqual(violations.map(({ id, nodes }) => [where, id, nodes[0].html]), []);
    await page.context().close();
  }
});

check('it opens without a network once it has been opened', async () => {
  const page = await open(phone, 'money', { serviceWorkers: 'allow' });
  await page.waitForFunction(async () => {
    const held = await caches.open('starfish-app');
    return Boolean(await held.match('../manifest.json'));
  });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole('heading', { name: '钱', level: 1 }).waitFor();
});

check('a browser without WebGL 2, and a failing start, are told in both languages', async () => {
  const context = await browser.newContext({ ...phone, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await page.goto(address);
  await page.getByText('没有 WebGL 2').waitFor();
  await page.getByText('it has no WebGL 2').waitFor();
  const other = await context.newPage();
  await other.route('**/*.wasm', (route) => route.abort());
  await other.goto(address);
  await other.getByText('看板没能打开').waitFor();
  await other.getByText('could not be opened').waitFor();
});
