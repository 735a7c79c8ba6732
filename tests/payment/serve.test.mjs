// The whole server with its payment provider: a consumer's payment is recorded when the provider
// reports it, and refunded through the provider when the group-buy is cancelled.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { run, serve } from '../contract/server.mjs';
import { ask } from './requests.mjs';
import { startStandIn } from './stand_in.mjs';
import { makeKeys, writeSettings } from './stand_in_keys.mjs';

const HOUR = 3_600_000;
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari/604.1';

const folder = mkdtempSync(join(tmpdir(), 'starfish-serve-pay-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const keys = makeKeys(folder);

// Waits until look() returns something.
async function eventually(what, look) {
  for (let i = 0; i < 400; i += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((wake) => {
      setTimeout(wake, 50);
    });
  }
  throw new Error(`never: ${what}`);
}

async function withShop(work) {
  const provider = await startStandIn(folder, { keys });
  const home = mkdtempSync(join(folder, 'store-'));
  const settings = writeSettings(folder, provider.url);
  const more = ['--payment', settings, '--public-url', 'https://tuan.example'];
  let server = await serve(home, 0, true, more);
  const shop = {
    provider,
    ask: (...request) => ask(server.port, ...request),
    restart: async (options = more) => {
      assert.equal(await server.stop(), 0);
      server = await serve(home, server.port, true, options);
    },
    crash: async (meanwhile) => {
      await server.stop('SIGKILL');
      meanwhile();
      server = await serve(home, server.port, true, more);
    },
  };
  try {
    await work(await furnish(shop));
  } finally {
    await server.stop();
    await provider.stop();
  }
}

// Signs in and opens a group-buy that is paid by the provider.
async function furnish(shop) {
  const cookies = {};
  for (const login of ['leader', 'operator']) {
    const answer = await shop.ask('POST', '/api/session', { json: { login, password: 'starfish' } });
    cookies[login] = answer.headers.get('set-cookie').split(';')[0];
  }
  let count = 0;
  const send = async (login, type, data) => {
    count += 1;
    const json = { id: `pay-test-${count}-${Date.now()}`, type, data };
    return shop.ask('POST', '/api/commands', { json, headers: { cookie: cookies[login] } });
  };
  const command = async (login, type, data) => {
    const answer = await send(login, type, data);
    assert.equal(answer.status, 200, answer.text);
    return JSON.parse(answer.text).events;
  };
  const state = async () => {
    const answer = await shop.ask('GET', '/api/snapshot', { headers: { cookie: cookies.operator } });
    return JSON.parse(answer.text).state;
  };
  const { catalog, community } = await state();
  const served = community.communities.find((one) => one.leader === 1);
  const pickup = community.pickup_points.find((one) => one.community === served.id);
  const offer = catalog.offers.find((one) => !one.withdrawn && !one.halted_reason && one.cap_per_person >= 2);
  const opened = await command('leader', 'groupbuy.open', {
    community: served.id,
    items: [{ offer: offer.id, stock: 20 }],
    deadline: Date.now() + 5 * HOUR,
    threshold: { kind: 'people', value: 1 },
    payment: 'provider',
  });
  const groupbuy = opened.find(({ type }) => type === 'groupbuy.opened').data;
  const joined = async (person, quantity = 1) => {
    const answer = await shop.ask('POST', `/g/${groupbuy.code}/join`, {
      form: {
        offer: offer.id,
        quantity,
        tolerance: 0,
        name: '王阿姨',
        phone: `1380000${String(person).padStart(4, '0')}`,
        pickup: pickup.id,
        note: '',
        key: `pay-join-${person}-0000`,
      },
    });
    assert.equal(answer.status, 303, answer.text);
    return answer.headers.get('location');
  };
  const bill = async () => (await state()).orders.bills.at(-1);
  const tell = ({ headers, body }) =>
    shop.ask('POST', '/pay/notice', { body, headers: { 'content-type': 'application/json', ...headers } });
  return { ...shop, send, command, state, joined, bill, tell, groupbuy, offer };
}

// Starts the payment on a phone; returns the provider's number for it.
async function started({ ask: request, provider }, order) {
  const before = new Set(provider.ledger.payments.keys());
  const page = await request('POST', `${order}/pay`, { form: {}, headers: { 'user-agent': PHONE } });
  assert.equal(page.status, 200, page.text);
  assert.match(page.text, /href="https:\/\/wx\.tenpay\.com\/[^"]+"/);
  return [...provider.ledger.payments.keys()].find((number) => !before.has(number));
}

test('a payment from the order page to its record, and its refund when the group-buy is cancelled', () =>
  withShop(async (shop) => {
    const { provider, tell, bill } = shop;
    const order = await shop.joined(1, 2);
    const number = await started(shop, order);
    const { amount, notify_url: notifyUrl } = provider.ledger.payments.get(number).body;
    assert.equal(amount.total, (await bill()).due_fen);
    assert.equal(notifyUrl, 'https://tuan.example/pay/notice');

    provider.ledger.pay(number);
    const notice = provider.notice(number);
    const forged = { ...notice, headers: { ...notice.headers, 'wechatpay-signature': 'Zm9yZ2Vk' } };
    assert.equal((await tell(forged)).status, 401);
    assert.equal((await bill()).paid_fen, 0);
    for (const one of [notice, notice, provider.notice(number)]) assert.equal((await tell(one)).status, 204);
    assert.equal((await bill()).paid_fen, amount.total);

    await shop.command('leader', 'groupbuy.cancel', { groupbuy: shop.groupbuy.groupbuy, reason: '货没有到', now: true });
    const { refunds } = provider.ledger;
    const [refundNumber] = await eventually('the refund is sent', () => refunds.size > 0 && [...refunds.keys()]);
    assert.equal(provider.ledger.refunds.get(refundNumber).body.amount.refund, amount.total);
    assert.equal((await shop.state()).orders.refunds[0].given_at, 0);
    provider.ledger.settle(refundNumber, 'SUCCESS');
    assert.equal((await tell(provider.refundNotice(refundNumber))).status, 204);
    const refund = await eventually('it is given', async () =>
      (await shop.state()).orders.refunds.find((one) => one.given_at > 0));
    assert.equal(refund.reference, provider.ledger.refunds.get(refundNumber).refund_id);
  }));

test('killed while a refund is under way, the server comes back to the same refund', () =>
  withShop(async (shop) => {
    const { provider } = shop;
    const number = await started(shop, await shop.joined(1));
    provider.ledger.pay(number);
    assert.equal((await shop.tell(provider.notice(number))).status, 204);
    provider.failNext({ late: 1200 });
    await shop.command('leader', 'groupbuy.cancel', { groupbuy: shop.groupbuy.groupbuy, reason: '货没有到', now: true });
    await eventually('the refund reaches the provider', () => provider.ledger.refunds.size === 1);
    await shop.crash(() => provider.ledger.settle([...provider.ledger.refunds.keys()][0], 'SUCCESS'));
    await eventually('it is given', async () => (await shop.state()).orders.refunds[0].given_at > 0);
    assert.equal(provider.ledger.refunds.size, 1);
  }));

test('a payment whose notification never came is found after a restart', () =>
  withShop(async (shop) => {
    const number = await started(shop, await shop.joined(1));
    shop.provider.ledger.pay(number);
    await shop.restart();
    await eventually('it is recorded', async () => (await shop.bill()).paid_fen > 0);
  }));

test('an unreachable provider is reported plainly, and nothing is charged', () =>
  withShop(async (shop) => {
    const order = await shop.joined(1);
    shop.provider.failNext(500);
    const page = await shop.ask('POST', `${order}/pay`, { form: {}, headers: { 'user-agent': PHONE } });
    assert.equal(page.status, 503);
    assert.match(page.text, /没有扣款/);
    const wechat = await shop.ask('POST', `${order}/pay`, {
      form: {},
      headers: { 'user-agent': `${PHONE} MicroMessenger/8.0` },
    });
    assert.equal(wechat.status, 409);
    assert.match(wechat.text, /在浏览器打开/);
    const desktop = await shop.ask('POST', `${order}/pay`, { form: {}, headers: { 'user-agent': 'Firefox' } });
    assert.equal(desktop.status, 200);
    assert.match(desktop.text, /<svg class="qr"/);
  }));

test('without a provider nobody opens a group-buy that is paid by one', async () => {
  const home = mkdtempSync(join(folder, 'plain-'));
  const server = await serve(home);
  try {
    const json = { login: 'leader', password: 'starfish' };
    const signedIn = await ask(server.port, 'POST', '/api/session', { json });
    const answer = await ask(server.port, 'POST', '/api/commands', {
      headers: { cookie: signedIn.headers.get('set-cookie').split(';')[0] },
      json: {
        id: 'no-provider-1',
        type: 'groupbuy.open',
        data: {
          community: 1,
          items: [{ offer: 1, stock: 5 }],
          deadline: Date.now() + 5 * HOUR,
          threshold: { kind: 'people', value: 1 },
          payment: 'provider',
        },
      },
    });
    assert.equal(answer.status, 422);
    assert.deepEqual(
      [JSON.parse(answer.text).error.code, JSON.parse(answer.text).error.field],
      ['groupbuy.no_provider', 'payment'],
    );
    assert.equal(JSON.parse(signedIn.text).takes_payments, false);
  } finally {
    await server.stop();
  }
});

test('nor can anybody clone such a group-buy', () =>
  withShop(async (shop) => {
    await shop.restart([]);
    const answer = await shop.send('leader', 'groupbuy.clone', {
      groupbuy: shop.groupbuy.groupbuy,
      deadline: Date.now() + 5 * HOUR,
    });
    assert.equal(answer.status, 422);
    assert.equal(JSON.parse(answer.text).error.code, 'groupbuy.no_provider');
  }));

test('the settings are judged before anything is served', async () => {
  const settings = writeSettings(folder, 'http://127.0.0.1:9', { mchid: 'no number' });
  const store = ['--store', `sqlite:${join(folder, 'none.db')}`, '--listen', '127.0.0.1:0'];
  const wrong = await run(['serve', ...store, '--payment', settings, '--public-url', 'https://tuan.example']);
  assert.equal(wrong.code, 1);
  assert.match(wrong.text, /mchid/);
  const nowhere = await run(['serve', ...store, '--payment', settings]);
  assert.equal(nowhere.code, 1);
  assert.match(nowhere.text, /--public-url/);
});
