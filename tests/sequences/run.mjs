// At least ten thousand random command sequences, new ones each time, with every invariant checked
// after every command. Spread over the processors.
//
//   node tests/sequences/run.mjs [FIRST_SEED]      the printed seed, to see a failure again
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';

const SEQUENCES = 10_000;
const program = resolve(process.env.SEQUENCES ?? 'build/release/sequences');
const first = Number(process.argv[2] ?? Math.floor(Math.random() * 2 ** 40));
const parts = Math.max(1, availableParallelism());
const each = Math.ceil(SEQUENCES / parts);

console.log(`first seed ${first}`);
const run = (part) => new Promise((done) => {
  const args = [`${first + part * each}`, `${each}`];
  spawn(program, args, { stdio: 'inherit' }).on('error', () => done(1)).on('close', done);
});
const codes = await Promise.all(Array.from({ length: parts }, (_, part) => run(part)));
process.exit(codes.every((code) => code === 0) ? 0 : 1);
