// Runs every *.test.mjs beside it, one file after the other: each starts its own server.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const only = process.argv[2] ?? '';
const files = readdirSync('tests/browser')
  .filter((name) => name.endsWith('.test.mjs') && name.includes(only))
  .map((name) => `tests/browser/${name}`);
const { status } = spawnSync(
  process.execPath,
  ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
