// A `starfish serve --demo` on an empty file, with big group-buys opened through its API by the
// demo's operator and leader.
import { join } from 'node:path';
import { freePort, freshFolder, starfish, start } from './programs.mjs';

const DAY_MS = 86_400_000;
const UNITS_MAX = 1_000_000;
const CAP = 10;
export const TIERS = [
  { units: 1, price_fen: 16_800 }, { units: 25, price_fen: 15_900 },
  { units: 40, price_fen: 14_900 },
];
const LABEL = {
  ingredients: '海参、水', net_content: '500 克', origin: '辽宁大连', storage: '−18 °C 以下',
  shelf_life: '12 个月', producer: '武汉海星食品有限公司', licence: 'SC10242010000000',
};

export async function serveStarfish(folderName) {
  const file = join(freshFolder(folderName), 'starfish.db');
  const port = await freePort();
  const server = await start(folderName, port, starfish,
    ['serve', '--demo', '--listen', `127.0.0.1:${port}`, '--store', `sqlite:${file}`]);
  return { ...server, file };
}

let commands = 0;

// A signed-in caller: `command` returns the events of a command, `get` the contents of a path.
export async function signIn(url, login) {
  const headers = { 'content-type': 'application/json', origin: url };
  const ask = async (path, options) => {
    const response = await fetch(url + path, { ...options, redirect: 'error' });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${(await response.text()).slice(0, 500)}`);
    }
    return response;
  };
  const session = await ask('/api/session', {
    method: 'POST', headers, body: JSON.stringify({ login, password: 'starfish' }),
  });
  headers.cookie = session.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  return {
    cookie: headers.cookie,
    get: async (path) => (await ask(path, { headers })).json(),
    command: async (type, data) => {
      const id = `bench-${String(++commands).padStart(6, '0')}`;
      const body = JSON.stringify({ id, type, data });
      return (await (await ask('/api/commands', { method: 'POST', headers, body })).json()).events;
    },
  };
}

// The first value of that name, at any depth.
function find(value, name) {
  if (value === null || typeof value !== 'object') return undefined;
  if (name in value) return value[name];
  return Object.values(value).map((inner) => find(inner, name)).find((v) => v !== undefined);
}

// Opens `many` group-buys with the greatest possible stock, each of its own offer and with this way
// of paying, and returns them in the form that join.lua and the peers take.
export async function openShop({ url }, many, payment = 'pickup') {
  const operator = await signIn(url, 'operator');
  const leader = await signIn(url, 'leader');
  const own = ownPlace(find(await leader.get('/api/snapshot'), 'state'));
  const groupbuys = [];
  for (let i = 0; i < many; ++i) {
    const published = await operator.command('catalog.publish_offer', {
      title: `即食海参 ${i + 1} 号`, summary: '开袋即食，五种大小', unit: '盒', label: LABEL,
      stock: UNITS_MAX, cap_per_person: CAP, tiers: TIERS,
    });
    const offer = find(published, 'offer');
    const deadline = Date.now() + DAY_MS;
    const opened = await leader.command('groupbuy.open', {
      community: own.community, items: [{ offer, stock: UNITS_MAX }], deadline,
      threshold: { kind: 'units', value: 10 }, payment,
    });
    groupbuys.push({
      code: find(opened, 'code'), offer, pickup: own.pickup, stock: UNITS_MAX, cap: CAP,
      starts: 0, deadline,
    });
  }
  return { groupbuys };
}

// A community of the leader's with a pickup point: leaders see only their own group-buys.
function ownPlace({ community: { pickup_points: points }, groupbuy: { groupbuys } }) {
  const { community } = groupbuys[0];
  return { community, pickup: points.find((point) => point.community === community).id };
}
