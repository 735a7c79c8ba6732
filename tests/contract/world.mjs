// The demo's data that the tables name: OWN, FOREIGN and so on become its numbers.
import { ask, json, signIn } from './wire.mjs';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

export const form = (fields) =>
  Object.entries(fields).map(([name, value]) =>
    `${name}=${/%[0-9A-Fa-f]{2}/.test(value) ? value : encodeURIComponent(value)}`).join('&');

export async function meet(port) {
  const cookies = {
    leader: await signIn(port, 'leader'),
    operator: await signIn(port, 'operator'),
    trainer: await signIn(port, 'trainer'),
    verifier: await signIn(port, 'verifier'),
  };
  const get = async (path, as = 'operator') => {
    const answer = await ask(port, 'GET', path, { headers: { Cookie: cookies[as] } });
    if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status}`);
    return json(answer);
  };
  const { state } = await get('/api/snapshot');
  const now = Date.now();
  const isOpen = ({ phase, terms }) =>
    phase === 'open' && terms.starts_at <= now && terms.deadline > now + 600_000;
  const left = (g) => g.terms.goods[0].stock - g.sales[0].joined;
  const { groupbuys } = state.groupbuy;
  // With stock for a few joins.
  const own = groupbuys.find((g) => g.leader === 1 && isOpen(g) && left(g) >= 5);
  const foreign = groupbuys.find((g) => g.leader !== 1 && isOpen(g));
  const over = groupbuys.find((g) => g.leader === 1 && g.phase !== 'open');
  const pickup = state.community.pickup_points.find((p) => p.community === own.community);

  let joins = 0;
  const joinForm = (fields = {}) => ({
    offer: own.terms.goods[0].offer, quantity: 1, tolerance: 0, name: '王阿姨',
    phone: `199${String(10_000_000 + ++joins)}`, pickup: pickup.id, note: '谢谢',
    key: `contract-join-${String(joins).padStart(6, '0')}`, ...fields,
  });
  const join = (fields = {}, code = own.code, headers = {}) => ask(port, 'POST', `/g/${code}/join`,
    { headers: { ...FORM, ...headers }, body: form(fields) });
  const command = (as, id, type, data) => ask(port, 'POST', '/api/commands', {
    headers: { 'Content-Type': 'application/json', Cookie: cookies[as] },
    body: JSON.stringify({ id, type, data }),
  });
  return { port, cookies, get, own, foreign, over, pickup, state, joinForm, join, command };
}

// The log's head and the state's digest, as the supplier sees them.
export async function standing(world) {
  const { seq, digest } = await world.get('/api/snapshot');
  return { seq, digest };
}
