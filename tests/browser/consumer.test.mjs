// A consumer on a phone, without JavaScript: understands the offer, joins, and gets an order.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  browser, desktop, fileClaim, join, openGroupBuy, phone, press, screenshotPath, server, setUp, signedIn,
} from './harness.mjs';

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

setUp({ pays: true });

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
  // A single pickup point needs no choice.
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

test('a refusal appears beside its field, with the typed text', async () => {
  const { code } = await openGroupBuy(server.origin, { stock: 3, threshold: 1 });
  await withPage({ ...phone, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${server.origin}/g/${code}`);
    // Two other consumers joined while this page was open.
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

test('with JavaScript, − and + choose the quantity, and the button shows the total', async () => {
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
    await more.click({ force: true });  // ten is the cap for one person
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

test('Back returns to the typed text, also after a corrected mistake', async () => {
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
    await page.goBack();  // to the response of a POST
    await page.getByRole('alert').waitFor();
    assert.equal(await number.inputValue(), '13900006666');
    // The same form with other contents: no second join, and the order is not lost.
    await page.getByRole('spinbutton', { name: /份数/ }).fill('4');
    await press();
    await page.getByText(/已经用不同的内容提交过/).first().waitFor();
    await page.screenshot({ path: screenshotPath('key-used-phone') });
    await page.getByRole('link', { name: /看那一单/ }).click();
    await page.waitForURL(order);
    await page.getByText('¥504').first().waitFor();
  });
});

test('Back after a join remembers the quantity', async () => {
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

const dried = { title: '淡干海参 250 g', unit: '袋', cap_per_person: 4, tiers: [{ units: 1, price_fen: 69800 }] };

test('of several goods, with JavaScript off: one is joined, another added, both changed and left', async () => {
  const { code } = await openGroupBuy(server.origin, { more: [dried], threshold: 1, terms: { title: '年货海参' } });
  await withPage({ ...phone, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${server.origin}/g/${code}`);
    await page.getByRole('heading', { level: 1, name: '年货海参' }).waitFor();
    await page.getByRole('heading', { level: 2, name: dried.title }).waitFor();
    const goods = page.getByRole('radiogroup', { name: /选一件/ });
    await goods.getByRole('radio', { name: /淡干海参/ }).check();
    await page.getByRole('spinbutton', { name: /份数/ }).fill('2');
    await page.getByRole('textbox', { name: /称呼/ }).fill('李芳');
    await page.getByRole('textbox', { name: /手机/ }).fill('13900011111');
    await page.getByRole('radiogroup', { name: /自提点/ }).getByRole('radio').first().check();
    await page.getByRole('button', { name: /立即跟团/ }).click();
    await page.waitForURL(/\/o\//);
    await page.getByText('¥1,396').first().waitFor();
    const more = page.getByRole('form', { name: '再加一件' });
    await more.getByRole('spinbutton', { name: /份数/ }).fill('3');
    await more.getByRole('button', { name: '再跟这一件' }).click();
    await page.waitForURL(/with=/);
    await page.getByText('连同这一单共 2 单，合计 ¥1,900').waitFor();
    await page.screenshot({ path: screenshotPath('order-several-phone'), fullPage: true });
    // Change the quantity; too many units are refused beside the field, and the form stays open.
    await page.getByText('改份数或自提点').click();
    const change = page.getByRole('form', { name: '改份数或自提点' });
    await change.getByRole('spinbutton', { name: /份数/ }).fill('2');
    await change.getByRole('button', { name: '保存修改' }).click();
    await page.getByText('合计 ¥1,732').waitFor();
    await page.getByRole('link', { name: /淡干海参/ }).click();
    await page.getByText('退出跟团').click();
    await page.getByRole('button', { name: '确认退出' }).click();
    await page.getByText('你已经退出，这一单作废。').waitFor();
    await page.getByText('连同这一单共 2 单，合计 ¥336').waitFor();
  });
});

test('the live total follows the goods that are chosen', async () => {
  const { code } = await openGroupBuy(server.origin, { more: [dried] });
  await withPage(phone, async (page) => {
    await page.goto(`${server.origin}/g/${code}`);
    const button = (text) => page.getByRole('button', { name: text, exact: true });
    await button('¥168 立即跟团').waitFor();
    await page.getByRole('button', { name: '加一份' }).click();
    await page.getByRole('radio', { name: /淡干海参/ }).check();
    await button('¥1,396 立即跟团').waitFor();
    assert.match(await page.getByRole('status').textContent(), /2 份，合计 ¥1,396/);
    assert.equal(await page.getByRole('spinbutton', { name: /份数/ }).getAttribute('max'), '4');
  });
});

test('a refused change stays open with the typed text', async () => {
  const { code } = await openGroupBuy(server.origin, { stock: 3, threshold: 1 });
  const order = await join(server.origin, code, { name: '李芳', phone: '13900012222', quantity: 1 });
  await join(server.origin, code, { name: '王强', phone: '13900013333', quantity: 1 });
  await withPage({ ...phone, javaScriptEnabled: false }, async (page) => {
    await page.goto(server.origin + order);
    await page.getByText('改份数或自提点').click();
    await page.getByRole('spinbutton', { name: /份数/ }).fill('3');
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByRole('alert').getByText(/只剩 2 份/).waitFor();
    const quantity = page.getByRole('spinbutton', { name: /份数/ });
    assert.equal(await quantity.inputValue(), '3');
    assert.equal(await quantity.getAttribute('aria-invalid'), 'true');
    await page.screenshot({ path: screenshotPath('order-refused-phone'), fullPage: true });
    await quantity.fill('2');
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByText('¥168 × 2 份').waitFor();
  });
});

test('sold out: a consumer joins the waitlist, sees the place, and moves up', async () => {
  const { code } = await openGroupBuy(server.origin, { stock: 2, threshold: 1 });
  const first = await join(server.origin, code, { name: '王强', phone: '13900014444', quantity: 2 });
  await withPage({ ...phone, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${server.origin}/g/${code}`);
    await page.getByText(/候补按先后排/).waitFor();
    await fillJoin(page, { quantity: 1, name: '陈静', number: '13900015555' });
    await page.getByRole('button', { name: /排候补/ }).click();
    await page.waitForURL(/\/o\//);
    await page.getByText('现在排第 1 位').waitFor();
    const order = page.url();
    await page.goto(server.origin + first);
    await page.getByText('退出跟团').click();
    await page.getByRole('button', { name: '确认退出' }).click();
    await page.goto(order);
    await page.getByText(/你已跟上/).waitFor();
  });
});

test('paid by transfer: the amount due, the confirmation, and the refund of the difference', async () => {
  const { code, groupbuy } = await openGroupBuy(server.origin, { threshold: 1, terms: { payment: 'transfer' } });
  const order = await join(server.origin, code, { name: '李芳', phone: '13900016666', quantity: 5 });
  for (const number of [1, 2, 3])
    await join(server.origin, code, { name: '王强', phone: `1390002000${number}`, quantity: 8 });
  const leader = await signedIn(server.origin, 'leader');
  const instructions = '微信转账给陈姐，手机尾号 0001';
  await leader.command('community.state_payment_instructions', { leader: 1, instructions });
  await withPage(phone, async (page) => {
    await page.goto(server.origin + order);
    await page.getByText(/前转账给团长 陈姐/).waitFor();
    await page.getByText(`收款方式：${instructions}`).waitFor();
    await page.screenshot({ path: screenshotPath('order-to-transfer-phone'), fullPage: true });
    const { state } = await leader.get('/api/snapshot');
    const bills = state.orders.bills.filter((bill) => bill.groupbuy === groupbuy);
    for (const { id, due_fen } of bills)
      await leader.command('orders.confirm_transfer', { bill: id, amount_fen: due_fen, note: '' });
    await page.reload();
    await page.getByText('已付 ¥840').first().waitFor();
    await leader.command('groupbuy.close', { groupbuy, now: true });
    await page.reload();
    const refunds = page.getByRole('region', { name: '退款' });
    await refunds.getByText('¥45').waitFor();  // 5 × (¥168 − ¥159)
    await refunds.getByText(/等团长 陈姐 退给你；已等/).waitFor();
    await page.screenshot({ path: screenshotPath('order-refund-phone'), fullPage: true });
    const refund = (await leader.get('/api/snapshot')).state.orders.refunds.find(({ bill }) => bill === bills[0].id);
    await leader.command('orders.acknowledge_refund', { refund: refund.id, reference: '微信退回' });
    await page.reload();
    await refunds.getByText(/已退/).waitFor();
  });
});

test('the weight of a group-buy\'s page, with everything it loads', async () => {
  const { code } = await openGroupBuy(server.origin, { more: [dried] });
  await withPage(phone, async (page) => {
    let bytes = 0;
    const counted = [];
    page.on('requestfinished', (request) => counted.push(request.sizes().then(({ responseBodySize }) => {
      bytes += responseBodySize;
    })));
    await page.goto(`${server.origin}/g/${code}`, { waitUntil: 'networkidle' });
    await Promise.all(counted);
    console.log(`a group-buy's page with all it loads: ${bytes} bytes`);
    assert.ok(bytes > 4000 && bytes <= 60 * 1024, `${bytes} bytes`);
  });
});

// Every state of a page, as { name: path }.
async function everyState() {
  const { origin } = server;
  const operator = await signedIn(origin, 'operator');
  const leader = await signedIn(origin, 'leader');
  const states = {};
  let people = 0;
  const state = async (name, options, joins, then = async () => {}) => {
    const group = await openGroupBuy(origin, { threshold: 2, ...options });
    let order;
    for (const quantity of joins) {
      const number = `1391${String(++people).padStart(7, '0')}`;
      const made = await join(origin, group.code, { name: '李芳', phone: number, quantity });
      order ??= made;
    }
    await then(group, order);
    states[name] = `/g/${group.code}`;
    if (order) states[`order-${name}`] = order;
  };
  const close = (group) => leader.command('groupbuy.close', { groupbuy: group.groupbuy, now: true });
  const paid = { terms: { payment: 'transfer' } };
  await state('preheat', { terms: { starts_at: Date.now() + 3600e3 } }, []);
  await state('several', { more: [dried] }, [2, 3]);
  await state('sold-out', { stock: 5 }, [5]);
  await state('extended', {}, [1], ({ groupbuy }) =>
    leader.command('groupbuy.extend', { groupbuy, deadline: Date.now() + 30 * 3600e3 }));
  await state('cancelling', {}, [1], ({ groupbuy }) =>
    leader.command('groupbuy.cancel', { groupbuy, reason: '冷链车坏了' }));
  await state('halted', {}, [1], ({ offers }) =>
    operator.command('catalog.halt_offer', { offer: offers[0], reason: '批次待查' }));
  await state('online', { terms: { payment: 'provider' } }, [2]);
  await state('locked', paid, [10, 10, 10], async (group) => {
    const { state: { orders } } = await leader.get('/api/snapshot');
    for (const { id, groupbuy, due_fen } of orders.bills)
      if (groupbuy === group.groupbuy)
        await leader.command('orders.confirm_transfer', { bill: id, amount_fen: due_fen, note: '' });
    await close(group);
  });
  // Handed out in part, one unit missing, and a claim declined: every block of an order's page.
  await state('handed', {}, [3, 1], async (group, order) => {
    await close(group);
    const find = async (table, row) => (await leader.get('/api/snapshot')).state.handout[table].find(row);
    await leader.command('handout.check_in',
      { handout: group.groupbuy, item: 0, batch: '20201120A', units: 3, damaged: 0, note: '' });
    const slip = await find('slips', ({ handout }) => handout === group.groupbuy);
    const [delivery] = slip.deliveries;
    await leader.command('handout.report_missing', { delivery, units: 1, reason: '少到一盒' });
    await leader.command('handout.hand_over', { slip: slip.id, parts: [{ delivery, units: 1 }] });
    await fileClaim(origin, order, { photo: readFileSync('site/icons/starfish-512.png') });
    const claim = await find('claims', (row) => row.delivery === delivery);
    await leader.command('handout.answer_claim', { claim: claim.id, refund_fen: 0, reason: '照片看不出' });
  });
  await state('failed', paid, [1], close);
  await state('cancelled', {}, [1], ({ groupbuy }) =>
    leader.command('groupbuy.cancel', { groupbuy, reason: '冷链车坏了', now: true }));
  return states;
}

for (const [device, theme, language] of [['phone', 'light', 'zh-CN'], ['desktop', 'dark', 'en']]) {
  test(`every state of a group-buy and its order: axe finds nothing, nothing is cut off: ${device}`, async () => {
    const states = await everyState();
    const options = { ...(device === 'phone' ? phone : desktop), colorScheme: theme, locale: language };
    await withPage({ ...options, bypassCSP: true }, async (page) => {
      const width = options.viewport.width;
      for (const [name, path] of Object.entries(states)) {
        const answer = await page.goto(server.origin + path);
        assert.equal(answer.status(), 200, name);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], name);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, name);
        await page.screenshot({ path: screenshotPath(`state-${name}-${device}`), fullPage: true });
      }
    });
  });
}

test('at 320 pixels the price is not broken into two lines', async () => {
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
