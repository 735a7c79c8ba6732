// Runs every *.test.mjs beside it. Each starts its own stand-in for WeChat Pay and its own probe.
//
//   node tests/payment/run.mjs [part of a file's name]
//   PAYMENT_PROBE=build/clang/payment_probe to choose the program
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const only = process.argv[2] ?? '';
const files = readdirSync('tests/payment')
  .filter((name) => name.endsWith('.test.mjs') && name.includes(only))
  .map((name) => `tests/payment/${name}`);
const { status } = spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...files], {
  stdio: 'inherit',
  timeout: 120_000,
  killSignal: 'SIGKILL',
});
process.exit(status ?? 1);
