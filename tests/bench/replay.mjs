// Replaying a million joins from their bytes, natively and in WebAssembly.
import { join } from 'node:path';
import { root, run } from './programs.mjs';
import { count, perSecond, times } from './table.mjs';
import { median } from './wrk.mjs';

const JOINS = 1_000_000;
const NATIVE_MIN_PER_S = 2_000_000;
const WASM_RATIO_MIN = 0.4;

const millions = (rate) => `${(rate / 1e6).toFixed(2)} M/s`;

export async function measureReplay({ rounds, progress }) {
  const programs = {
    native: [join(root, 'build/release/bench_replay'), String(JOINS)],
    // The machine's own Node, which the determinism test runs as well.
    wasm: [process.execPath, join(root, 'build/wasm/bench_replay.cjs'), String(JOINS)],
  };
  const figures = { native: [], wasm: [] };
  for (let round = 1; round <= rounds; ++round) {
    progress(`replay, round ${round} of ${rounds}`);
    for (const [name, [command, ...args]] of Object.entries(programs)) {
      figures[name].push(JSON.parse(await run(command, args)));
    }
  }
  const digests = new Set([...figures.native, ...figures.wasm].map(({ digest }) => digest));
  if (digests.size !== 1) throw new Error(`digests differ: ${[...digests].join(' ')}`);
  return { rows: rowsOf(figures), figures };
}

function rowsOf({ native, wasm }) {
  const middle = (runs, key) => median(runs.map((figures) => figures[key]));
  const rate = middle(native, 'read_apply_per_s');
  const ratio = median(wasm.map((once, i) => once.read_apply_per_s / native[i].read_apply_per_s));
  const { events, bytes_each: bytes } = native[0];
  return [
    {
      what: `replay of ${count(events)} events of ${bytes} bytes`,
      budget: `≥ ${millions(NATIVE_MIN_PER_S)}`,
      measured: `${millions(rate)} natively`,
      beside: `${millions(middle(native, 'engine_replay_per_s'))} as the server starts`,
      ratio: '',
      met: rate >= NATIVE_MIN_PER_S,
    },
    {
      what: 'the same in WebAssembly',
      budget: `≥ ${WASM_RATIO_MIN}×`,
      measured: millions(middle(wasm, 'read_apply_per_s')),
      beside: `${millions(rate)} natively`,
      ratio: times(ratio),
      met: ratio >= WASM_RATIO_MIN,
    },
    {
      what: 'joins decided, applied and written as JSON, one thread',
      budget: '',
      measured: `${perSecond(middle(native, 'decide_per_s'))} natively`,
      beside: `${perSecond(middle(wasm, 'decide_per_s'))} in WebAssembly`,
      ratio: '',
      met: null,
    },
  ];
}
