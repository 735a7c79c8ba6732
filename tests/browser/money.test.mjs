// The money screens: the leader's amounts and withdrawals, and the supplier's answers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  desktop, goTo, join, lookAs, openGroupBuy, phone, press, publishOffer, refusedAt, waitForText, server, setUp,
  signedIn, withDashboard,
} from './harness.mjs';

const daysAhead = 2;

// Sells, confirms the transfer and hands out: `quantity` boxes of ¥159 at eight per cent and ¥2.
async function sell(title, quantity) {
  const { offer } = await publishOffer(server.origin, {
    title,
    tiers: [{ units: 1, price_fen: 15900 }],
    reward: { sale_fen: 0, sale_per_mille: 80, service_fen: 200 },
    after_sales_days: 1,
  });
  const { code, groupbuy } = await openGroupBuy(server.origin, {
    threshold: 1,
    payment: 'transfer',
    items: [{ offer, stock: 20 }],
    deadline: Date.now() + 4 * 24 * 3600 * 1000,
  });
  await join(server.origin, code, { name: '李芳', phone: '13900001111', quantity });
  const leader = await signedIn(server.origin, 'leader');
  const { orders } = (await leader.get('/api/snapshot')).state;
  const bill = orders.bills.find((each) => each.groupbuy === groupbuy);
  await leader.command('orders.confirm_transfer', { bill: bill.id, amount_fen: bill.due_fen, note: '' });
  await leader.command('groupbuy.close', { groupbuy, now: true });
  await leader.command('handout.check_in', {
    handout: groupbuy, item: 0, batch: 'A1', units: quantity, damaged: 0, note: '',
  });
  const { handout } = (await leader.get('/api/snapshot')).state;
  const slip = handout.slips.find((each) => each.handout === groupbuy);
  await leader.command('handout.hand_over', { slip: slip.id });
  return handout.deliveries.find((each) => each.handout === groupbuy);
}

setUp({ unsold: true }, async () => {
  await sell('即食海参', 5);
  await server.laterBy(daysAhead);
  await sell('淡干海参', 2);
});

const as = (more, work) => withDashboard(work, { at: 'money', daysAhead, ...more });
const look = lookAs('money');
const operator = { login: 'operator' };

test('every number has its rows: retained pay, the till, the details', async () => {
  await as({}, async (page) => {
    await waitForText(page, '¥65.60');  // 5 × 159 × 8 % + 2
    await look(page, 'phone-light');
    await page.getByRole('button', { name: /淡干海参 · .*售后期内 1 单/s }).click();
    await page.getByRole('heading', { name: '暂不可提', level: 1 }).waitFor();
    await page.getByRole('button', { name: /1 号 · 淡干海参.*¥27\.44/s }).click();
    await page.getByRole('dialog', { name: '1 号 · 李芳' }).getByRole('button', { name: '关闭' }).click();
    await press(page, '返回');
    await page.getByRole('button', { name: /代收货款.*¥1,113/s }).click();
    await page.getByRole('heading', { name: '对账单', level: 1 }).waitFor();
    await page.getByRole('button', { name: /顾客付款.*\+795\.00/s }).waitFor();
    await look(page, 'statement');
    await page.getByRole('radio', { name: '上月' }).click();
    await waitForText(page, '这段时间没有变动。');
    await page.getByRole('tab', { name: '佣金' }).click();
    await page.getByRole('button', { name: /淡干海参 × 2.*成交所得 ¥318 × 8%.*\+25\.44/s }).waitFor();
  });
  await as({ options: { ...phone, colorScheme: 'dark' } }, (page) => look(page, 'phone-dark'));
  await as({ options: desktop }, async (page) => {
    await page.getByRole('table', { name: '明细' }).waitFor();
    await look(page, 'desktop');
  });
  await as({ options: { ...phone, locale: 'en' } }, async (page) => {
    await page.getByRole('button', { name: 'Withdraw', exact: true }).waitFor();
    await look(page, 'phone-en');
  });
});

test('more than the balance cannot be withdrawn, and text is not an amount', async () => {
  await as({}, async (page) => {
    await press(page, '提现');
    const amount = page.getByRole('dialog').getByRole('textbox', { name: '金额（元）' });
    assert.equal(await amount.inputValue(), '65.60');
    await amount.fill('六十');
    await press(page, '申请提现');
    await refusedAt(amount, '请填金额，比如 168 或 168.50。');
    await amount.fill('65.61');
    await press(page, '申请提现');
    await refusedAt(amount, '可提现的只有 ¥65.60。');
    await look(page, 'refused');
    await amount.fill('30');
    await press(page, '申请提现');
    await waitForText(page, '待审核');
    await waitForText(page, '¥35.60');
    await page.waitForTimeout(1000);
  });
});

test('a withdrawal is refused with a reason, and the leader gets the money back and sees the reason', async () => {
  await as(operator, async (page) => {
    await page.getByRole('button', { name: /陈姐.*待审核.*¥30/s }).click();
    await look(page, 'withdrawal-phone');
    await press(page, '不通过');
    const reason = page.getByRole('textbox', { name: '原因' });
    await press(page, '不通过');
    await refusedAt(reason, '太短了，至少 2 个字。');
    await reason.fill('收款账户名不符');
    await press(page, '不通过');
    await waitForText(page, '没有待处理的提现。');
    await page.waitForTimeout(1000);
  });
  await as({}, async (page) => {
    await waitForText(page, '收款账户名不符');
    await waitForText(page, '¥65.60');
  });
});

test('a reward is put on hold for a reason, the leader gives evidence, and the hold is lifted', async () => {
  await as({ ...operator, options: desktop }, async (page) => {
    await page.getByRole('table', { name: '团长' }).getByRole('button', { name: '陈姐' }).click();
    await page.getByRole('heading', { name: '陈姐', level: 1 }).waitFor();
    await press(page, '冻结');
    const dialog = page.getByRole('dialog', { name: '冻结 · 陈姐' });
    await dialog.getByRole('textbox', { name: '金额（元）' }).fill('20');
    await dialog.getByRole('textbox', { name: '原因' }).fill('顾客投诉未收到货');
    await dialog.getByRole('button', { name: '确认冻结' }).click();
    const wanted = dialog.getByRole('textbox', { name: '需要' });
    await refusedAt(wanted, '太短了，至少 2 个字。');
    await wanted.fill('签收照片或说明');
    await look(page, 'hold-desktop');
    await dialog.getByRole('button', { name: '确认冻结' }).click();
    await waitForText(page, '¥45.60');
    await page.waitForTimeout(1000);
  });
  await as({ at: 'today' }, async (page) => {
    await page.getByRole('button', { name: /交材料：顾客投诉未收到货/ }).click();
    await page.getByRole('button', { name: /顾客投诉未收到货.*需要：签收照片或说明/s }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: '说明' }).fill('3 号门当面签收');
    await look(page, 'evidence');
    await press(page, '提交');
    await waitForText(page, '已交 1 份材料');
    await page.waitForTimeout(1000);
  });
  await as(operator, async (page) => {
    await page.getByRole('button', { name: /陈姐.*顾客投诉未收到货/s }).click();
    await page.getByRole('dialog').getByText('3 号门当面签收').waitFor();
    await press(page, '解除冻结');
    await waitForText(page, '已解除');
    await page.waitForTimeout(1000);
  });
  await as({}, (page) => waitForText(page, '¥65.60'));
});

test('the supplier\'s figures open their rows; the money of all leaders is one screen', async () => {
  await as({ ...operator, options: desktop }, async (page) => {
    await look(page, 'supplier-desktop');
    await page.getByRole('button', { name: /^净收入/ }).click();
    await page.getByRole('table', { name: '明细' }).getByText('已交付 5 件').first().waitFor();
    await look(page, 'supplier-statement');
    await press(page, '返回');
    await page.getByRole('button', { name: /^待退款/ }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
  });
  await as(operator, (page) => look(page, 'supplier-phone'));
});

test('a reward plan is judged in words, each with its place and its rule', async () => {
  const plan = (name) => readFileSync(`tests/plans/${name}.json`, 'utf8');
  await as(operator, async (page) => {
    await press(page, '方案检查');
    const field = page.getByRole('textbox', { name: '方案（JSON）' });
    await press(page, '填一份例子');
    await press(page, '检查');
    await waitForText(page, '通过：没有发现不允许的内容');
    await look(page, 'plan-example');
    await field.fill(plan('refused/gift_pack_as_admission'));
    await press(page, '检查');
    await waitForText(page, /不通过，\d+ 处/);
    await waitForText(page, /\/entry\/0/);
    await waitForText(page, /《禁止传销条例》/);
    await look(page, 'plan');
    await field.fill(plan('passed/one_per_mille'));
    await press(page, '检查');
    await waitForText(page, '通过：没有发现不允许的内容');
    await field.fill('{');
    await press(page, '检查');
    await waitForText(page, '读不懂这份方案');
    await press(page, '返回');
    await goTo(page, /^钱/);
  });
});
