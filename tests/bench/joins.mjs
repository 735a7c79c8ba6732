// Durable joins over HTTP with the full rules, from 1, 16 and 64 connections, beside three peers.
// Every round starts each server on an empty file of the same disk and loads the servers in turn,
// so that a ratio compares neighbours in time. The figures are the medians of the rounds.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, freshFolder, here, node, root, run, start } from './programs.mjs';
import { openShop, serveStarfish } from './shop.mjs';
import { ms, perSecond, times } from './table.mjs';
import { load, median } from './wrk.mjs';

const CONNECTIONS = [1, 16, 64];
const JUDGED = 64;
const GROUPBUYS = 10;
const PEOPLE_A_RUN = 10_000_000;  // more than a run can join, so that runs never share a person
const P99_MAX_MS = 25;

async function startPeer(mode, name, shop) {
  const folder = freshFolder(name);
  const port = await freePort();
  const world = join(folder, 'world.json');
  writeFileSync(world, JSON.stringify(shop));
  const file = join(folder, 'joins.db');
  const program = join(here, 'peers/join_server.mjs');
  const args = mode === 'bare' ? [port, file] : [program, mode, port, file, world];
  const command = mode === 'bare' ? join(root, 'build/release/bench_insert') : node;
  return { ...(await start(name, port, command, args.map(String))), file };
}

// `budget` is the least ratio of our rate to the peer's, with 64 connections.
const CONTENDERS = [
  { id: 'starfish' },
  { id: 'each', name: 'Fastify, a transaction a request', budget: 10 },
  { id: 'batch', name: 'Fastify, batching', budget: 3 },
  { id: 'bare', name: 'a bare Beast insert', budget: 0.6 },
];

const recordsIn = async (file) =>
  Number(await run('sqlite3', ['-readonly', file, 'SELECT count(*) FROM log']));

async function measure(contender, shop, seconds) {
  const folder = `joins-${contender.id}`;
  const server = contender.id === 'starfish' ? await serveStarfish(folder)
    : await startPeer(contender.id, folder, shop);
  const { groupbuys } = contender.id === 'starfish' ? await openShop(server, GROUPBUYS) : shop;
  const places = groupbuys.map((g) => `${g.code}:${g.offer}:${g.pickup}`).join(',');
  const before = await recordsIn(server.file);
  let person = 0;
  let joined = 0;
  const joins = async (connections, duration, ...more) => {
    const result = await load(server, {
      script: 'join.lua', connections, seconds: duration, args: [person, places, ...more],
    });
    person += PEOPLE_A_RUN;
    joined += result.requests;
    return result;
  };
  await joins(16, 1, 'check');
  const results = {};
  for (const connections of CONNECTIONS) results[connections] = await joins(connections, seconds);
  await server.stop();
  // Every answered join is in the log; joins cut off by the end of a run may be in it, too.
  const written = (await recordsIn(server.file)) - before;
  if (written < joined) {
    throw new Error(`${contender.id}: ${joined} joins answered, ${written} in the log`);
  }
  return { results, shop: { groupbuys } };
}

export async function measureJoins({ rounds, seconds, progress }) {
  const figures = CONTENDERS.map((contender) => ({ ...contender, rounds: [] }));
  let shop = null;  // the peers sell the offers that Starfish sold first
  for (let round = 1; round <= rounds; ++round) {
    for (const figure of figures) {
      progress(`joins, round ${round} of ${rounds}: ${figure.name ?? 'Starfish'}`);
      const measured = await measure(figure, shop, seconds);
      shop ??= measured.shop;
      figure.rounds.push(measured.results);
    }
  }
  for (const figure of figures) {
    figure.median = Object.fromEntries(CONNECTIONS.map((connections) => [connections,
      Object.fromEntries(['rate', 'p50_ms', 'p99_ms', 'cpu_us'].map((key) => [key,
        median(figure.rounds.map((results) => results[connections][key]))]))]));
  }
  return { rows: rowsOf(figures), figures };
}

// The ratio of our rate to a peer's, the median of the rounds.
const ratioOf = (ours, peer, connections) => median(ours.rounds.map((results, round) =>
  results[connections].rate / peer.rounds[round][connections].rate));

function rowsOf([ours, ...peers]) {
  const [, batching] = peers;
  const rows = [];
  for (const connections of [...CONNECTIONS].reverse()) {
    const judged = connections === JUDGED;
    const clients = connections === 1 ? '1 client' : `${connections} clients`;
    for (const peer of judged ? peers : [batching]) {
      const ratio = ratioOf(ours, peer, connections);
      rows.push({
        what: `joins, ${clients}`,
        budget: judged ? `≥ ${peer.budget}×` : '',
        measured: perSecond(ours.median[connections].rate),
        beside: `${perSecond(peer.median[connections].rate)} ${peer.name}`,
        ratio: times(ratio),
        met: judged ? ratio >= peer.budget : null,
      });
    }
    const [p99, theirs] = [ours, batching].map((figure) => figure.median[connections].p99_ms);
    rows.push({
      what: `p99 of a join, ${clients}`,
      budget: judged ? `≤ ${P99_MAX_MS} ms` : '',
      measured: ms(p99),
      beside: `${ms(theirs)} ${batching.name}`,
      ratio: times(p99 / theirs),
      met: judged ? p99 <= P99_MAX_MS : null,
    });
  }
  return rows;
}
