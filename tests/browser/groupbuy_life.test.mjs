// A group-buy's life by hand, on a phone: opened from an offer, reviewed, extended, opened again,
// offered by a colleague, joins imported from a chat, money confirmed and refunded.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import {
  desktop, goTo, join, lookAs, openCard, openGroupBuy, phone, press, publishOffer, refusedAt, waitForText, server,
  setUp, signedIn, withDashboard,
} from './harness.mjs';

setUp({ leaders: { zhou: 2 } });

const look = lookAs('life');
const unique = (name) => `${name} ${randomUUID().slice(0, 4)}`;

async function state(login = 'leader') {
  const who = await signedIn(server.origin, login);
  return (await who.get('/api/snapshot')).state;
}

// Presses the form's own button for an offer, from the list.
async function startOpening(page, title) {
  await press(page, '开新团');
  await press(page, `开团 ${title}`);
  await page.getByRole('heading', { name: '开团', level: 1 }).waitFor();
}

test('an offer is opened with three presses, and the form is ready filled', async () => {
  const { title } = await publishOffer(server.origin);
  await withDashboard(async (page) => {
    await press(page, '开新团');
    await page.getByRole('heading', { name: '选货开团', level: 1 }).waitFor();
    await look(page, 'offers-phone');
    await press(page, `开团 ${title}`);
    await look(page, 'open-phone');
    await press(page, '开团');
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    await page.getByText('成团门槛 3 人').first().waitFor();
    await waitForText(page, '已同步');
    const { groupbuy } = await state();
    const opened = groupbuy.groupbuys.at(-1);
    assert.equal(opened.phase, 'open');
    assert.equal(opened.terms.payment, 'pickup');
    assert.deepEqual(opened.terms.threshold, { kind: 'people', value: 3 });
  });
});

test('refusals appear at their fields while typing, and nothing can be opened', async () => {
  const { title } = await publishOffer(server.origin, { stock: 50 });
  await withDashboard(async (page) => {
    await startOpening(page, title);
    const stock = page.getByRole('spinbutton', { name: '拿多少份' });
    assert.equal(await stock.inputValue(), '50');
    await stock.fill('51');
    await refusedAt(stock, '供货只剩 50 份可用。');
    await look(page, 'open-refused');
    assert.equal(await page.getByRole('button', { name: '开团', exact: true }).getAttribute('aria-disabled'), 'true');
    await stock.fill('40');
    const least = page.getByRole('spinbutton', { name: '至少' });
    await least.fill('41');
    await refusedAt(least, '成团门槛不能高过库存 40 份。');
    assert.equal(await stock.getAttribute('aria-invalid'), null);
  });
});

test('several goods, a title, a threshold of an amount, a later start and a pickup time', async () => {
  const one = await publishOffer(server.origin, { title: unique('鸡蛋') });
  const two = await publishOffer(server.origin, { title: unique('牛奶') });
  await withDashboard(async (page) => {
    await startOpening(page, one.title);
    await press(page, '加一件商品');
    await page.getByRole('dialog').getByRole('button', { name: two.title }).click();
    await page.getByRole('textbox', { name: '标题' }).fill('周末鸡蛋牛奶');
    await page.getByRole('radio', { name: '金额' }).click();
    await page.getByRole('spinbutton', { name: '至少（元）' }).fill('500');
    await page.getByRole('checkbox', { name: '晚点开始' }).click();
    await page.getByRole('checkbox', { name: '定提货时间' }).click();
    await page.getByRole('radio', { name: '转账' }).click();
    await page.getByRole('button', { name: /^收款方式/ }).waitFor();
    // It starts tomorrow at eight, so the deadline moves.
    await page.getByRole('button', { name: /截止/ }).first().click();
    await press(page, '增加 截止 · 日期');
    await look(page, 'open-full');
    await press(page, '开团');
    await page.getByRole('heading', { name: '周末鸡蛋牛奶', level: 1 }).waitFor();
    await waitForText(page, '预热');
    await look(page, 'several-goods');
    await waitForText(page, '已同步');
    const { terms } = (await state()).groupbuy.groupbuys.at(-1);
    assert.equal(terms.goods.length, 2);
    assert.deepEqual(terms.threshold, { kind: 'amount', value: 50_000 });
    assert.equal(terms.payment, 'transfer');
    assert.ok(terms.pickup_from > terms.deadline && terms.pickup_until > terms.pickup_from);
  });
});

test('a draft is edited and submitted; the supplier sends it back and then approves it', async () => {
  const { title } = await publishOffer(server.origin, { needs_review: true });
  await withDashboard(async (page) => {
    await startOpening(page, title);
    await press(page, '存草稿');
    await waitForText(page, '还没开团，只有你看得到。');
    await look(page, 'draft');
    await press(page, '修改');
    await page.getByRole('spinbutton', { name: '至少' }).fill('2');
    await press(page, '存草稿');
    await page.getByText('成团门槛 2 人').first().waitFor();
    await press(page, '提交');
    await waitForText(page, '供货方正在审核，通过后自动开团。');
    await waitForText(page, '已同步');
    await withDashboard(async (operator) => {
      await operator.getByRole('button', { name: new RegExp(`去处理 待审核：${title}`) }).click();
      await press(operator, '退回');
      const dialog = operator.getByRole('dialog', { name: '退回给团长？' });
      await dialog.getByRole('button', { name: '退回' }).click();
      const reason = dialog.getByRole('textbox', { name: '原因' });
      await refusedAt(reason, '太短了，至少 2 个字。');
      await reason.fill('标题写清楚规格');
      await dialog.getByRole('button', { name: '退回' }).click();
      await waitForText(operator, '已退回');
      await look(operator, 'review-desktop');
    }, { login: 'operator', at: 'today', options: desktop });
    await page.getByText('标题写清楚规格').first().waitFor();
    await look(page, 'sent-back');
    await press(page, '提交');
    await waitForText(page, '供货方正在审核，通过后自动开团。');
    await waitForText(page, '已同步');
    await withDashboard(async (operator) => {
      await operator.getByRole('button', { name: new RegExp(`去处理 待审核：${title}`) }).click();
      await press(operator, '通过');
      await operator.getByText('拼团中').first().waitFor();
    }, { login: 'operator', at: 'today' });
    await page.getByText('拼团中').first().waitFor();
  });
});

test('extended once, hidden, shown, and opened again', async () => {
  const { title } = await openGroupBuy(server.origin);
  await withDashboard(async (page) => {
    await openCard(page, title);
    await page.getByRole('button', { name: /^延长截止/ }).click();
    const dialog = page.getByRole('dialog', { name: '延长截止？' });
    await dialog.waitFor();
    await look(page, 'extend');
    await dialog.getByRole('button', { name: '延长' }).click();
    await waitForText(page, '已延长');
    await waitForText(page, '原截止');
    assert.equal(await page.getByRole('button', { name: /^延长截止/ }).count(), 0);
    await page.getByRole('button', { name: /^藏起来/ }).click();
    await page.getByText('已藏起来').first().waitFor();
    await page.getByRole('button', { name: /^公开/ }).click();
    await page.getByRole('button', { name: /^藏起来/ }).waitFor();
    await page.getByRole('button', { name: /^再开一团/ }).click();
    await page.getByRole('dialog', { name: '再开一团？' }).getByRole('button', { name: '开团' }).click();
    await waitForText(page, '已同步');
    const { groupbuys } = (await state()).groupbuy;
    const again = groupbuys.at(-1);
    const first = groupbuys.find((g) => g.terms.goods[0].offer === again.terms.goods[0].offer);
    assert.notEqual(again.id, first.id);
    assert.deepEqual(again.terms.goods, first.terms.goods);
    await page.waitForFunction((code) => location.hash === `#g/${code}`, again.code);
  });
});

test('while it is ending, the page does not offer lower prices', async () => {
  const { code, title } = await openGroupBuy(server.origin, { threshold: 1 });
  await join(server.origin, code, { name: '王强', phone: '13900002222' });
  await withDashboard(async (page) => {
    await openCard(page, title);
    await page.getByText(/再 24 份/).first().waitFor();
    await press(page, '现在收团');
    await page.getByRole('dialog').getByRole('button', { name: '现在收团' }).click();
    await page.getByText('生效，之前可以撤销。').first().waitFor();
    assert.equal(await page.getByText(/再 24 份/).count(), 0);
    await press(page, '返回');
    await page.getByRole('button', { name: title }).waitFor();
    const card = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: title }) });
    assert.equal(await card.getByText(/再 24 份/).count(), 0);
  });
});

test('a halted offer is marked on its group-buys, and goes on when resumed', async () => {
  const { title } = await openGroupBuy(server.origin);
  await withDashboard(async (page) => {
    await openCard(page, title);
    await withDashboard(async (operator) => {
      await press(operator, `暂停销售 ${title}`);
      const dialog = operator.getByRole('dialog', { name: new RegExp('暂停销售') });
      await dialog.getByRole('textbox', { name: '原因' }).fill('一批次抽检不合格');
      await dialog.getByRole('button', { name: '暂停销售' }).click();
      await operator.getByRole('button', { name: `恢复销售 ${title}` }).waitFor();
      await look(operator, 'offers-operator');
      await page.getByText(/一批次抽检不合格/).first().waitFor();
      await look(page, 'halted');
      await press(operator, `恢复销售 ${title}`);
      await page.getByText(/一批次抽检不合格/).first().waitFor({ state: 'detached' });
    }, { login: 'operator', at: 'offers', options: desktop });
  });
});

test('a transfer is confirmed and a refund is paid from today', async () => {
  const { code, title } = await openGroupBuy(server.origin, { payment: 'transfer', threshold: 1 });
  const order = await join(server.origin, code, { name: '李芳', phone: '13900001111', quantity: 2 });
  await withDashboard(async (page) => {
    await page.getByRole('button', { name: /去处理 1 笔转账待确认/ }).waitFor();
    await look(page, 'today-money');
    await page.getByRole('button', { name: /去处理 1 笔转账待确认/ }).click();
    await page.getByRole('heading', { name: '待确认的转账', level: 1 }).waitFor();
    await page.getByRole('button', { name: /收款方式.*还没写/s }).click();
    const how = page.getByRole('dialog', { name: '收款方式' });
    await how.getByRole('textbox', { name: '顾客怎么转给你' }).fill('微信转账给陈姐，手机尾号 0001');
    await look(page, 'payment-instructions');
    await how.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: /收款方式.*微信转账给陈姐，手机尾号 0001/s }).waitFor();
    await look(page, 'to-confirm');
    await waitForText(page, '已同步');
    assert.match(await (await fetch(server.origin + order)).text(), /收款方式：<b>微信转账给陈姐，手机尾号 0001<\/b>/);
    await page.getByRole('button', { name: /1 号 · 李芳/ }).click();
    const sheet = page.getByRole('dialog', { name: '1 号 · 李芳' });
    await sheet.getByRole('button', { name: '确认收到转账' }).click();
    const amount = sheet.getByRole('textbox', { name: '收到多少（元）' });
    assert.equal(await amount.inputValue(), '336');
    await amount.fill('三百');
    await sheet.getByRole('button', { name: '确认收到', exact: true }).click();
    await refusedAt(amount, '请填金额，比如 168 或 168.50。');
    await amount.fill('340');
    await sheet.getByRole('textbox', { name: '备注' }).fill('微信 20:15');
    await look(page, 'confirming');
    await sheet.getByRole('button', { name: '确认收到', exact: true }).click();
    // Four yuan too much, which are refunded.
    await sheet.getByText(/多付的/).first().waitFor();
    await sheet.getByRole('button', { name: '我已退给顾客' }).click();
    await sheet.getByRole('button', { name: '已退回', exact: true }).click();
    const reference = sheet.getByRole('textbox', { name: '凭据' });
    await refusedAt(reference, '请写转账单号，或你记得住的话，比如“现金当面退”。');
    await reference.fill('微信转账 4 元');
    await look(page, 'giving-back');
    await sheet.getByRole('button', { name: '已退回', exact: true }).click();
    await sheet.getByText(/微信转账 4 元/).first().waitFor();
    await sheet.getByRole('button', { name: '关闭' }).click();
    await page.getByText('没有待确认的转账').first().waitFor();
    await waitForText(page, '已同步');
    const { orders } = await state();
    const bill = orders.bills.at(-1);
    assert.deepEqual([bill.due_fen, bill.paid_fen, bill.refunded_fen], [33_600, 34_000, 400]);
    assert.equal(orders.refunds.at(-1).reference, '微信转账 4 元');
    await press(page, '返回');
    await goTo(page, /^拼团/);
    await openCard(page, title);
    await page.getByRole('button', { name: /1 号 · 李芳.*已付/ }).waitFor();
  }, { at: 'today' });
});

test('a colleague\'s group-buy is offered again, with the leader\'s own stock', async () => {
  const { title } = await openGroupBuy(server.origin, { reofferable: true });
  await withDashboard(async (page) => {
    await press(page, '开新团');
    await page.getByRole('button', { name: /^帮卖同事的团/ }).click();
    await page.getByRole('button', { name: `帮卖 ${title}` }).click();
    const dialog = page.getByRole('dialog', { name: `帮卖 · ${title}` });
    await dialog.getByRole('spinbutton', { name: '拿多少份' }).fill('20');
    await look(page, 'colleagues');
    await dialog.getByRole('button', { name: '帮卖' }).click();
    await openCard(page, title);
    await page.getByText('帮卖', { exact: true }).first().waitFor();
    const own = (await state('zhou')).groupbuy.groupbuys.at(-1);
    assert.equal(own.leader, 2);
    assert.equal(own.terms.goods[0].stock, 20);
    assert.equal(own.terms.reofferable, false);
  }, { login: 'zhou' });
});

test('a leader removes a join at the consumer\'s request', async () => {
  const { code, title } = await openGroupBuy(server.origin);
  await join(server.origin, code, { name: '周敏', phone: '13900005555', quantity: 1 });
  await withDashboard(async (page) => {
    await openCard(page, title);
    await page.getByRole('button', { name: /^1 号/ }).click();
    await press(page, '退掉这一单');
    await press(page, '退掉');
    await waitForText(page, '已退出');
  });
});

const chat = `周末团购接龙
1. 张三 2份
2. 李四 要一点
3. 王五 1
4. ~~赵六 3~~
5. 孙七 99份`;

test('a chat is read, corrected and imported; pasting it again makes no second join', async () => {
  const { code, title } = await openGroupBuy(server.origin, { stock: 12 });
  await withDashboard(async (page) => {
    await openCard(page, title);
    await page.getByRole('button', { name: /^接龙导入/ }).click();
    const paste = async () => {
      await page.getByRole('textbox', { name: '接龙原文' }).fill(chat);
      await press(page, '读取');
    };
    await look(page, 'import-paste');
    await paste();
    // 99 is above the cap, so the form asks about it before sending.
    await page.getByRole('tab', { name: '要问 2' }).click();
    await page.getByRole('button', { name: /孙七.*每次最多 10 份/s }).waitFor();
    await look(page, 'import-ask');
    const correct = async (name, quantity) => {
      await page.getByRole('button', { name }).click();
      const form = page.getByRole('dialog', { name: '核对这一行' });
      await form.getByRole('spinbutton', { name: title }).fill(quantity);
      await look(page, 'import-correct');
      await form.getByRole('button', { name: '这样没错' }).click();
    };
    await correct(/李四/, '1');
    await correct(/孙七/, '10');
    await page.getByRole('tab', { name: '全部 5' }).click();
    await look(page, 'import-all');
    await press(page, '接入 4 人');
    await waitForText(page, '接入 3 人，1 人没成，看原因。');
    await page.getByRole('button', { name: /孙七.*只剩 8 份/s }).waitFor();
    await look(page, 'import-done');
    await press(page, '重新粘贴');
    await paste();
    await press(page, '接入 2 人');
    await waitForText(page, '2 人都接入了。');
    await page.getByRole('tab', { name: '已接 2' }).click();
    await page.getByText(/之前接过/).first().waitFor();
    const { groupbuy } = await state();
    const own = groupbuy.groupbuys.find((g) => g.code === code);
    assert.deepEqual(groupbuy.lines.filter((l) => l.groupbuy === own.id).map((l) => l.quantity), [2, 1, 1]);
    await press(page, '返回');
    await page.getByRole('button', { name: /张三/ }).waitFor();
  });
});

test('a table is refused at its line; a network failure pauses the import, which then goes on', async () => {
  const { title } = await openGroupBuy(server.origin);
  await withDashboard(async (page, context) => {
    await openCard(page, title);
    await page.getByRole('button', { name: /^接龙导入/ }).click();
    await page.getByRole('radio', { name: '表格' }).click();
    const text = page.getByRole('textbox', { name: '表格内容（CSV）' });
    await text.fill(`下单人,商品,数量\n张三,${title},两三个\n`);
    await press(page, '读取');
    await refusedAt(text, '第 2 行的数量不是整数');
    await text.fill(`下单人,联系电话,商品,数量\n张三,13900007777,${title},2\n`);
    await press(page, '读取');
    await page.getByRole('tab', { name: '可接 1' }).waitFor();
    // A network failure that the device does not notice.
    await context.route(/\/joins/, (route) => route.abort());
    await press(page, '接入 1 人');
    await waitForText(page, '网络断了，接入了 0 / 1 单。');
    await look(page, 'import-stopped');
    await context.unroute(/\/joins/);
    await press(page, '接着接入 1 人');
    await waitForText(page, '1 人都接入了。');
  });
});

test('the workbook that 快团团 exports, and a CSV that Excel saved in China, are chosen as files', async () => {
  const { title, code } = await openGroupBuy(server.origin);
  await join(server.origin, code, { name: '周婆婆', phone: '13900008888', quantity: 2 });
  const leader = await signedIn(server.origin, 'leader');
  const workbook = await leader.bytes(`/api/groupbuys/${code}/exports/kuaituantuan.xlsx?phones=full`);
  await withDashboard(async (page) => {
    await openCard(page, title);
    await page.getByRole('button', { name: /^接龙导入/ }).click();
    await page.getByRole('radio', { name: '表格' }).click();
    await look(page, 'import-table');
    const choose = async (file) => {
      const chooser = page.waitForEvent('filechooser');
      await press(page, '选择文件');
      await (await chooser).setFiles(file);
    };
    await choose({ name: '订单.xlsx', mimeType: '', buffer: Buffer.from('not a workbook') });
    await page.getByText('订单.xlsx：这个文件读不出来').first().waitFor();
    await look(page, 'import-table-unreadable');
    await choose({ name: '快团团.xlsx', mimeType: '', buffer: workbook });
    await page.getByRole('button', { name: /周婆婆/ }).waitFor();
    await page.getByRole('tab', { name: '可接 1' }).waitFor();
    await press(page, '重新粘贴');
    // 下单人,数量 / 张三,3 in GB 18030
    await choose({ name: '订单.csv', mimeType: 'text/csv',
      buffer: Buffer.from('cfc2b5a5c8cb2ccafdc1bf0ad5c5c8fd2c330a', 'hex') });
    await page.getByRole('button', { name: /张三/ }).waitFor();
  });
});

test('an operator publishes an offer; missing values are marked at their fields', async () => {
  const title = unique('小米粥礼盒');
  await withDashboard(async (page) => {
    await press(page, '发布供货');
    await page.getByRole('heading', { name: '发布供货', level: 1 }).waitFor();
    await press(page, '发布');
    const name = page.getByRole('textbox', { name: '名称' });
    await refusedAt(name, '请填写。');
    await name.fill(title);
    await page.getByRole('textbox', { name: '单位（盒、袋、份）' }).fill('盒');
    for (const part of ['配料', '净含量', '产地', '贮存条件', '保质期', '生产者', '生产许可证编号']) {
      await page.getByRole('textbox', { name: part }).fill('示例');
    }
    await page.getByRole('textbox', { name: '每份（元）' }).fill('88');
    await press(page, '加一档');
    const second = page.getByRole('textbox', { name: '每份（元）' }).nth(1);
    await second.fill('90');
    await press(page, '发布');
    await refusedAt(second, '每一档的单价要低于');
    await look(page, 'publish-desktop');
    await second.fill('78.5');
    await page.getByRole('radio', { name: '按比例' }).click();
    await press(page, '发布');
    await page.getByText(title).first().waitFor();
    await waitForText(page, '已同步');
    const offer = (await state('operator')).catalog.offers.at(-1);
    assert.equal(offer.title, title);
    assert.deepEqual(offer.tiers, [{ units: 1, price_fen: 8800 }, { units: 11, price_fen: 7850 }]);
    assert.equal(offer.reward.sale_per_mille, 80);
  }, { login: 'operator', at: 'offers', options: desktop });
});
