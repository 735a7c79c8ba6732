// Joins with payment over HTTP, from 64 connections: each join is billed, and the leader confirms
// the transfer. Beside the same joins paid at pickup, on the same server in the same round.
import { run } from './programs.mjs';
import { openShop, serveStarfish, signIn, TIERS } from './shop.mjs';
import { ms, perSecond, times } from './table.mjs';
import { load, median } from './wrk.mjs';

const CONNECTIONS = 64;
const GROUPBUYS = 10;
const PEOPLE_A_RUN = 10_000_000;

// The ids of the first bill with a transfer and of the last bill.
async function billsIn(file) {
  const printed = await run('sqlite3', ['-readonly', file, `SELECT
    min(json_extract(body, '$.bill')), max(json_extract(body, '$.bill')) FROM log
    WHERE type = 'orders.billed' AND json_extract(body, '$.kind') = 'transfer'`]);
  return printed.trim().split('|').map(Number);
}

async function measure(seconds) {
  const server = await serveStarfish('payments-starfish');
  let person = 0;
  const joins = async ({ groupbuys }, duration, ...more) => {
    const places = groupbuys.map((g) => `${g.code}:${g.offer}:${g.pickup}`).join(',');
    person += PEOPLE_A_RUN;
    return load(server, {
      script: 'join.lua', connections: CONNECTIONS, seconds: duration,
      args: [person, places, 'one', ...more],
    });
  };
  const atPickup = await openShop(server, GROUPBUYS);
  const byTransfer = await openShop(server, GROUPBUYS, 'transfer');
  await joins(atPickup, 1, 'check');
  const plain = await joins(atPickup, seconds);
  await joins(byTransfer, 1, 'check');
  const billed = await joins(byTransfer, seconds);
  const [first, last] = await billsIn(server.file);
  const leader = await signIn(server.url, 'leader');
  const paid = await load(server, {
    script: 'pay.lua', path: '/api/commands', connections: CONNECTIONS,
    seconds: Math.ceil(seconds / 2), args: [first, TIERS[0].price_fen, leader.cookie],
  });
  await server.stop();
  if (first + paid.requests > last) throw new Error('more payments than bills: join for longer');
  return { plain, billed, paid };
}

export async function measurePayments({ rounds, seconds, progress }) {
  const figures = [];
  for (let round = 1; round <= rounds; ++round) {
    progress(`joins with payment, round ${round} of ${rounds}`);
    figures.push(await measure(seconds));
  }
  return { rows: rowsOf(figures), figures };
}

function rowsOf(figures) {
  const middle = (pick) => median(figures.map(pick));
  const whole = ({ billed, paid }) => 1 / (1 / billed.rate + 1 / paid.rate);
  const plain = perSecond(middle(({ plain: one }) => one.rate));
  const row = (what, of, ratio) => ({
    what, budget: '', measured: `${perSecond(middle((one) => of(one).rate))}, p99 ` +
      ms(middle((one) => of(one).p99_ms)),
    beside: `${plain} joins paid at pickup`, ratio: times(middle(ratio)), met: null,
  });
  return [
    row('joins that are billed, 64 clients', (one) => one.billed,
      (one) => one.billed.rate / one.plain.rate),
    row('payments of them confirmed by the leader, 64 clients', (one) => one.paid,
      (one) => one.paid.rate / one.plain.rate),
    {
      what: 'joins with their payment, one after the other',
      budget: '', measured: perSecond(middle(whole)), beside: `${plain} joins paid at pickup`,
      ratio: times(middle((one) => whole(one) / one.plain.rate)), met: null,
    },
  ];
}
