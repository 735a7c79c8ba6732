// Notifications made by wechatpay-axios-plugin: good ones are understood in any order and any
// number of times; forged, changed or cut ones are refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyPair } from './stand_in_keys.mjs';
import { BY_PUBLIC_KEY, paid, refund, withWorld } from './world.mjs';

const NUMBER = 'SF-000042';
const readNotification = (world, notice) => world.ask('read_notification', notice);
const refusal = async (world, notice) => (await readNotification(world, notice)).refusal;
const stamp = (seconds) => `${Math.floor(Date.now() / 1000) + seconds}`;
const certificateFetches = ({ provider }) =>
  provider.requests.filter(({ url }) => url === '/v3/certificates').length;

test("a payment's notification is understood, also the second time and late", () =>
  withWorld(async (world) => {
    await paid(world, NUMBER);
    const first = world.provider.notice(NUMBER, { id: 'EV-1' });
    const { payment, ...notification } = await readNotification(world, first);
    assert.equal(notification.id, 'EV-1');
    assert.deepEqual([payment.state, payment.out_trade_no, payment.total], ['success', NUMBER, 5900]);
    assert.deepEqual((await readNotification(world, first)).payment, payment);
    // A repeated notification is newly signed and sealed.
    const again = world.provider.notice(NUMBER, { id: 'EV-1' });
    assert.notEqual(again.body, first.body);
    assert.deepEqual((await readNotification(world, again)).payment, payment);
    // Long after the refund, the payment's notification still reports a success.
    await world.ask('create_refund', refund('R1', NUMBER));
    assert.deepEqual((await readNotification(world, world.provider.notice(NUMBER))).payment, payment);
  }));

test("a refund's results are understood in any order", () =>
  withWorld(async (world) => {
    await paid(world, NUMBER);
    const notices = [];
    for (const [number, state] of [
      ['R1', 'SUCCESS'],
      ['R2', 'CLOSED'],
      ['R3', 'ABNORMAL'],
    ]) {
      await world.ask('create_refund', refund(number, NUMBER));
      world.provider.ledger.settle(number, state);
      notices.push(world.provider.refundNotice(number));
    }
    const results = [];
    for (const notice of [...notices.reverse(), world.provider.notice(NUMBER)])
      results.push(await readNotification(world, notice));
    assert.deepEqual(
      results.map((one) => [one.refund?.out_refund_no, (one.refund ?? one.payment).state]),
      [
        ['R3', 'abnormal'],
        ['R2', 'closed'],
        ['R1', 'success'],
        [undefined, 'success'],
      ],
    );
  }));

test('both keys are accepted while the merchant moves from certificates to a public key', () =>
  withWorld(
    async (world) => {
      await paid(world, NUMBER);
      const { certificates, publicKey } = world.provider.keys;
      for (const signer of [publicKey, certificates[0], certificates[1], publicKey]) {
        assert.ok((await readNotification(world, world.provider.notice(NUMBER, { signer }))).payment);
      }
      assert.equal(certificateFetches(world), 1);
    },
    (provider) => ({ ...BY_PUBLIC_KEY(provider), fetch_certificates: true }),
  ));

test('forged notifications are refused', () =>
  withWorld(async (world) => {
    await paid(world, NUMBER);
    const { provider } = world;
    const good = provider.notice(NUMBER);
    assert.ok((await readNotification(world, good)).payment);
    const [mine] = provider.keys.certificates;
    const forger = { serial: mine.serial, key: keyPair().privateKey };
    assert.equal(await refusal(world, provider.notice(NUMBER, { signer: forger })), 'bad_signature');
    const merchant = { serial: mine.serial, key: provider.keys.merchantPrivate };
    assert.equal(await refusal(world, provider.notice(NUMBER, { signer: merchant })), 'bad_signature');
    const nobody = { serial: 'AB'.repeat(20), key: mine.key };
    assert.equal(await refusal(world, provider.notice(NUMBER, { signer: nobody })), 'unknown_serial');
    const probing = {
      ...good.headers,
      'wechatpay-signature': `WECHATPAY/SIGNTEST/${good.headers['wechatpay-signature']}`,
    };
    assert.equal(await refusal(world, { ...good, headers: probing }), 'bad_signature');
    for (const name of ['serial', 'signature', 'timestamp', 'nonce']) {
      const headers = { ...good.headers, [`wechatpay-${name}`]: undefined };
      assert.equal(await refusal(world, { ...good, headers }), 'missing_header');
    }
    // One notification's headers over another's body.
    await paid(world, 'SF-000043');
    assert.equal(
      await refusal(world, { headers: good.headers, body: provider.notice('SF-000043').body }),
      'bad_signature',
    );
  }));

test('a replay after 300 s is refused, and so is a notification from the future', () =>
  withWorld(async (world) => {
    await paid(world, NUMBER);
    for (const [seconds, expected] of [
      [-300, 'clock_skew'],
      [303, 'clock_skew'],
      [-290, undefined],
      [290, undefined],
    ]) {
      assert.equal(
        await refusal(world, world.provider.notice(NUMBER, { timestamp: stamp(seconds) })),
        expected,
      );
    }
  }));

test('a character changed anywhere is refused', () =>
  withWorld(async (world) => {
    await paid(world, NUMBER);
    const good = world.provider.notice(NUMBER);
    const changed = (text, i) => `${text.slice(0, i)}${text[i] === '5' ? '6' : '5'}${text.slice(i + 1)}`;
    const attempts = [];
    for (let i = 0; i < good.body.length; ++i) attempts.push({ ...good, body: changed(good.body, i) });
    for (let i = 0; i < good.body.length; i += 13) attempts.push({ ...good, body: good.body.slice(0, i) });
    for (const [name, value] of Object.entries(good.headers)) {
      if (name === 'wechatpay-signature-type') continue;  // neither signed nor read
      for (let i = 0; i < value.length; ++i)
        attempts.push({ ...good, headers: { ...good.headers, [name]: changed(value, i) } });
    }
    const answers = await Promise.all(attempts.map((attempt) => readNotification(world, attempt)));
    const accepted = answers.filter((answer) => !answer.refusal);
    assert.deepEqual(accepted, []);
    assert.ok(answers.length > 1000);
    assert.ok(answers.every(({ status }) => status >= 400));
    // As many unknown serials as a serial has characters: one more fetch, not forty.
    assert.ok(certificateFetches(world) <= 2);
  }));

test('signed, but for another merchant, app or currency, or of an unknown kind', () =>
  withWorld(async (world) => {
    await paid(world, NUMBER);
    const { provider } = world;
    const content = provider.ledger.transaction(NUMBER);
    const refused = (event, other, kind = 'transaction') =>
      refusal(world, provider.notification(event, kind, { ...content, ...other }));
    assert.equal(await refused('TRANSACTION.SUCCESS', { mchid: '1900000108' }), 'wrong_mchid');
    assert.equal(await refused('TRANSACTION.SUCCESS', { appid: 'wx0000000000000000' }), 'wrong_appid');
    assert.equal(
      await refused('TRANSACTION.SUCCESS', { amount: { ...content.amount, currency: 'HKD' } }),
      'wrong_currency',
    );
    assert.equal(
      await refused('TRANSACTION.SUCCESS', { amount: { ...content.amount, total: 59.0001 } }),
      'unparsable',
    );
    assert.equal(await refused('TRANSACTION.SUCCESS', { trade_state: 'CLOSED' }), 'unparsable');
    assert.equal(await refused('REFUND.SUCCESS', {}, 'refund'), 'unparsable');
    assert.equal(await refused('COUPON.USE', {}), 'unknown_event');
  }));

test('signed, but not sealed with our APIv3 key', () =>
  withWorld(async (world) => {
    await paid(world, NUMBER);
    const ours = world.provider.keys.apiv3;
    world.provider.keys.apiv3 = 'x'.repeat(32);
    const notice = world.provider.notice(NUMBER);
    world.provider.keys.apiv3 = ours;
    assert.deepEqual(await readNotification(world, notice), { refusal: 'cannot_decrypt', status: 500 });
  }));

test('larger than any real notification', () =>
  withWorld(async (world) => {
    const body = ' '.repeat(65_537);
    const notice = { body, headers: world.provider.signed(body) };
    assert.deepEqual(await readNotification(world, notice), { refusal: 'oversized', status: 413 });
  }));
