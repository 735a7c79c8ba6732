// A consumer on a phone, without JavaScript: she understands the offer, joins, and gets her order.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { desktop, join, openGroupBuy, phone, screenshotPath, startBrowser, startServer } from './harness.mjs';

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function withPage(options, work) {
  const context = await browser.newContext(options);
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

const fillJoin = async (page, { quantity, name, number }) => {
  await page.getByRole('spinbutton', { name: /份数/ }).fill(String(quantity));
  await page.getByRole('textbox', { name: /称呼/ }).fill(name);
  await page.getByRole('textbox', { name: /手机/ }).fill(number);
  // With one pickup point there is nothing to choose.
  if (await page.getByRole('radio').count()) await page.getByRole('radio').first().check();
};

test('joins in three fields with JavaScript off', async () => {
  const { code, title } = await openGroupBuy(server.origin);
  await withPage({ ...phone, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${server.origin}/g/${code}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await fillJoin(page, { quantity: 2, name: '李芳', number: '13900001111' });
    await page.getByRole('button', { name: /跟团/ }).click();
    await page.waitForURL(/\/o\//);
    await page.getByText('1 号').first().waitFor();
    await page.goto(`${server.origin}/g/${code}`);
    await page.getByText(/已有 1 人/).first().waitFor();
    await page.screenshot({ path: screenshotPath('consumer-phone'), fullPage: true });
  });
});

test('a refusal stands beside its field, with what was typed', async () => {
  const { code } = await openGroupBuy(server.origin, { stock: 3, threshold: 1 });
  await withPage({ ...phone, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${server.origin}/g/${code}`);
    // Two others were quicker, while this page stood open.
    await join(server.origin, code, { name: '王强', phone: '13900002222', quantity: 2 });
    await fillJoin(page, { quantity: 2, name: '陈静', number: '13900003333' });
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.getByRole('button', { name: /跟团/ }).click(),
    ]);
    assert.equal(answer.status(), 409);
    await page.getByText(/只剩 1 份/).first().waitFor();
    assert.equal(await page.getByRole('textbox', { name: /称呼/ }).inputValue(), '陈静');
    assert.equal(await page.getByRole('textbox', { name: /手机/ }).inputValue(), '13900003333');
    const quantity = page.getByRole('spinbutton', { name: /份数/ });
    assert.equal(await quantity.getAttribute('aria-invalid'), 'true');
  });
});

test('with JavaScript, − and + choose how many, and the button says what they come to', async () => {
  const { code } = await openGroupBuy(server.origin);
  const errors = [];
  await withPage(phone, async (page) => {
    page.on('console', (message) => /Security Policy/.test(message.text()) && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${server.origin}/g/${code}`);
    const [less, more] = ['减一份', '加一份'].map((name) => page.getByRole('button', { name }));
    const quantity = page.getByRole('spinbutton', { name: /份数/ });
    const button = (text) => page.getByRole('button', { name: text, exact: true });
    await button('¥168 立即跟团').waitFor();
    assert.equal(await less.getAttribute('aria-disabled'), 'true');
    await more.click();
    await button('¥336 立即跟团').waitFor();
    assert.equal(await quantity.inputValue(), '2');
    assert.match(await page.getByRole('status').textContent(), /2 份，合计 ¥336/);
    await page.screenshot({ path: screenshotPath('stepper-phone') });
    await quantity.fill('10');
    await button('¥1,680 立即跟团').waitFor();
    await more.click({ force: true });  // ten is the most for one person
    assert.equal(await quantity.inputValue(), '10');
    assert.equal(await more.getAttribute('aria-disabled'), 'true');
    await quantity.fill('');
    await button('¥168/份 立即跟团').waitFor();
    await more.click();
    await fillJoin(page, { quantity: 2, name: '李芳', number: '13900001111' });
    await button('¥336 立即跟团').click();
    await page.waitForURL(/\/o\//);
    await page.getByText('¥336').first().waitFor();
  });
  assert.deepEqual(errors, []);
});

test('at 320 px the bar keeps on one row and nothing is cut off', async () => {
  const { code } = await openGroupBuy(server.origin);
  for (const [locale, colorScheme] of [['zh-CN', 'light'], ['en', 'dark']]) {
    const narrow = { ...phone, viewport: { width: 320, height: 640 }, locale, colorScheme };
    await withPage(narrow, async (page) => {
      await page.goto(`${server.origin}/g/${code}`);
      await page.getByRole('button', { name: /加一份|One more/ }).click();
      const main = page.getByRole('button', { name: /¥336/ });
      const [less, join] = await Promise.all([
        page.getByRole('button', { name: /减一份|One fewer/ }).boundingBox(), main.boundingBox()]);
      assert.ok(join.x + join.width <= 320 && Math.abs(join.y - less.y) < 1, JSON.stringify(join));
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      await page.screenshot({ path: screenshotPath(`stepper-320-${locale}-${colorScheme}`) });
    });
  }
});

test('Back goes to what was typed, also after a mistake that was put right', async () => {
  const { code } = await openGroupBuy(server.origin);
  await withPage(phone, async (page) => {
    const press = () => page.getByRole('button', { name: /跟团/ }).click();
    await page.goto(`${server.origin}/g/${code}`);
    await fillJoin(page, { quantity: 3, name: '李芳', number: '12345' });
    await press();
    const number = page.getByRole('textbox', { name: /手机/ });
    await page.getByRole('alert').waitFor();
    assert.equal(await number.inputValue(), '12345');
    await number.fill('13900006666');
    await press();
    await page.waitForURL(/\/o\//);
    const order = page.url();
    await page.goBack();  // to the answer of a POST
    await page.getByRole('alert').waitFor();
    assert.equal(await number.inputValue(), '13900006666');
    // The same form with other contents: nothing is joined twice, and the order is not lost.
    await page.getByRole('spinbutton', { name: /份数/ }).fill('4');
    await press();
    await page.getByText(/已经用不同的内容提交过/).first().waitFor();
    await page.screenshot({ path: screenshotPath('key-used-phone') });
    await page.getByRole('link', { name: /看那一单/ }).click();
    await page.waitForURL(order);
    await page.getByText('¥504').first().waitFor();
  });
});

test('Back after a join remembers how many', async () => {
  const { code } = await openGroupBuy(server.origin);
  for (const javaScriptEnabled of [true, false]) {
    await withPage({ ...phone, javaScriptEnabled }, async (page) => {
      await page.goto(`${server.origin}/g/${code}`);
      const number = javaScriptEnabled ? '13900007777' : '13900008888';
      await fillJoin(page, { quantity: 3, name: '李芳', number });
      await page.getByRole('button', { name: /跟团/ }).click();
      await page.waitForURL(/\/o\//);
      await page.goBack();
      assert.equal(await page.getByRole('spinbutton', { name: /份数/ }).inputValue(), '3');
      if (javaScriptEnabled) await page.getByRole('button', { name: '¥504 立即跟团' }).waitFor();
    });
  }
});

test('at 320 pixels what the price is stands in one piece', async () => {
  const { code } = await openGroupBuy(server.origin);
  await withPage({ ...phone, viewport: { width: 320, height: 640 } }, async (page) => {
    for (const language of ['zh-CN', 'en']) {
      await page.goto(`${server.origin}/g/${code}?lang=${language}`);
      const caption = await page.getByText(/^(当前每份|Each now)$/).boundingBox();
      assert.ok(caption.height < 24, `${language}: ${caption.height} high`);
    }
  });
});

function pageName(path) {
  if (path === '/') return 'landing';
  if (path.startsWith('/o/')) return 'order';
  return path.endsWith('nosuchcode') ? 'unknown' : 'groupbuy';
}

for (const theme of ['light', 'dark']) {
  for (const [device, options] of Object.entries({ phone, desktop })) {
    for (const language of ['zh-CN', 'en']) {
      test(`axe finds nothing: ${device}, ${theme}, ${language}`, async () => {
        const { code } = await openGroupBuy(server.origin);
        const order = await join(server.origin, code, { name: '李芳', phone: '13900005555' });
        await withPage({ ...options, colorScheme: theme, locale: language, bypassCSP: true }, async (page) => {
          for (const path of [`/g/${code}`, order, '/', '/g/nosuchcode']) {
            await page.goto(`${server.origin}${path}?lang=${language}`);
            await page.evaluate(axe);
            const { violations } = await page.evaluate(() => window.axe.run());
            const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' ')}`);
            assert.deepEqual(found, [], `${path}`);
            const name = pageName(path);
            await page.screenshot({
              path: screenshotPath(`${name}-${device}-${theme}-${language}`),
              fullPage: true,
            });
          }
        });
      });
    }
  }
}
