// The keys between a merchant and WeChat Pay, made anew for each run: the merchant's API key, the
// platform's certificates and its public key, and the APIv3 key.
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const MERCHANT = {
  mchid: '1900000109',
  appid: 'wxd678efh567hg6787',
  serial_no: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
};

const pem = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
};
export const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048, ...pem });

// A key with a self-signed certificate: {serial, key, certificate}.
export function certified(folder, name, { days = 30, subject = `/CN=${name}`, extension } = {}) {
  const serial = `50${randomBytes(19).toString('hex')}`.toUpperCase();
  const [key, certificate] = [join(folder, `${name}.key.pem`), join(folder, `${name}.pem`)];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      key,
      '-out',
      certificate,
      '-days',
      `${days}`,
      '-subj',
      subject,
      '-set_serial',
      `0x${serial}`,
      ...(extension ? ['-addext', extension] : []),
    ],
    { stdio: 'ignore' },
  );
  return { serial, key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
}

// Writes the files that server/payment/wechat/settings.hpp describes into `folder`.
export function makeKeys(folder) {
  const merchant = keyPair();
  const platform = keyPair();
  const keys = {
    merchantPublic: merchant.publicKey,
    merchantPrivate: merchant.privateKey,
    apiv3: randomBytes(16).toString('hex'),
    certificates: [certified(folder, 'platform-a'), certified(folder, 'platform-b')],
    publicKey: { serial: 'PUB_KEY_ID_0119000001092026010500000001', key: platform.privateKey },
  };
  writeFileSync(join(folder, 'apiclient_key.pem'), merchant.privateKey);
  writeFileSync(join(folder, 'apiv3.key'), keys.apiv3);
  writeFileSync(join(folder, 'pub_key.pem'), platform.publicKey);
  return keys;
}

// The settings for a base URL; `other` overrides. Returns the file's name.
export function writeSettings(folder, baseUrl, other = {}) {
  const file = join(folder, `pay-${randomBytes(4).toString('hex')}.json`);
  writeFileSync(
    file,
    JSON.stringify({
      base_url: baseUrl,
      ...MERCHANT,
      private_key_file: 'apiclient_key.pem',
      apiv3_key_file: 'apiv3.key',
      answer_ms_max: 1500,
      ...other,
    }),
  );
  return file;
}
