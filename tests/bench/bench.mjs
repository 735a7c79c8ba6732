// ./dev bench [GROUP…] [--rounds N] [--seconds S] [--write-docs]
//
// Measures Starfish beside its peers on this machine and prints one table of ratios; GROUP is any
// of the groups below (all of them if none is named). The figures go to build/bench.json as well,
// and with --write-docs into docs/performance.md.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { measureCampaign } from './campaign.mjs';
import { measureConsumerPage } from './consumer_page.mjs';
import { measureDashboard } from './dashboard.mjs';
import { measureJoins } from './joins.mjs';
import { describeMachine } from './machine.mjs';
import { measurePages } from './pages.mjs';
import { measurePayments } from './payments.mjs';
import { root, starfish, work } from './programs.mjs';
import { measureReplay } from './replay.mjs';
import { count, markdownTable, plainTable, writeBetweenMarks } from './table.mjs';

const GROUPS = {
  joins: measureJoins,
  payments: measurePayments,
  pages: measurePages,
  replay: measureReplay,
  campaign: measureCampaign,
  dashboard: measureDashboard,
  consumer: measureConsumerPage,
};

function options(args) {
  const chosen = { rounds: 3, seconds: 5, writeDocs: false, groups: [] };
  while (args.length) {
    const arg = args.shift();
    if (arg === '--rounds') chosen.rounds = Number(args.shift());
    else if (arg === '--seconds') chosen.seconds = Number(args.shift());
    else if (arg === '--write-docs') chosen.writeDocs = true;
    else if (arg in GROUPS) chosen.groups.push(arg);
    else throw new Error(`no option or group '${arg}'; groups: ${Object.keys(GROUPS).join(' ')}`);
  }
  if (!(chosen.rounds >= 1) || !(chosen.seconds >= 1)) throw new Error('a number is missing');
  if (!chosen.groups.length) chosen.groups = Object.keys(GROUPS);
  return chosen;
}

// The build targets that the groups need.
const SITE = 'build/site/manifest.json';
const NEEDS = {
  joins: [starfish, 'build/release/bench_insert'],
  payments: [starfish],
  pages: [starfish],
  replay: ['build/release/bench_replay', 'build/wasm/bench_replay.cjs'],
  campaign: ['build/release/bench_campaign'],
  dashboard: [starfish, SITE],
  consumer: [starfish, SITE],
};

function checkPrograms(groups) {
  const needed = groups.flatMap((group) => NEEDS[group]).map((path) => resolve(root, path));
  const missing = needed.filter((path) => !existsSync(path));
  if (missing.length) throw new Error(`not built: ${missing.join(', ')}; ./dev bench builds them`);
}

const chosen = options(process.argv.slice(2));
const progress = (what) => console.log(`   ${new Date().toTimeString().slice(0, 8)}  ${what}`);
mkdirSync(work, { recursive: true });
checkPrograms(chosen.groups);
const machine = await describeMachine();
const sentence = `${machine.cpu}, ${machine.memory_gb} GB, Linux ${machine.kernel}, ` +
  `${machine.filesystem}, ${count(machine.flushes_per_s)} flushes of 4 KB a second`;
console.log(sentence);

// Results of earlier runs stay in the file until they are measured again.
const file = join(root, 'build/bench.json');
const earlier = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).groups : {};
const groups = {};
for (const name of Object.keys(GROUPS)) {
  if (!chosen.groups.includes(name)) {
    if (earlier[name]) groups[name] = earlier[name];
    continue;
  }
  const measured = await GROUPS[name]({ ...chosen, progress });
  groups[name] = { at: new Date().toISOString(), machine, ...measured };
}
writeFileSync(file, `${JSON.stringify({ groups }, null, 2)}\n`);

const rows = chosen.groups.flatMap((name) => groups[name].rows);
console.log(`\n${plainTable(rows)}\n\n${sentence}; figures in build/bench.json`);
if (chosen.writeDocs) {
  const all = Object.values(groups).flatMap((group) => group.rows);
  const measured = Object.entries(groups).map(([name, { at }]) => `${name} ${at.slice(0, 10)}`);
  writeBetweenMarks(join(root, 'docs/performance.md'),
    `\nMeasured: ${measured.join(', ')}.\nOn: ${sentence}.\n\n${markdownTable(all)}\n`);
  console.log('written into docs/performance.md');
}
const missed = rows.filter(({ met }) => met === false);
if (missed.length) console.log(`${missed.length} of ${rows.length} rows miss their budget`);
