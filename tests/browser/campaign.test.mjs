// A whole campaign by hand: an offer with a reward, a group-buy opened from it on a phone,
// consumers who join on their pages and pay by transfer, the lock, the goods, the end of the
// after-sales window, and the money until it is in the bank and paid out to the leader.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  browser, desktop, goTo, join, lookAs, openCard, phone, press, waitForText, server, setUp, signedIn, withDashboard,
} from './harness.mjs';

const title = '大连即食海参礼盒';
const consumers = [
  { name: '李芳', phone: '13900001111', quantity: 2 },
  { name: '王强', phone: '13900002222', quantity: 1 },
  { name: '陈静', phone: '13900003333', quantity: 3 },
];
const days_later = 2;

setUp({ unsold: true });

const as = (more, work) => withDashboard(work, more);
const fill = (page, name, text) => page.getByRole('textbox', { name }).fill(text);
const look = lookAs('campaign');
const stateOf = async (login) => (await (await signedIn(server.origin, login)).get('/api/snapshot')).state;
let code;

test('the operator publishes an offer with ten per cent reward, and two yuan for handing out', () =>
  as({ login: 'operator', at: 'offers', options: desktop }, async (page) => {
    await press(page, '发布供货');
    await fill(page, '名称', title);
    await fill(page, '单位（盒、袋、份）', '盒');
    for (const part of ['配料', '净含量', '产地', '贮存条件', '保质期', '生产者', '生产许可证编号'])
      await fill(page, part, '示例');
    await fill(page, '每份（元）', '100');
    await page.getByRole('radio', { name: '按比例' }).click();
    await page.getByRole('spinbutton', { name: '千分之几' }).fill('100');
    await fill(page, '交付每单（元）', '2');
    await page.getByRole('spinbutton', { name: '售后天数' }).fill('1');
    await press(page, '发布');
    await waitForText(page, title);
    await waitForText(page, '已同步');
  }));

test('the leader opens a group-buy of it on a phone', () =>
  as({}, async (page) => {
    await press(page, '开新团');
    await press(page, `开团 ${title}`);
    await page.getByRole('radio', { name: '转账' }).click();
    await press(page, '开团');
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    await waitForText(page, '已同步');
    code = (await stateOf('leader')).groupbuy.groupbuys.at(-1).code;
  }));

test('consumers join on their pages, without JavaScript', async () => {
  const context = await browser.newContext({ ...phone, javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    for (const { name, phone: number, quantity } of consumers) {
      await page.goto(`${server.origin}/g/${code}`);
      await page.getByRole('spinbutton', { name: /份数/ }).fill(`${quantity}`);
      await page.getByRole('textbox', { name: /称呼/ }).fill(name);
      await page.getByRole('textbox', { name: /手机/ }).fill(number);
      if (await page.getByRole('radio').count()) await page.getByRole('radio').first().check();
      await page.getByRole('button', { name: /跟团/ }).click();
      await page.waitForURL(/\/o\//);
      await page.getByText(/前转账给团长 陈姐/).waitFor();
    }
  } finally {
    await context.close();
  }
});

test('the leader confirms the transfers, and the group-buy locks', () =>
  as({ at: 'today' }, async (page) => {
    await page.getByRole('button', { name: /3 笔转账待确认/ }).click();
    for (const [i, { name }] of consumers.entries()) {
      await page.getByRole('button', { name: new RegExp(`${i + 1} 号 · ${name}`) }).click();
      const sheet = page.getByRole('dialog', { name: `${i + 1} 号 · ${name}` });
      await sheet.getByRole('button', { name: '确认收到转账' }).click();
      await sheet.getByRole('button', { name: '确认收到', exact: true }).click();
      await sheet.getByRole('button', { name: '关闭' }).click();
    }
    await waitForText(page, '没有待确认的转账');
    await press(page, '返回');
    await goTo(page, /^拼团/);
    await openCard(page, title);
    await press(page, '现在收团');
    await page.getByRole('dialog').getByRole('button', { name: '现在收团' }).click();
    await press(page, '马上生效');
    await page.getByText('已成团', { exact: true }).first().waitFor();
    await waitForText(page, '已同步');
  }));

test('the goods arrive, and the leader hands them out by their codes', () =>
  as({ at: 'handout' }, async (page) => {
    await page.getByRole('button', { name: title }).click();
    await press(page, '点货');
    const dialog = page.getByRole('dialog', { name: `点货 · ${title}` });
    await dialog.getByRole('textbox', { name: '批次' }).fill('2026-11-A');
    await dialog.getByRole('button', { name: '点好了' }).click();
    await waitForText(page, '到 6 / 6');
    const { handout } = await stateOf('leader');
    const slips = handout.slips.filter((slip) => slip.handout === handout.handouts.at(-1).id);
    assert.equal(slips.length, consumers.length);
    for (const [i, slip] of slips.entries()) {
      await page.getByRole('textbox', { name: '取货码' }).fill(slip.code);
      await press(page, '全部交付');
      await waitForText(page, `${i + 1} / 3 已取`);
    }
    await look(page, 'handed-out');
    await waitForText(page, '已同步');
  }));

test('the reward is pending until the after-sales window ends; then it is paid into the wallet', async () => {
  await as({ at: 'money' }, async (page) => {
    // Six boxes of ¥100 at ten per cent, three orders of ¥2.
    await waitForText(page, '¥66');
    await page.getByRole('button', { name: new RegExp(`${title}.*售后期内 3 单.*¥66`, 's') }).waitFor();
    await page.getByRole('button', { name: /代收货款.*¥600/s }).waitFor();
    const earned = new RegExp(`3 号 · ${title} × 3.*成交所得 ¥300 × 10%.*\\+30\\.00`, 's');
    await page.getByRole('button', { name: earned }).waitFor();
    await look(page, 'waiting');
  });
  await server.laterBy(days_later);
  await as({ at: 'money', daysAhead: days_later }, async (page) => {
    await page.getByRole('button', { name: '提现', exact: true }).waitFor();
    assert.equal(await page.getByText('售后期内').count(), 0);
    await look(page, 'released');
  });
});

test('the leader withdraws a part; the operator approves and pays', async () => {
  await as({ at: 'money', daysAhead: days_later }, async (page) => {
    await press(page, '提现');
    const dialog = page.getByRole('dialog', { name: '提现' });
    const amount = dialog.getByRole('textbox', { name: '金额（元）' });
    assert.equal(await amount.inputValue(), '66');
    await amount.fill('50');
    await dialog.getByRole('button', { name: '申请提现' }).click();
    await waitForText(page, '待审核');
    await waitForText(page, '已申请，等供货方审核');
    await page.waitForTimeout(1000);
  });
  await as({ login: 'operator', at: 'today', options: desktop, daysAhead: days_later }, async (page) => {
    await page.getByRole('button', { name: /1 笔提现待处理/ }).click();
    const withdrawals = page.getByRole('table', { name: '待处理提现' });
    await withdrawals.getByRole('button', { name: '陈姐' }).click();
    await press(page, '批准');
    await withdrawals.getByText('待打款').waitFor();
    await withdrawals.getByRole('button', { name: '陈姐' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: '凭据' }).fill('工行 20261124-01');
    await press(page, '确认已打款');
    await waitForText(page, '没有待处理的提现。');
  });
});

test('a settlement nets the rest of the reward, the leader sends the collected money, and it arrives', async () => {
  await as({ login: 'operator', at: 'money', options: desktop, daysAhead: days_later }, async (page) => {
    await press(page, '结算全部团长');
    await press(page, '全部结算');
    await waitForText(page, '待汇款');
    await look(page, 'settled-desktop');
    await page.waitForTimeout(1000);
  });
  await as({ at: 'today', daysAhead: days_later }, async (page) => {
    await page.getByRole('button', { name: /1 笔货款待汇/ }).click();
    await page.getByRole('button', { name: /结算 #1.*¥584/s }).click();  // 600 − the remaining 16
    const dialog = page.getByRole('dialog', { name: '结算 #1' });
    await dialog.getByRole('textbox', { name: '凭据' }).fill('招行 8812');
    await dialog.getByRole('button', { name: '我已汇出' }).click();
    await page.getByRole('button', { name: /结算 #1.*已汇出/s }).waitFor();
    await look(page, 'remitted');
    await page.waitForTimeout(1000);
  });
  await as({ login: 'operator', at: 'money', options: desktop, daysAhead: days_later }, async (page) => {
    await page.getByRole('table', { name: '未到账的结算' }).getByRole('button', { name: '陈姐' }).click();
    const dialog = page.getByRole('dialog', { name: '结算 #1' });
    await dialog.getByText(/招行 8812/).waitFor();
    await dialog.getByRole('textbox', { name: '凭据' }).fill('到账 20261124');
    await dialog.getByRole('button', { name: '确认到账' }).click();
    await waitForText(page, '没有未到账的结算。');
    await look(page, 'received-desktop');
  });
});

test('the statements list everything, and the ledger is empty except for the bank', async () => {
  await as({ at: 'money', daysAhead: days_later }, async (page) => {
    await press(page, '对账单');
    await page.getByRole('radio', { name: '全部' }).click();
    await waitForText(page, '代收货款抵作佣金');
    await waitForText(page, '提现到账');
    await page.getByRole('tab', { name: '代收货款' }).click();
    await page.getByRole('radio', { name: '全部' }).click();
    await waitForText(page, '货款汇给供货方');
    await look(page, 'statement');
  });
  const { money } = await stateOf('operator');
  const [purse] = money.purses.filter(({ id }) => id === 1);
  assert.deepEqual(
    ['till_fen', 'held_fen', 'available_fen', 'withdrawing_fen', 'in_transit_fen', 'bank_fen', 'revenue_fen']
      .map((name) => purse.balances[name]),
    [0, 0, 0, 0, 0, 58_400 - 5_000, -60_000],
  );
});
