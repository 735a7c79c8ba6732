// Writes tests/payment/vectors.json: signatures and ciphertexts of the foreign client, with a key
// made for this file alone. RSA PKCS #1 v1.5 and AES-GCM with a given nonce are deterministic, so
// run.mjs computes them again and compares.
//
//   node tests/payment/make_vectors.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin';

export const VECTORS = 'tests/payment/vectors.json';

// The foreign client's results for the vectors' inputs.
export function computed({ private_key: key, request, answer, pay, sealed }) {
  const { method, target, timestamp, nonce, body } = request;
  return {
    request: Rsa.sign(Formatter.request(method, target, timestamp, nonce, body), key),
    answer: Rsa.sign(Formatter.response(answer.timestamp, answer.nonce, answer.body), key),
    pay: Rsa.sign(
      Formatter.joinedByLineFeed(pay.appid, pay.timestamp, pay.nonce, `prepay_id=${pay.prepay_id}`),
      key,
    ),
    sealed: Aes.AesGcm.encrypt(sealed.plaintext, sealed.key, sealed.nonce, sealed.associated_data),
  };
}

function make() {
  const folder = mkdtempSync(join(tmpdir(), 'starfish-vectors-'));
  const [keyFile, certificateFile] = ['key.pem', 'certificate.pem'].map((name) => join(folder, name));
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      keyFile,
      '-out',
      certificateFile,
      '-days',
      '36500',
      '-subj',
      '/CN=Starfish test vectors',
      '-set_serial',
      '0x0A5157F09EFDC096DE15EBE81A47057A7232F1B8',
    ],
    { stdio: 'ignore' },
  );
  const vectors = {
    note: 'made by tests/payment/make_vectors.mjs; the key protects nothing',
    private_key: readFileSync(keyFile, 'utf8'),
    certificate: readFileSync(certificateFile, 'utf8'),
    certificate_serial: '0A5157F09EFDC096DE15EBE81A47057A7232F1B8',
    request: {
      method: 'GET',
      target: '/v3/certificates',
      timestamp: '1554208460',
      nonce: '593bec0c930bf1afeb40b4a08c8fb242',
      body: '',
    },
    answer: {
      timestamp: '1722850421',
      nonce: 'd824f2e086d3c1df967785d13fcd22ef',
      body: '{"code_url":"weixin://wxpay/bizpayurl?pr=JyC91EIz1"}',
    },
    pay: {
      appid: 'wx8888888888888888',
      timestamp: '1414561699',
      nonce: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
      prepay_id: 'wx201410272009395522657a690389285100',
    },
    sealed: {
      key: 'apiv3-key-of-thirty-two-bytes-01',
      nonce: '61f9c719728a',
      associated_data: 'transaction',
      plaintext: '{"out_trade_no":"SF-000042","amount":{"total":5900}}',
    },
  };
  rmSync(folder, { recursive: true });
  vectors.expected = computed(vectors);
  writeFileSync(VECTORS, `${JSON.stringify(vectors, null, 2)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) make();
