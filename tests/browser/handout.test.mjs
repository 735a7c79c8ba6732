// The day of the hand-out by hand, on a phone: goods are checked in, handed over by code and by
// name, in parts and never twice, by a leader and by a verifier; reminders, files to download, and
// a claim that ends in money.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  browser, desktop, goTo, join, joinMore, lookAs, openCard, openGroupBuy, phone, press, server, setUp, signedIn,
  signIn, waitForText, withDashboard as openWithDashboard,
} from './harness.mjs';

setUp();

const withDashboard = (work, more) => openWithDashboard(work, { at: 'handout', ...more });
const look = lookAs('handout');
const code = (page) => page.getByRole('textbox', { name: '取货码' });
// The button names the amount to collect.
const handOverAll = (page) => page.getByRole('button', { name: /^收 ¥[\d,.]+ 并交付$/ }).click();
const slip = (page, whose) => page.getByRole('region', { name: whose });

// From the server: { code, deliveries } of each join number.
async function slips(groupbuy) {
  const leader = await signedIn(server.origin, 'leader');
  const { handout } = (await leader.get('/api/snapshot')).state;
  const deliveries = new Map(handout.deliveries.map((delivery) => [delivery.id, delivery]));
  return new Map(handout.slips.filter((each) => each.handout === groupbuy).map((each) => {
    const own = each.deliveries.map((id) => deliveries.get(id));
    return [own[0].join_number, { id: each.id, code: each.code, deliveries: own }];
  }));
}

async function comesToBe(question) {
  for (let tries = 0; !(await question()); tries += 1) {
    assert.ok(tries < 40, `it never came to be: ${question}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

// A locked group-buy of two goods: 李芳 2 and 1, 王强 1, 陈静 3 of the first. With `arrived` all
// goods are there.
async function locked({ arrived = false, name = '即食海参' } = {}) {
  const title = `${name} 家庭装 ${Math.random().toString(36).slice(2, 6)}`;
  const more = [{ title: `${name} 礼盒装 ${title.slice(-4)}` }];
  const group = await openGroupBuy(server.origin, { title, more, threshold: 1 });
  const orders = [];
  for (const [who, number, quantity, note, offer] of [
    ['李芳', '13900003321', 2, '8 栋 2 单元', group.offers[0]],
    ['王强', '13900002222', 1, '9 栋', group.offers[0]],
    ['陈静', '13900005555', 3, '放门卫', group.offers[0]],
  ])
    orders.push(await join(server.origin, group.code, { name: who, phone: number, quantity, note, offer }));
  await joinMore(server.origin, orders[0], { offer: group.offers[1] });
  const leader = await signedIn(server.origin, 'leader');
  await leader.command('groupbuy.close', { groupbuy: group.groupbuy, now: true });
  if (arrived)
    for (const [item, units] of [6, 1].entries())
      await leader.command('handout.check_in', {
        handout: group.groupbuy, item, batch: 'HS20261120A', units, damaged: 0, note: '',
      });
  return { ...group, orders };
}

async function openDesk(page, title) {
  await page.getByRole('button', { name: title }).click();
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();
}

test('arrivals are checked in by batch and count; errors appear at their field', async () => {
  const { title } = await locked();
  await withDashboard(async (page) => {
    await look(page, 'list');
    await openDesk(page, title);
    await press(page, '点货');
    const dialog = page.getByRole('dialog', { name: `点货 · ${title}` });
    await dialog.getByRole('button', { name: '点好了' }).click();
    const batch = dialog.getByRole('textbox', { name: '批次' });
    await page.waitForFunction(() => document.querySelector('[aria-invalid="true"]'));
    assert.equal(await batch.getAttribute('aria-invalid'), 'true');
    await look(page, 'check-in-refused');
    await batch.fill('HS20261120A');
    assert.equal(await dialog.getByRole('spinbutton', { name: '到了多少' }).inputValue(), '6');
    await dialog.getByRole('spinbutton', { name: '到了多少' }).fill('5');
    await dialog.getByRole('spinbutton', { name: '其中坏的' }).fill('1');
    await dialog.getByRole('textbox', { name: '备注' }).fill('一盒压扁');
    const chooser = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: '加照片' }).click();
    await (await chooser).setFiles('site/icons/starfish-512.png');
    await waitForText(page, '照片已加上');
    await look(page, 'check-in-photo');
    await dialog.getByRole('button', { name: '点好了' }).click();
    await waitForText(page, '到 4 / 6');
    await waitForText(page, '差 2');
    await page.getByRole('button', { name: new RegExp(`${title}.*差 2`, 's') }).click();
    await dialog.getByRole('button', { name: '点好了' }).click();
    await waitForText(page, '到齐');
    await look(page, 'arrived');
    const shown = page.context().waitForEvent('page');
    await press(page, '看照片 HS20261120A');
    await (await shown).waitForURL(/\/api\/photos\/[0-9a-f]{64}$/);
    await waitForText(page, '已同步');
  });
});

test('by code and by name, a part and the rest, and never twice', async () => {
  const { title, groupbuy } = await locked({ arrived: true });
  const codes = await slips(groupbuy);
  await withDashboard(async (page) => {
    await openDesk(page, title);
    await waitForText(page, '0 / 3 已取');
    await look(page, 'desk');
    await code(page).fill(codes.get(1).code);
    await slip(page, '1 号 · 李芳').getByText(/尾号 3321/).waitFor();
    await slip(page, '1 号 · 李芳').getByText('易混').first().waitFor();
    await look(page, 'slip');
    await handOverAll(page);
    await waitForText(page, '1 / 3 已取');
    await code(page).fill(codes.get(1).code);
    await slip(page, '1 号 · 李芳').getByText(/取走/).waitFor();
    assert.equal(await page.getByRole('button', { name: / 并交付$/ }).count(), 0);
    await look(page, 'twice');

    await page.getByRole('searchbox', { name: /找人/ }).fill('陈');
    await page.getByRole('button', { name: /3 号 · 陈静/ }).click();
    await press(page, '部分');
    const part = page.getByRole('dialog', { name: '部分交付 · 3 号 · 陈静' });
    await part.getByRole('spinbutton', { name: title }).fill('2');
    await look(page, 'part');
    await part.getByRole('button', { name: /交付这些$/ }).click();
    await page.getByRole('button', { name: /3 号 · 陈静.*1 件/s }).click();
    await press(page, '缺货');
    const missing = page.getByRole('dialog', { name: '记缺货 · 3 号 · 陈静' });
    await missing.getByRole('textbox', { name: '原因' }).fill('压扁一盒，退款');
    await look(page, 'missing');
    await missing.getByRole('button', { name: '记为缺货' }).click();
    await waitForText(page, '2 / 3 已取');
    await waitForText(page, '已同步');
    await comesToBe(async () => (await slips(groupbuy)).get(3).deliveries[0].missing === 1);
    const now = await slips(groupbuy);
    assert.deepEqual(now.get(1).deliveries.map(({ handed }) => handed), [2, 1]);
    assert.equal(now.get(3).deliveries[0].handed, 2);
  });
});

test('two offline devices at one desk: one hands over, the other gets a message', async () => {
  const { title, groupbuy } = await locked({ arrived: true });
  const { code: taken } = (await slips(groupbuy)).get(1);
  const handOver = async (page) => {
    await code(page).fill(taken);
    await handOverAll(page);
    await waitForText(page, '离线 · 1 笔待同步');
  };
  await withDashboard(async (page, context) => {
    await openDesk(page, title);
    await withDashboard(async (other, otherContext) => {
      await openDesk(other, title);
      await context.setOffline(true);
      await otherContext.setOffline(true);
      await page.getByText('离线', { exact: true }).first().waitFor();
      await handOver(page);
      await look(page, 'offline');
      await handOver(other);
      await otherContext.setOffline(false);
      await other.getByText('已同步').first().waitFor({ timeout: 40_000 });
      await context.setOffline(false);
      await page.getByRole('status').getByText(/1 号：已在.*提走，不能再次交付/).waitFor({ timeout: 40_000 });
      await look(page, 'second-device');
      // The message stays until it is dismissed, also over a reload.
      await page.reload();
      const seen = page.getByRole('button', { name: /^知道了 1 号：/ });
      await seen.waitFor();
      await look(page, 'refused');
      await seen.click();
      await seen.waitFor({ state: 'detached' });
      await waitForText(page, '已同步');
      await waitForText(page, '1 / 3 已取');
    }, { login: 'verifier' });
  });
  const { deliveries } = (await slips(groupbuy)).get(1);
  assert.deepEqual(deliveries.map(({ handed }) => handed), [2, 1]);
});

test('a verifier sees hand-outs and nothing else', async () => {
  const { title, groupbuy } = await locked({ arrived: true });
  const { code: wanted } = (await slips(groupbuy)).get(2);
  await withDashboard(async (page) => {
    assert.equal(await page.getByRole('navigation').count(), 0);
    await look(page, 'verifier');
    for (const place of ['money', 'groupbuys', 'claims']) {
      await page.evaluate((hash) => { location.hash = hash; }, place);
      await page.getByRole('heading', { name: '交付', level: 1 }).waitFor();
      await page.waitForFunction(() => !location.hash.replace('#', ''));
    }
    await openDesk(page, title);
    await code(page).fill(wanted);
    await slip(page, '2 号 · 王强').getByRole('button', { name: / 并交付$/ }).click();
    await waitForText(page, '1 / 3 已取');
    assert.equal(await page.getByRole('button', { name: '结束这次交付' }).count(), 0);
    await comesToBe(async () => (await slips(groupbuy)).get(2).deliveries[0].handed === 1);
  }, { login: 'verifier' });
});

test('a helper is invited by a link, makes an account, and sees the hand-outs', async () => {
  const { title } = await locked({ arrived: true });
  const link = await withDashboard(async (page) => {
    await page.getByRole('button', { name: /^核销员/ }).click();
    await page.getByRole('heading', { name: '核销员', level: 1 }).waitFor();
    await press(page, '添一位核销员');
    const dialog = page.getByRole('dialog', { name: '添一位核销员' });
    await dialog.getByRole('textbox', { name: '怎么称呼她' }).fill('小周');
    await dialog.getByRole('button', { name: '添一位核销员' }).click();
    await waitForText(page, '已同步');
    await page.getByRole('button', { name: /小周/ }).click();
    const sheet = page.getByRole('dialog', { name: '小周' });
    await sheet.getByRole('button', { name: '要邀请链接' }).click();
    await sheet.getByRole('button', { name: '复制链接' }).waitFor();
    await look(page, 'verifiers');
    return sheet.getByText(/\/i\//).textContent();
  });
  const context = await browser.newContext(phone);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(link);
    await page.getByRole('textbox', { name: '登录名' }).fill('xiaozhou');
    await page.getByLabel('密码').fill('starfish-starfish');
    await press(page, '建立账号');
    await page.goto(`${server.origin}/app/`);
    await signIn(page, 'xiaozhou');
    await page.getByRole('button', { name: title }).waitFor();
    assert.equal(await page.getByRole('navigation').count(), 0);
  } finally {
    await context.close();
  }
});

test('a claim is answered in money', async () => {
  const { groupbuy, orders } = await locked({ arrived: true });
  const leader = await signedIn(server.origin, 'leader');
  await leader.command('handout.hand_over', { slip: (await slips(groupbuy)).get(2).id });
  const context = await browser.newContext({ ...phone, javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(server.origin + orders[1]);
    await page.getByText('申请售后', { exact: true }).last().click();
    const form = page.getByRole('form', { name: '申请售后' });
    await form.getByRole('radio', { name: '破损' }).check();
    await form.getByRole('textbox', { name: '请说说情况' }).fill('袋子漏了');
    await form.getByRole('button', { name: '提交申请' }).click();
    await page.getByRole('region', { name: '售后' }).getByText('袋子漏了').waitFor();
  } finally {
    await context.close();
  }
  await withDashboard(async (page) => {
    await page.getByRole('button', { name: /去处理 1 条售后等答复/ }).click();
    await page.getByRole('heading', { name: '售后', level: 1 }).waitFor();
    await look(page, 'claims');
    await press(page, '答复 2 号 · 王强');
    const dialog = page.getByRole('dialog', { name: '答复 · 2 号 · 王强' });
    const amount = dialog.getByRole('textbox', { name: '退多少（元）' });
    assert.equal(await amount.inputValue(), '168');
    await amount.fill('999');
    await dialog.getByRole('textbox', { name: '对顾客说' }).fill('破了一袋，退一半');
    await dialog.getByRole('button', { name: '答复退款' }).click();
    await page.waitForFunction(() => document.querySelector('[aria-invalid="true"]'));
    assert.equal(await amount.getAttribute('aria-invalid'), 'true');
    await look(page, 'claim-refused');
    await amount.fill('84');
    await dialog.getByRole('button', { name: '答复退款' }).click();
    await waitForText(page, '没有等答复的售后');
    await look(page, 'claims-none');
    await waitForText(page, '已同步');
    const { handout } = (await leader.get('/api/snapshot')).state;
    assert.equal(handout.claims.at(-1).refund_fen, 8400);
  }, { at: 'today' });
});

test('one message for the chat marks the reminders as sent; a file to download', async () => {
  const { title, code: of } = await locked({ arrived: true });
  await withDashboard(async (page, context) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openCard(page, title);
    await page.getByRole('button', { name: /3 人待通知/ }).click();
    const sheet = page.getByRole('dialog', { name: '待通知' });
    await sheet.getByRole('button', { name: '复制，记为已通知' }).waitFor();
    await look(page, 'telling');
    await sheet.getByRole('button', { name: '复制，记为已通知' }).click();
    await waitForText(page, '已复制，去群里粘贴');
    const message = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(message.includes(`「${title}」`) && message.endsWith(`/g/${of}`), message);
    assert.equal(await page.getByRole('button', { name: /人待通知/ }).count(), 0);

    await page.getByRole('button', { name: /^下载/ }).click();
    const papers = page.getByRole('dialog', { name: '下载' });
    await papers.getByRole('button', { name: /供货单/ }).waitFor();
    await look(page, 'papers');
    const [file] = await Promise.all([
      context.waitForEvent('response', (answer) => answer.url().includes('/exports/supplier.csv')),
      papers.getByRole('button', { name: /供货单/ }).click(),
    ]);
    assert.equal(file.status(), 200);
    assert.match(file.headers()['content-disposition'], /^attachment.*\.csv/);
  }, { at: 'groupbuys' });
});

test('other appearances: dark, in English, on a desktop, and empty', async () => {
  const { title, groupbuy } = await locked({ arrived: true });
  const { code: wanted } = (await slips(groupbuy)).get(1);
  const desk = (suffix, name) => async (page) => {
    await look(page, `list-${suffix}`);
    await openDesk(page, title);
    await page.getByRole('textbox', { name }).fill(wanted);
    await page.getByRole('region', { name: /李芳/ }).waitFor();
    await look(page, `desk-${suffix}`);
  };
  await withDashboard(desk('dark', '取货码'), { options: { ...phone, colorScheme: 'dark' } });
  await withDashboard(desk('en', 'Pickup code'), { options: { ...phone, locale: 'en' } });
  await withDashboard(desk('desktop', '取货码'), { options: desktop });
  await withDashboard(desk('desktop-dark', '取货码'), { options: { ...desktop, colorScheme: 'dark' } });
  await withDashboard(async (page) => {
    await goTo(page, /^拼团/);
    await openCard(page, title);
    await look(page, 'groupbuy-locked-desktop');
  }, { options: desktop });
});
