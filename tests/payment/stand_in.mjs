// A local stand-in for WeChat Pay API v3: it verifies our signatures, signs its answers and makes
// encrypted notifications with wechatpay-axios-plugin (not with our code), remembers payments and
// refunds by our numbers, and fails on demand.
//
//   const provider = await startStandIn(folder);
//   const settings = writeSettings(folder, provider.url);
//   provider.failNext('500', { late: 300 });        // the next two answers
//   provider.ledger.pay('SF-000042');
//   const { headers, body } = provider.notice('SF-000042');
//   await provider.stop();
//
// A fault follows after the request was carried out, so the outcome is unknown to the client.
//   '500', '429', 'garbage', 'redirect', 'oversized'   another answer, signed
//   'no signature', 'wrong signature', 'unknown serial', 'stale', 'changed'   a good one, badly signed
//   'silence', 'hang up', { late: ms }             no answer, half of one, a late one
//   { refuse: [status, code, message] }            not carried out
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin';
import { MERCHANT, makeKeys } from './stand_in_keys.mjs';
import { Ledger, moment } from './stand_in_ledger.mjs';

const now = () => Math.floor(Date.now() / 1000);
const FORM = /^WECHATPAY2-SHA256-RSA2048 (.*)$/;

export class StandIn {
  ledger = new Ledger();

  faults = [];

  requests = [];

  nonces = new Set();

  current = 0;  // index of the signing certificate

  listed = [0, 1];  // indexes of the certificates in use

  constructor(keys) {
    this.keys = keys;
  }

  failNext(...faults) {
    this.faults.push(...faults);
  }

  // The reason to reject the caller's signature, or undefined. The foreign client checks the
  // signature.
  stranger({ method, url, headers }, body) {
    const [, list] = FORM.exec(headers.authorization ?? '') ?? [];
    const fields = Object.fromEntries(
      [...(list ?? '').matchAll(/(\w+)="([^"]*)"(?:,|$)/g)].map(([, name, value]) => [name, value]),
    );
    const { nonce_str: nonce, timestamp, signature } = fields;
    if (fields.mchid !== MERCHANT.mchid || fields.serial_no !== MERCHANT.serial_no) return 'mchid or serial_no';
    if (!(Math.abs(now() - Number(timestamp)) < 300)) return 'timestamp';
    if (!/^[0-9A-Za-z]{1,32}$/.test(nonce) || this.nonces.has(nonce)) return 'nonce_str';
    this.nonces.add(nonce);
    if (
      !Rsa.verify(
        Formatter.request(method, url, timestamp, nonce, body),
        signature,
        Rsa.from(this.keys.merchantPublic, 'public'),
      )
    )
      return 'signature';
    if (headers.accept !== 'application/json' || !headers['user-agent']) return 'Accept or User-Agent';
    return method === 'POST' && headers['content-type'] !== 'application/json' ? 'Content-Type' : undefined;
  }

  certificates() {
    const data = this.listed.map((index) => {
      const { serial, certificate } = this.keys.certificates[index];
      const nonce = Formatter.nonce(12);
      return {
        serial_no: serial,
        effective_time: moment(),
        expire_time: moment(Date.now() + 864e5),
        encrypt_certificate: {
          algorithm: 'AEAD_AES_256_GCM',
          nonce,
          associated_data: 'certificate',
          ciphertext: Aes.AesGcm.encrypt(certificate, this.keys.apiv3, nonce, 'certificate'),
        },
      };
    });
    return [200, { data }];
  }

  // Carries out a request: [status, JSON].
  carryOut(method, url, body) {
    const { pathname, searchParams } = new URL(url, 'http://stand-in');
    const route = `${method} ${pathname}`;
    const json = body ? JSON.parse(body) : undefined;
    const way = /^POST \/v3\/pay\/transactions\/(jsapi|h5|native)$/.exec(route)?.[1];
    if (way) return this.ledger.create(way, json);
    const query = /^GET \/v3\/pay\/transactions\/out-trade-no\/([^/]+)$/.exec(route)?.[1];
    if (query) return this.ledger.query(query, searchParams.get('mchid'));
    const close = /^POST \/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/close$/.exec(route)?.[1];
    if (close) return this.ledger.close(close, json);
    if (route === 'POST /v3/refund/domestic/refunds') return this.ledger.refund(json);
    const refund = /^GET \/v3\/refund\/domestic\/refunds\/([^/]+)$/.exec(route)?.[1];
    if (refund) return this.ledger.queryRefund(refund);
    if (route === 'GET /v3/certificates') return this.certificates();
    return [404, { code: 'RESOURCE_NOT_EXISTS', message: route }];
  }

  signer(askedFor) {
    const { publicKey, certificates } = this.keys;
    return askedFor === publicKey.serial ? publicKey : certificates[this.current];
  }

  // The four headers over a body, as in answers and notifications.
  signed(body, { serial, key } = this.signer(), timestamp = `${now()}`) {
    const nonce = Formatter.nonce(32);
    return {
      'wechatpay-serial': serial,
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-signature': Rsa.sign(Formatter.response(timestamp, nonce, body), key),
      'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
    };
  }

  // {status, headers, body}, with the fault applied.
  answer([status, json], fault, askedFor) {
    const codes = { 500: [500, 'SYSTEM_ERROR'], 429: [429, 'FREQUENCY_LIMITED'], redirect: [302, ''] };
    const content = codes[fault] ? { code: codes[fault][1], message: 'told to fail' } : json;
    let body = content === undefined ? '' : JSON.stringify(content);
    if (fault === 'garbage') body = body.slice(0, -3);
    if (fault === 'oversized') body = JSON.stringify({ ...json, padding: 'x'.repeat(300_000) });
    const signer = this.signer(askedFor);
    const wrongKey = { serial: signer.serial, key: this.keys.merchantPrivate };
    const unknown = { serial: '00'.repeat(20), key: signer.key };
    const by = { 'wrong signature': wrongKey, 'unknown serial': unknown }[fault] ?? signer;
    let headers = this.signed(body, by, fault === 'stale' ? `${now() - 300}` : undefined);
    if (fault === 'no signature') headers = {};
    if (fault === 'redirect') headers.location = `${this.url}/v3/certificates`;
    if (fault === 'changed') body = body.replace(/}$/, ' }');
    return { status: codes[fault]?.[0] ?? status, headers, body };
  }

  async receive(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { method, url, headers } = request;
    this.requests.push({ method, url, headers, body });
    const wrong = this.stranger(request, body);
    if (wrong) {
      const no = JSON.stringify({ code: 'SIGN_ERROR', message: `签名错误: ${wrong}` });
      response.writeHead(401, { 'content-type': 'application/json' }).end(no);
      return;
    }
    const fault = url === '/v3/certificates' ? undefined : this.faults.shift();
    const [refusedStatus, code, message] = fault?.refuse ?? [];
    const done = refusedStatus ? [refusedStatus, { code, message }] : this.carryOut(method, url, body);
    const answer = this.answer(done, fault, headers['wechatpay-serial']);
    if (fault === 'silence') return;
    if (fault?.late)
      await new Promise((wake) => {
        setTimeout(wake, fault.late);
      });
    response.writeHead(answer.status, {
      ...answer.headers,
      'content-type': 'application/json; charset=utf-8',
      'request-id': randomBytes(8).toString('hex'),
      ...(answer.status === 204 ? {} : { 'content-length': Buffer.byteLength(answer.body) }),
    });
    if (fault !== 'hang up') response.end(answer.body);
    else response.write(answer.body.slice(0, 5), () => response.destroy());
  }

  // A notification's {headers, body}; `id` makes it a repetition of an earlier one.
  notification(
    event,
    kind,
    content,
    { id = `EV-${randomBytes(14).toString('hex')}`, signer, timestamp } = {},
  ) {
    const nonce = Formatter.nonce(12);
    const body = JSON.stringify({
      id,
      create_time: moment(),
      resource_type: 'encrypt-resource',
      event_type: event,
      summary: '通知',
      resource: {
        original_type: kind,
        algorithm: 'AEAD_AES_256_GCM',
        associated_data: kind,
        nonce,
        ciphertext: Aes.AesGcm.encrypt(JSON.stringify(content), this.keys.apiv3, nonce, kind),
      },
    });
    return { headers: this.signed(body, signer, timestamp), body };
  }

  // The notification of a successful payment.
  notice(outTradeNo, options) {
    const content = { ...this.ledger.transaction(outTradeNo), trade_state: 'SUCCESS' };
    return this.notification('TRANSACTION.SUCCESS', 'transaction', content, options);
  }

  // The notification of a refund's result.
  refundNotice(outRefundNo, options) {
    const content = this.ledger.refundNotice(outRefundNo);
    return this.notification(`REFUND.${content.refund_status}`, 'refund', content, options);
  }
}

// `keys`: the result of an earlier makeKeys(folder); `tls`: {key, certificate} for https.
export async function startStandIn(folder, { keys = makeKeys(folder), tls } = {}) {
  const standIn = new StandIn({ ...keys });
  const receive = (request, response) =>
    standIn.receive(request, response).catch((error) => {
      console.error(error);
      response.destroy();
    });
  const server = tls
    ? createTlsServer({ key: tls.key, cert: tls.certificate }, receive)
    : createServer(receive);
  await new Promise((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  standIn.url = `${tls ? 'https' : 'http'}://127.0.0.1:${server.address().port}`;
  standIn.stop = () =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections?.();
    });
  return standIn;
}
