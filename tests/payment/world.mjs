// Shared by the payment tests: a stand-in with settings and a probe that speaks to it, and common
// requests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProbe } from './probe.mjs';
import { startStandIn } from './stand_in.mjs';
import { makeKeys, writeSettings } from './stand_in_keys.mjs';

// Both ways to authenticate the provider: fetched certificates, and a public key.
export const BY_CERTIFICATE = {};
export const BY_PUBLIC_KEY = (provider) => ({
  platform_keys: [{ public_key_id: provider.keys.publicKey.serial, public_key_file: 'pub_key.pem' }],
  fetch_certificates: false,
});

// Making RSA keys is slow: one set for each test file.
const folder = mkdtempSync(join(tmpdir(), 'starfish-payment-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const keys = makeKeys(folder);

export async function withWorld(work, other = BY_CERTIFICATE) {
  const provider = await startStandIn(folder, { keys });
  const settings = typeof other === 'function' ? other(provider) : other;
  const probe = startProbe(writeSettings(folder, provider.url, settings));
  try {
    return await work({ folder, provider, ask: probe.ask, probe });
  } finally {
    await probe.stop();
    await provider.stop();
  }
}

export const payment = (number, other = {}) => ({
  out_trade_no: number,
  description: '3 斤 砂糖橘',
  amount: 5900,
  expires_at: Date.now() + 1_800_000,
  notify_url: 'https://tuan.example/pay/notice',
  ...other,
});
export const refund = (number, outTradeNo, other = {}) => ({
  out_refund_no: number,
  out_trade_no: outTradeNo,
  refund: 900,
  total: 5900,
  reason: '成团价更低，退差额',
  notify_url: 'https://tuan.example/pay/notice',
  ...other,
});

// A completed payment, without waiting for its notification.
export async function paid({ provider, ask }, number) {
  const started = await ask('create_payment', payment(number));
  if (!started.done) throw new Error(JSON.stringify(started));
  provider.ledger.pay(number);
}
