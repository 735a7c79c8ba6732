// Our client against the stand-in: wechatpay-axios-plugin verifies everything that the client
// signs, and signs and seals everything that the client reads.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Formatter, Rsa } from 'wechatpay-axios-plugin';
import { startProbe } from './probe.mjs';
import { startStandIn } from './stand_in.mjs';
import { certified, writeSettings } from './stand_in_keys.mjs';
import { computed, VECTORS } from './make_vectors.mjs';
import { BY_CERTIFICATE, BY_PUBLIC_KEY, paid, payment, refund, withWorld } from './world.mjs';

const kindAndCode = ({ failure }) => [failure?.kind, failure?.code];

test("the vectors that the unit tests stand on are the foreign client's", () => {
  const vectors = JSON.parse(readFileSync(VECTORS, 'utf8'));
  assert.deepEqual(computed(vectors), vectors.expected);
});

for (const [name, by] of Object.entries({
  'fetched certificates': BY_CERTIFICATE,
  'a public key': BY_PUBLIC_KEY,
})) {
  test(`a payment from its start to its refund, by ${name}`, () =>
    withWorld(async ({ provider, ask }) => {
      const number = 'SF20260105-000042';
      assert.ok(
        (await ask('create_payment', payment(number, { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' }))).done,
      );
      assert.equal((await ask('query_payment', { out_trade_no: number })).done.state, 'not_paid');
      provider.ledger.pay(number);
      const status = (await ask('query_payment', { out_trade_no: number })).done;
      assert.deepEqual([status.state, status.total, status.payer_total], ['success', 5900, 5900]);
      assert.ok(Math.abs(status.paid_at - Date.now()) < 10_000);
      assert.deepEqual(kindAndCode(await ask('close_payment', { out_trade_no: number })), [
        'refused',
        'ORDERPAID',
      ]);
      const asked = (await ask('create_refund', refund('R1', number))).done;
      assert.deepEqual(
        [asked.state, asked.refund, asked.total, asked.refunded_at],
        ['processing', 900, 5900, null],
      );
      provider.ledger.settle('R1', 'SUCCESS');
      const settled = (await ask('query_refund', { out_refund_no: 'R1' })).done;
      assert.equal(settled.state, 'success');
      assert.ok(settled.refunded_at > 0);
      assert.equal((await ask('query_payment', { out_trade_no: number })).done.state, 'refunded');
      const certificates = provider.requests.filter(({ url }) => url === '/v3/certificates').length;
      assert.equal(certificates, by === BY_CERTIFICATE ? 1 : 0);
    }, by));
}

test("what the page hands to JSAPI is signed with the merchant's key", () =>
  withWorld(async ({ provider, ask }) => {
    const { done: call } = await ask('create_payment', payment('SF-000042', { openid: 'o1' }));
    const message = Formatter.joinedByLineFeed(call.appId, call.timeStamp, call.nonceStr, call.package);
    assert.ok(Rsa.verify(message, call.paySign, provider.keys.merchantPublic));
    assert.equal(call.signType, 'RSA');
    assert.match(call.package, /^prepay_id=wx\d+$/);
  }));

test('H5 and QR code payments come with their links', () =>
  withWorld(async ({ ask }) => {
    const h5 = await ask('create_payment', payment('SF-000001', { client_address: '14.23.150.211' }));
    assert.match(h5.done.h5_url, /^https:\/\/wx\.tenpay\.com\//);
    assert.match((await ask('create_payment', payment('SF-000002'))).done.code_url, /^weixin:\/\//);
  }));

test('the same number is one payment and one refund', () =>
  withWorld(async ({ provider, ask }) => {
    const request = payment('SF-000042');
    await ask('create_payment', request);
    await ask('create_payment', request);
    assert.equal(provider.ledger.payments.size, 1);
    assert.deepEqual(kindAndCode(await ask('create_payment', { ...request, amount: 1 })), [
      'refused',
      'INVALID_REQUEST',
    ]);
    provider.ledger.pay('SF-000042');
    assert.deepEqual(kindAndCode(await ask('create_payment', request)), ['refused', 'ORDERPAID']);
    const [one, two] = [
      await ask('create_refund', refund('R1', 'SF-000042')),
      await ask('create_refund', refund('R1', 'SF-000042')),
    ];
    assert.equal(one.done.refund_id, two.done.refund_id);
    assert.equal(provider.ledger.refunds.size, 1);
    const more = await ask('create_refund', refund('R2', 'SF-000042', { refund: 5001 }));
    assert.deepEqual(kindAndCode(more), ['refused', 'INVALID_REQUEST']);
  }));

test('a closed payment stays closed', () =>
  withWorld(async ({ provider, ask }) => {
    await ask('create_payment', payment('SF-000042'));
    assert.deepEqual((await ask('close_payment', { out_trade_no: 'SF-000042' })).done, {});
    assert.equal((await ask('query_payment', { out_trade_no: 'SF-000042' })).done.state, 'closed');
    assert.throws(() => provider.ledger.pay('SF-000042'));
    assert.deepEqual(kindAndCode(await ask('create_payment', payment('SF-000042'))), [
      'refused',
      'ORDER_CLOSED',
    ]);
    assert.deepEqual(kindAndCode(await ask('query_payment', { out_trade_no: 'SF-999999' })), [
      'refused',
      'ORDER_NOT_EXIST',
    ]);
    assert.deepEqual(kindAndCode(await ask('query_refund', { out_refund_no: 'R9' })), [
      'refused',
      'RESOURCE_NOT_EXISTS',
    ]);
  }));

const FAULTS = {
  500: 'starfish.unexpected_status',
  429: 'FREQUENCY_LIMITED',
  redirect: 'starfish.unexpected_status',
  garbage: 'starfish.not_understood',
  oversized: 'starfish.no_answer',
  'no signature': 'starfish.unsigned',
  'wrong signature': 'starfish.bad_signature',
  'unknown serial': 'starfish.bad_signature',
  stale: 'starfish.bad_signature',
  changed: 'starfish.bad_signature',
  'hang up': 'starfish.no_answer',
  silence: 'starfish.no_answer',
};
for (const [fault, code] of Object.entries(FAULTS)) {
  test(`after '${fault}' the outcome is unknown, and the same number again tells it`, () =>
    withWorld(async (world) => {
      const { provider, ask } = world;
      await paid(world, 'SF-000042');
      provider.failNext(fault);
      const request = refund('R1', 'SF-000042');
      assert.deepEqual(kindAndCode(await ask('create_refund', request)), ['unknown', code]);
      // The refund was carried out; asking again changes nothing more.
      assert.equal(provider.ledger.refunds.size, 1);
      assert.equal((await ask('query_refund', { out_refund_no: 'R1' })).done.state, 'processing');
      assert.equal((await ask('create_refund', request)).done.refund, 900);
      assert.equal(provider.ledger.refunds.size, 1);
      assert.ok(
        provider.requests.every(
          ({ url }, i) => i === 0 || url !== provider.requests[i - 1].url || url !== '/v3/certificates',
        ),
      );
    }));
}

test('a late answer within the time limit is as good as any', () =>
  withWorld(async ({ provider, ask }) => {
    provider.failNext({ late: 400 });
    assert.ok((await ask('create_payment', payment('SF-000042'))).done);
    provider.failNext({ late: 4000 });
    const start = Date.now();
    assert.deepEqual(kindAndCode(await ask('query_payment', { out_trade_no: 'SF-000042' })), [
      'unknown',
      'starfish.no_answer',
    ]);
    assert.ok(Date.now() - start < 3000, 'the time limit is 1500 ms');
  }));

test('a signed refusal is final, unless it says to try again later', () =>
  withWorld(async (world) => {
    await paid(world, 'SF-000042');
    world.provider.failNext({ refuse: [403, 'NOT_ENOUGH', '余额不足'] });
    const { failure } = await world.ask('create_refund', refund('R1', 'SF-000042'));
    assert.deepEqual(failure, { kind: 'refused', status: 403, code: 'NOT_ENOUGH', message: '余额不足' });
    world.provider.failNext({ refuse: [403, 'SYSTEM_ERROR', '系统繁忙'] });
    assert.equal((await world.ask('create_refund', refund('R1', 'SF-000042'))).failure.kind, 'unknown');
    assert.equal(world.provider.ledger.refunds.size, 0);
  }));

test('a merchant that the provider does not recognise gets a clear error', () =>
  withWorld(
    async ({ provider, ask }) => {
      const { failure } = await ask('query_payment', { out_trade_no: 'SF-000042' });
      assert.deepEqual([failure.kind, failure.status, failure.code], ['refused', 401, 'SIGN_ERROR']);
      assert.ok(!JSON.stringify(failure).includes(provider.keys.apiv3));
    },
    { serial_no: '0000000000000000000000000000000000000001' },
  ));

test('when the provider changes certificates, the new one is fetched', () =>
  withWorld(async ({ provider, ask }) => {
    assert.ok((await ask('create_payment', payment('SF-000042'))).done);
    provider.current = 1;  // listed before, so it is known already
    assert.ok((await ask('query_payment', { out_trade_no: 'SF-000042' })).done);
    assert.equal(provider.requests.filter(({ url }) => url === '/v3/certificates').length, 1);
  }));

test('nobody listening, or plain http instead of TLS: the outcome is unknown', () =>
  withWorld(async ({ folder, provider }) => {
    for (const base of ['http://127.0.0.1:1', provider.url.replace('http:', 'https:')]) {
      const probe = startProbe(writeSettings(folder, base));
      assert.deepEqual(kindAndCode(await probe.ask('query_payment', { out_trade_no: 'SF-000042' })), [
        'unknown',
        'starfish.no_answer',
      ]);
      await probe.stop();
    }
  }));

test('over TLS, the provider\'s certificate must be trusted for its name', () =>
  withWorld(async ({ folder, provider: { keys } }) => {
    const good = certified(folder, 'tls', { extension: 'subjectAltName=IP:127.0.0.1' });
    const other = certified(folder, 'other-name', { extension: 'subjectAltName=DNS:pay.example' });
    const outcome = async (tls, settings) => {
      const provider = await startStandIn(folder, { keys, tls });
      const probe = startProbe(writeSettings(folder, provider.url, settings));
      const answer = await probe.ask('query_payment', { out_trade_no: 'SF-000042' });
      await probe.stop();
      await provider.stop();
      return [...kindAndCode(answer), provider.requests.length > 0];
    };
    assert.deepEqual(await outcome(good, { ca_file: 'tls.pem' }), ['refused', 'ORDER_NOT_EXIST', true]);
    assert.deepEqual(await outcome(good, {}), ['unknown', 'starfish.no_answer', false]);
    assert.deepEqual(await outcome(other, { ca_file: 'other-name.pem' }), [
      'unknown',
      'starfish.no_answer',
      false,
    ]);
  }));

test('wrong settings are reported in one line without any key', () =>
  withWorld(async ({ folder, provider }) => {
    writeFileSync(join(folder, 'short.key'), 'hunter2');
    const probe = startProbe(writeSettings(folder, provider.url, { apiv3_key_file: 'short.key' }));
    await assert.rejects(
      probe.ask('query_payment', { out_trade_no: 'SF-000042' }),
      /"apiv3_key_file" names short\.key: APIv3 key: it has 7 bytes instead of 32/,
    );
    assert.ok(!probe.errors().includes('hunter2'));
  }));
