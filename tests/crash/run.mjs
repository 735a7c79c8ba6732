// A load of joins with `kill -9` at random moments. An acknowledged join must be in the log once,
// any other join once or not at all, and the same key again must give the same order, before and
// after `starfish verify` has checked everything.
//
//   node tests/crash/run.mjs [SEED]                 STARFISH_BUILD names another build
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LostAnswer, post, signIn } from './http.mjs';
import { Program, starfish } from './program.mjs';
import { Random } from './random.mjs';

const KILLS = 25;
const CLIENTS = 8;
const LOAD_MS = [20, 500];  // from the first join to the kill
const KILLED_AT_START_PERCENT = 20;
const REPEATS = 6;  // unanswered joins, and joins of any kind, sent again after each restart
const DAY_MS = 86_400_000;

const seed = Number(process.argv[2] ?? Math.floor(Math.random() * 1e9));
const random = new Random(seed);
const folder = mkdtempSync(join(tmpdir(), 'starfish-crash-'));
const store = `sqlite:${join(folder, 'crash.db')}`;
const serving = ['serve', '--demo', '--listen', '127.0.0.1:0', '--store', store];

// The outcome of each key: {form, link}; link is undefined until there is an answer.
const submissions = new Map();
let keys = 0;

function check(holds, what) {
  if (!holds) throw new Error(`${what} (seed ${seed})`);
}

// A group-buy large enough for everyone, opened by its operator and its leader.
async function openGroupbuy(url) {
  const operator = await signIn(url, 'operator');
  const leader = await signIn(url, 'leader');
  const { state } = await leader.get('/api/snapshot');
  const community = state.community.communities.find((c) => c.leader === 1);
  const pickup = state.community.pickup_points.find((p) => p.community === community.id);
  const label = {
    ingredients: '海参、水', net_content: '500 g', origin: '大连', storage: '冷藏', shelf_life: '30 天',
    producer: '示例食品厂', licence: 'SC100',
  };
  const [published] = await operator.command(`crash-offer-${seed}`, 'catalog.publish_offer', {
    title: '即食海参', summary: '', unit: '盒', label, stock: 1_000_000, cap_per_person: 1_000_000,
    tiers: [{ units: 1, price_fen: 16_800 }],
  });
  const { offer } = published.data;
  const events = await leader.command(`crash-open-${seed}`, 'groupbuy.open', {
    community: community.id, items: [{ offer, stock: 1_000_000 }], deadline: Date.now() + DAY_MS,
    threshold: { kind: 'units', value: 10 },
  });
  const { code } = events.find(({ type }) => type === 'groupbuy.opened').data;
  return { code, offer, pickup: pickup.id };
}

function newForm({ offer, pickup }) {
  const key = `crash-${seed}-${String(++keys).padStart(6, '0')}`;
  return {
    offer, quantity: random.between(1, 3), tolerance: 0, name: `邻居${random.between(1, 500)}`,
    phone: `1381${String(random.between(0, 9_999_999)).padStart(7, '0')}`, pickup,
    note: random.chance(30) ? '放门卫' : '', key,
  };
}

// One join and its answer. True if it was acknowledged.
async function ask(url, groupbuy, form) {
  if (!submissions.has(form.key)) submissions.set(form.key, { form, link: undefined });
  const known = submissions.get(form.key);
  const { status, location, text } = await post(`${url}/g/${groupbuy.code}/join`, form);
  if (status === 503) return false;
  check(status === 303, `join ${form.key} was answered ${status}: ${text.slice(0, 300)}`);
  check(/^\/o\/[\w-]+/.test(location), `join ${form.key} leads to ${location}`);
  check(known.link === undefined || known.link === location,
    `join ${form.key} leads to ${location}, and led to ${known.link} before`);
  known.link = location;
  return true;
}

// Joins, one after the other, until the server is gone; now and then the same join twice.
async function client(url, groupbuy) {
  try {
    for (;;) {
      const form = newForm(groupbuy);
      await Promise.all(random.chance(10)
        ? [ask(url, groupbuy, form), ask(url, groupbuy, form)] : [ask(url, groupbuy, form)]);
    }
  } catch (error) {
    if (!(error instanceof LostAnswer)) throw error;
  }
}

// Sends the joins from before the kill again, answered or not.
async function askAgain(url, groupbuy) {
  const all = [...submissions.values()];
  const unanswered = all.filter(({ link }) => link === undefined);
  const some = [...random.some(unanswered, REPEATS), ...random.some(all, REPEATS)];
  for (const { form } of some) check(await ask(url, groupbuy, form), `${form.key} got no answer`);
}

async function round(groupbuy) {
  if (random.chance(KILLED_AT_START_PERCENT)) {
    const early = new Program(serving);
    await early.killAfter(random.between(0, 120));
  }
  const server = new Program(serving);
  const url = await server.ready();
  await askAgain(url, groupbuy);
  const clients = Array.from({ length: CLIENTS }, () => client(url, groupbuy));
  await server.killAfter(random.between(...LOAD_MS));
  await Promise.all(clients);
}

function checkLog() {
  const joins = new Map();
  let expected = 0;
  for (const line of starfish('export-log', '--store', store).trimEnd().split('\n')) {
    const record = JSON.parse(line);
    check(record.seq === ++expected, `record ${record.seq} stands where ${expected} should`);
    if (record.type !== 'groupbuy.joined') continue;
    joins.set(record.command_id, (joins.get(record.command_id) ?? 0) + 1);
  }
  for (const [key, { link }] of submissions) {
    const count = joins.get(key) ?? 0;
    check(count === 1 || (count === 0 && link === undefined),
      `${link ? 'acknowledged' : 'unanswered'} join ${key} is in the log ${count} times`);
  }
  for (const [key, count] of joins) {
    check(count === 1, `join ${key} is in the log ${count} times`);
    check(!key.startsWith('crash-') || submissions.has(key), `join ${key} was never asked for`);
  }
  return joins.size;
}

async function main() {
  console.log(`seed ${seed}`);
  const began = Date.now();
  const first = new Program(serving);
  const groupbuy = await openGroupbuy(await first.ready());
  await first.killAfter(0);
  for (let kill = 1; kill <= KILLS; ++kill) await round(groupbuy);
  const last = new Program(serving);
  await askAgain(await last.ready(), groupbuy);
  check((await last.stop()) === 0, 'after SIGTERM the server did not exit with 0');
  console.log(starfish('verify', '--store', store));
  const inLog = checkLog();
  const acknowledged = [...submissions.values()].filter(({ link }) => link).length;
  check(acknowledged > KILLS * 10, `only ${acknowledged} joins were acknowledged`);
  console.log(`${KILLS} kills: ${submissions.size} joins asked for, ${acknowledged} acknowledged, each `
    + `once among ${inLog} in the log; ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

try {
  await main();
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
} finally {
  Program.killAll();
  rmSync(folder, { recursive: true, force: true });
}
