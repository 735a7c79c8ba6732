// The answers to a consumer's forms, without a browser: several goods, the waitlist, an order
// changed, extended and left, the reminder of an opening, the card for a chat.
import assert from 'node:assert/strict';
import { ask, json } from './wire.mjs';
import { form } from './world.mjs';

const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' };
const hour = 3_600_000;
let commands = 0;

async function did(world, as, type, data) {
  const answer = await world.command(as, `contract-pages-${++commands}`, type, data);
  assert.equal(answer.status, 200, answer.body.toString());
  return json(answer).events;
}

// A group-buy of the demo's leader with these stocks of the first offers available to that leader.
async function opened(world, stocks, more = {}) {
  const offers = [...new Set(world.state.groupbuy.groupbuys.flatMap((g) => g.terms.goods.map(({ offer }) => offer)))];
  const events = await did(world, 'leader', 'groupbuy.open', {
    community: world.own.community, deadline: Date.now() + 3 * hour, threshold: { kind: 'people', value: 1 },
    items: stocks.map((stock, i) => ({ offer: offers[i], stock })), ...more,
  });
  const { data } = events.find(({ type }) => type === 'groupbuy.opened');
  return { ...data, offers: offers.slice(0, stocks.length) };
}

const post = (world, path, fields) =>
  ask(world.port, 'POST', path, { headers: FORM_TYPE, body: form(fields) });
const page = async (world, path) => (await ask(world.port, 'GET', path)).body.toString();
const place = (answer) => {
  assert.equal(answer.status, 303, answer.body.toString().slice(0, 300));
  return answer.headers.location;
};

export const pagePaths = {
  async 'a group-buy of several goods: one is joined, another added on the order\'s page'({ world }) {
    const g = await opened(world, [5, 5]);
    const shown = await page(world, `/g/${g.code}`);
    for (const offer of g.offers) assert.match(shown, new RegExp(`type="radio" name="offer" value="${offer}"`));
    const fields = world.joinForm({ offer: g.offers[1], quantity: 2 });
    const first = place(await world.join(fields, g.code));
    assert.match(await page(world, first), /action="\/o\/[^"]+\/more"/);
    const more = { offer: g.offers[0], quantity: 1, key: 'contract-more-1' };
    const second = place(await post(world, `${first}/more`, more));
    assert.equal(place(await post(world, `${first}/more`, more)), second);  // the same key again
    const token = first.split('/').pop();
    assert.equal(second.split('?')[1], `with=${token}`);
    const both = await page(world, second);
    assert.match(both, new RegExp(`href="/o/${token}\\?with=`));
    assert.match(both, /共 2 单/);
    // Name and phone are taken from the first order without a question.
    assert.match(both, /王\*/);
    const again = await post(world, `${first}/more`, { ...more, key: 'contract-more-2', quantity: 99 });
    assert.equal(again.status, 409);
    assert.match(again.body.toString(), /id="more-quantity"[^>]*aria-invalid="true"/);
  },

  async 'an order is changed until it locks, and a refusal stands beside its field'({ world }) {
    const g = await opened(world, [5]);
    const order = place(await world.join(world.joinForm({ offer: g.offers[0], quantity: 1 }), g.code));
    const change = (fields) => post(world, `${order}/change`,
      { quantity: 2, tolerance: 0, pickup: world.pickup.id, key: `contract-change-${++commands}`, ...fields });
    assert.equal(place(await change({ key: 'contract-change-a' })), order);
    assert.equal(place(await change({ key: 'contract-change-a' })), order);
    assert.match(await page(world, order), /<dd class="num">2 份/);
    const used = await change({ key: 'contract-change-a', quantity: 3 });
    assert.equal(used.status, 409);
    assert.match(used.body.toString(), /这一页已经提交过一次/);
    const many = await change({ quantity: 99 });
    assert.equal(many.status, 409);
    assert.match(many.body.toString(), /name="quantity"[^>]*value="99"[^>]*aria-invalid="true"/);
    assert.equal((await change({})).status, 409);  // nothing changes
    await did(world, 'leader', 'groupbuy.close', { groupbuy: g.groupbuy, now: true });
    const late = await change({ quantity: 1 });
    assert.equal(late.status, 409);
    assert.match(late.body.toString(), /role="alert"/);
    assert.doesNotMatch(await page(world, order), /<form/);
  },

  async 'sold out: the form joins the waitlist, and the order shows the place'({ world }) {
    const g = await opened(world, [2]);
    const fields = (more) => world.joinForm({ offer: g.offers[0], quantity: 2, ...more });
    const first = place(await world.join(fields(), g.code));
    assert.match(await page(world, `/g/${g.code}`), /type="hidden" name="waitlist" value="1"/);
    const refused = await world.join(fields(), g.code);
    assert.equal(refused.status, 409);
    const waits = place(await world.join(fields({ waitlist: 1 }), g.code));
    assert.match(await page(world, waits), /现在排第 1 位/);
    assert.equal(place(await post(world, `${first}/leave`, { key: 'contract-leave-1' })), first);
    assert.match(await page(world, waits), /你已跟上/);
  },

  async 'paid by transfer: the amount and deadline, then the payment, then the refund'({ world }) {
    const g = await opened(world, [5], { payment: 'transfer' });
    const order = place(await world.join(world.joinForm({ offer: g.offers[0], quantity: 1 }), g.code));
    assert.match(await page(world, order), /id="pay"/);
    assert.doesNotMatch(await page(world, order), /收款方式/);
    const to = { leader: 1, instructions: '微信转账给 <陈姐>' };
    await did(world, 'leader', 'community.state_payment_instructions', to);
    assert.match(await page(world, order), /收款方式：<b>微信转账给 &lt;陈姐&gt;<\/b>/);
    assert.doesNotMatch(await page(world, `/g/${g.code}`), /收款方式/);
    const { state } = await world.get('/api/snapshot', 'leader');
    assert.deepEqual(state.community.payment_instructions.map((stated) => stated.text), [to.instructions]);
    const trained = (await world.get('/api/snapshot', 'trainer')).state.community;
    assert.deepEqual(trained.payment_instructions.map((stated) => stated.text), ['']);
    const bill = state.orders.bills.find(({ groupbuy }) => groupbuy === g.groupbuy);
    await did(world, 'leader', 'orders.confirm_transfer', { bill: bill.id, amount_fen: bill.due_fen + 100, note: '' });
    const paid = await page(world, order);
    assert.doesNotMatch(paid, /id="pay"|收款方式/);
    assert.match(paid, /<b class="num">¥1<\/b> <span>多付了/);
  },

  async 'before it opens its page has a reminder for a calendar, then it leads to the page'({ world }) {
    const g = await opened(world, [5], { starts_at: Date.now() + hour, deadline: Date.now() + 3 * hour });
    assert.match(await page(world, `/g/${g.code}`), new RegExp(`href="/g/${g.code}/remind.ics"`));
    const reminder = await ask(world.port, 'GET', `/g/${g.code}/remind.ics`);
    assert.equal(reminder.headers['content-type'], 'text/calendar; charset=utf-8');
    const lines = reminder.body.toString().split('\r\n');
    assert.deepEqual([lines[0], lines.at(-2)], ['BEGIN:VCALENDAR', 'END:VCALENDAR']);
    assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75));
    assert.ok(lines.some((line) => /^DTSTART:\d{8}T\d{6}Z$/.test(line)));
    const open = await ask(world.port, 'GET', `/g/${world.own.code}/remind.ics`);
    assert.equal(open.headers.location, `/g/${world.own.code}`);
  },

  async 'the card that a chat shows has a picture, and the page a large one first'({ world }) {
    const shown = await page(world, `/g/${world.own.code}`);
    assert.match(shown, new RegExp(`og:image" content="http://[^"]+/g/${world.own.code}/poster.png"`));
    const [image, width, height] = shown.match(/<img[^>]*width="(\d+)" height="(\d+)"/);
    assert.ok(Number(width) >= 300 && Number(height) >= 300, image);
  },
};
