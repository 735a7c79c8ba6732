// A campaign of 10,000 lines: the allocator, and each screen's query.
import { join } from 'node:path';
import { root, run } from './programs.mjs';
import { count, ms } from './table.mjs';
import { median } from './wrk.mjs';

const LINES = 10_000;
const ALLOCATOR_MAX_MS = 50;
const QUERY_MAX_MS = 16;

export async function measureCampaign({ rounds, progress }) {
  const figures = [];
  for (let round = 1; round <= rounds; ++round) {
    progress(`campaign, round ${round} of ${rounds}`);
    figures.push(JSON.parse(await run(join(root, 'build/release/bench_campaign'), [String(LINES)])));
  }
  return { rows: rowsOf(figures), figures };
}

function rowsOf(figures) {
  const middle = (pick) => median(figures.map(pick));
  const allocator = middle((one) => one.allocator_ms);
  const rows = [{
    what: `allocator, ${count(LINES)} lines of five goods`,
    budget: `≤ ${ALLOCATOR_MAX_MS} ms`,
    measured: ms(allocator),
    beside: `${ms(middle((one) => one.lock_ms))} the whole lock: bills, slips, pay, notices`,
    ratio: '',
    met: allocator <= ALLOCATOR_MAX_MS,
  }];
  for (const name of Object.keys(figures[0].screens)) {
    const [typical, worst] = [0, 1].map((i) => middle((one) => one.screens[name][i]));
    rows.push({
      what: `query of a screen: ${name}`,
      budget: `≤ ${QUERY_MAX_MS} ms`,
      measured: ms(typical),
      beside: `${ms(worst)} at worst`,
      ratio: '',
      met: worst <= QUERY_MAX_MS,
    });
  }
  rows.push({
    what: 'a join that is billed, decided and applied',
    budget: '',
    measured: `${middle((one) => one.join_us).toFixed(1)} µs`,
    beside: `${middle((one) => one.payment_us).toFixed(1)} µs its payment`,
    ratio: '',
    met: null,
  });
  return rows;
}
