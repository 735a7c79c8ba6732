// The same log gives the same state natively and in WebAssembly (design section 3): 200 random
// histories, decided on both sides, and the demo's log. Each side also replays the histories that
// the other side decided, so that no side is checked only against itself. logs/ holds logs of earlier
// programs, whose digests must not change.
//
//   node tests/determinism/run.mjs [SEED]
// STARFISH_BUILD and STARFISH_WASM_BUILD name other builds than build/release and build/wasm.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HISTORIES = 200;
const native = process.env.STARFISH_BUILD ?? 'build/release';
const wasm = process.env.STARFISH_WASM_BUILD ?? 'build/wasm';
const seed = Number(process.argv[2] ?? Math.floor(Math.random() * 1e9));

const run = (command, ...words) =>
  execFileSync(command, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
const sides = {
  native: (...words) => run(join(native, 'core_replay'), ...words).trim().split('\n'),
  wasm: (...words) => run(process.execPath, join(wasm, 'core_replay.cjs'), ...words).trim().split('\n'),
};

const folder = mkdtempSync(join(tmpdir(), 'starfish-determinism-'));
const failures = [];

function same(what, left, right) {
  const at = left.findIndex((line, i) => line !== right[i]);
  if (at >= 0 || left.length !== right.length) {
    const place = at < 0 ? right.length : at;
    failures.push(`${what}, log ${place}: ${left[place]} is not ${right[place]} (seed ${seed})`);
  }
}

function decided(side) {
  const to = join(folder, side);
  mkdirSync(to);
  const digests = sides[side]('--random', String(seed), String(HISTORIES), to);
  const files = Array.from({ length: HISTORIES }, (_, i) => join(to, `${i}.ndjson`));
  return { digests, files };
}

function checkHistories() {
  const natively = decided('native');
  const inWasm = decided('wasm');
  const texts = (files) => files.map((file) => readFileSync(file, 'utf8'));
  same('decided natively and in WebAssembly', natively.digests, inWasm.digests);
  same('written natively and in WebAssembly', texts(natively.files), texts(inWasm.files));
  same('decided natively, replayed there', natively.digests, sides.native(...natively.files));
  same('decided natively, replayed in WebAssembly', natively.digests, sides.wasm(...natively.files));
  const events = natively.digests.reduce((sum, line) => sum + Number(line.split(' ')[0]), 0);
  if (events < HISTORIES * 20) failures.push(`only ${events} events in ${HISTORIES} histories`);
  return events;
}

// Logs that earlier programs wrote, every type of event among them, with the events and the digest
// that each gave then: a change of the program changes neither.
function checkOldLogs() {
  const logs = 'tests/determinism/logs';
  const lines = readFileSync(join(logs, 'digests.txt'), 'utf8').trim().split('\n');
  const files = lines.map((line) => join(logs, line.split(' ')[0]));
  const digests = lines.map((line) => line.split(' ').slice(1).join(' '));
  same('an old log, replayed natively', digests, sides.native(...files));
  same('an old log, replayed in WebAssembly', digests, sides.wasm(...files));
  return files.length;
}

function checkDemo() {
  const starfish = join(native, 'starfish');
  const store = `sqlite:${join(folder, 'demo.db')}`;
  run(starfish, 'demo', '--store', store);
  const log = join(folder, 'demo.ndjson');
  writeFileSync(log, run(starfish, 'export-log', '--store', store));
  const [natively] = sides.native(log);
  same('the demo', [natively], sides.wasm(log));
  const [, verified] = /digest +([0-9a-f]{16})/.exec(run(starfish, 'verify', '--store', store)) ?? [];
  same('the demo, by starfish verify', [natively.split(' ')[1]], [verified]);
  if (Number(natively.split(' ')[0]) < 100) failures.push(`the demo is ${natively}: too little`);
  return natively;
}

try {
  console.log(`seed ${seed}`);
  console.log(`${HISTORIES} random histories: ${checkHistories()} events`);
  console.log(`${checkOldLogs()} old logs`);
  console.log(`the demo: ${checkDemo()}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) console.error(failure.slice(0, 600));
process.exitCode = failures.length > 0 ? 1 : 0;
