// Invitations, and the answer of every route to each wrong role: another leader, a verifier, a
// trainer, nobody.
import assert from 'node:assert/strict';
import { ask, feed, json, signIn } from './wire.mjs';
import { form } from './world.mjs';

const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' };
const PASSWORD = 'correct horse battery';

const invite = ({ port, cookies }, as, body) => ask(port, 'POST', '/api/invitations', {
  headers: { 'Content-Type': 'application/json', ...(as ? { Cookie: cookies[as] } : {}) },
  body: JSON.stringify(body),
});
const takeUp = ({ port }, link, fields) =>
  ask(port, 'POST', link, { headers: FORM_TYPE, body: form(fields) });

// The session of the other leader, who owns the group-buy FOREIGN; made once.
let other;
async function otherLeader(world) {
  if (other) return other;
  const answer = await invite(world, 'operator', { role: 'leader', leader: world.foreign.leader });
  assert.equal(answer.status, 200, answer.body.toString());
  const made = await takeUp(world, json(answer).link, { login: 'other.leader', password: PASSWORD });
  assert.equal(made.status, 303, made.body.toString());
  other = await signIn(world.port, 'other.leader', PASSWORD);
  return other;
}

export const invitations = {
  async 'an invitation makes exactly one account, of its role'({ world }) {
    const answer = await invite(world, 'operator', { role: 'leader', leader: 2 });
    const { link, expires } = json(answer);
    assert.match(link, /^\/i\/[\w-]{43}$/);
    assert.ok(expires > Date.now() + 6.9 * 86_400_000);
    const page = await ask(world.port, 'GET', link);
    assert.equal(page.status, 200);
    assert.match(page.body.toString(), /接受邀请/);
    const wrong = [
      [{ login: 'Not A Login', password: PASSWORD }, 422, 'login'],
      [{ login: 'leader', password: PASSWORD }, 409, 'login'],
      [{ login: 'second', password: 'short' }, 422, 'password'],
    ];
    for (const [fields, status, field] of wrong) {
      const again = await takeUp(world, link, fields);
      assert.equal(again.status, status);
      assert.match(again.body.toString(), new RegExp(`id="${field}-error"`));
    }
    assert.equal((await takeUp(world, link, { login: 'second', password: PASSWORD })).status, 303);
    const cookie = await signIn(world.port, 'second', PASSWORD);
    const who = json(await ask(world.port, 'GET', '/api/session', { headers: { Cookie: cookie } }));
    assert.deepEqual([who.role, who.leader], ['leader', 2]);
    for (const method of ['GET', 'POST']) {
      const body = form({ login: 'third', password: PASSWORD });
      const gone = await ask(world.port, method, link, { headers: FORM_TYPE, body });
      assert.equal(gone.status, 404);
    }
    assert.equal((await ask(world.port, 'GET', `/i/${'a'.repeat(43)}`)).status, 404);
  },

  async 'only a person\'s newest invitation link counts'({ world }) {
    const ask_ = async () => json(await invite(world, 'operator', { role: 'leader', leader: 2 })).link;
    const operators = json(await invite(world, 'operator', { role: 'operator', name: '运营' })).link;
    const [older, newer] = [await ask_(), await ask_()];
    assert.equal((await takeUp(world, older, { login: 'older.link', password: PASSWORD })).status, 404);
    assert.equal((await takeUp(world, newer, { login: 'newer.link', password: PASSWORD })).status, 303);
    assert.equal((await ask(world.port, 'GET', operators)).status, 200);
  },

  async 'a dismissed verifier\'s invitation link is refused'({ world }) {
    const command = (type, data) =>
      world.command('leader', `contract-invitation-${type.split('.')[1]}`, type, data);
    const { events } = json(await command('community.appoint_verifier', { leader: 1, verifier_name: '小赵' }));
    const { verifier } = events[0].data;
    const { link } = json(await invite(world, 'leader', { role: 'verifier', verifier }));
    assert.equal((await command('community.dismiss_verifier', { verifier })).status, 200);
    const gone = await ask(world.port, 'GET', link);
    assert.equal(gone.status, 404);
    assert.doesNotMatch(gone.body.toString(), /小赵/);
    assert.equal((await takeUp(world, link, { login: 'dismissed', password: PASSWORD })).status, 404);
    const signed = await ask(world.port, 'POST', '/api/session', {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ login: 'dismissed', password: PASSWORD }) });
    assert.equal(signed.status, 401, signed.body.toString());
  },

  async 'a trainer\'s data has no typed text about people, a verifier\'s has no pay'({ world }) {
    const snapshot = async (as) => (await world.get('/api/snapshot', as)).state;
    const typed = 'typed about 李芳 13900001111';
    const opened = await world.command('operator', 'contract-blank-offer', 'catalog.publish_offer', {
      title: '临期海参', summary: '', unit: '盒',
      label: {
        ingredients: '海参', net_content: '500 g', origin: '大连', storage: '冷藏', shelf_life: '30 天',
        producer: '示例', licence: 'SC1',
      },
      stock: 10, cap_per_person: 4, tiers: [{ units: 1, price_fen: 16800 }], cost_fen: 17000,
      below_cost_reason: '还有五天到期', reward: { sale_fen: 0, sale_per_mille: 80, service_fen: 200 },
    });
    assert.equal(opened.status, 200, opened.body.toString());
    const { arrivals, handouts } = (await snapshot('leader')).handout;
    assert.ok(arrivals.every((one) => one.note !== typed));
    const handout = handouts.find((one) => one.finished_at === 0).id;
    const checked = await world.command('leader', 'contract-blank-note', 'handout.check_in',
      { handout, item: 0, batch: 'B7', units: 1, damaged: 1, note: typed });
    assert.equal(checked.status, 200, checked.body.toString());
    const from = json(opened).events[0].seq - 1;
    const until = json(checked).events[0].seq;
    for (const [as, sees] of [['leader', true], ['operator', true], ['verifier', true], ['trainer', false]]) {
      const events = await feed(world.port, `/api/events?after=${from}`, {
        headers: { Cookie: world.cookies[as] }, enough: (all) => all.some(({ id }) => Number(id) >= until),
      });
      assert.ok(events.some(({ data }) => data?.includes('"catalog.offer_published"')), as);
      assert.ok(events.some(({ data }) => data?.includes('"handout.checked_in"')), as);
      const told = JSON.stringify(await snapshot(as)) + JSON.stringify(events);
      assert.equal(told.includes(typed), sees, as);
      assert.equal(told.includes('还有五天到期'), ['operator', 'trainer'].includes(as), as);
    }
    const { slips } = (await snapshot('trainer')).handout;
    assert.ok(slips.length > 0 && slips.every((slip) => slip.code === ''));
    for (const offer of (await snapshot('verifier')).catalog.offers) {
      assert.deepEqual([offer.cost_fen, offer.below_cost_reason, Object.values(offer.reward)], [0, '', [0, 0, 0]]);
    }
  },

  async 'a leader invites only the leader\'s own verifiers'({ world }) {
    const { verifiers } = (await world.get('/api/snapshot')).state.community;
    const own = verifiers.find((one) => one.leader === 1 && !one.dismissed_at);
    assert.equal((await invite(world, 'leader', { role: 'verifier', verifier: own.id })).status, 200);
    for (const [as, body, status] of [
      ['leader', { role: 'leader', leader: 1 }, 403],
      ['leader', { role: 'operator', name: '运营' }, 403],
      ['leader', { role: 'verifier', verifier: 999 }, 404],
      ['trainer', { role: 'verifier', verifier: own.id }, 404],
      ['operator', { role: 'leader', leader: 999 }, 404],
      ['operator', { role: 'trainer' }, 422],
      ['operator', { role: 'consumer' }, 400],
      [undefined, { role: 'leader', leader: 1 }, 401],
    ]) {
      assert.equal((await invite(world, as, body)).status, status, `${as} ${JSON.stringify(body)}`);
    }
    const headers = { Cookie: await otherLeader(world), 'Content-Type': 'application/json' };
    const body = JSON.stringify({ role: 'verifier', verifier: own.id });
    assert.equal((await ask(world.port, 'POST', '/api/invitations', { headers, body })).status, 404);
  },

  async 'every route, as every wrong role'({ world }) {
    const people = {
      nobody: undefined, other: await otherLeader(world), trainer: world.cookies.trainer,
      verifier: await signIn(world.port, 'verifier'),
    };
    const line = world.state.groupbuy.lines.find((one) => one.groupbuy === world.own.id).id;
    const exported = `/api/groupbuys/${world.own.code}/exports/customers.pdf`;
    // The status that each role may get at most.
    const doors = [
      ['/api/session', { nobody: 401, other: 200, trainer: 200, verifier: 200 }],
      ['/api/snapshot', { nobody: 401, other: 200, trainer: 200, verifier: 200 }],
      ['/api/queries/groupbuys', { nobody: 401, other: 200, trainer: 200, verifier: 403 }],
      ['/api/queries/leaders', { nobody: 401, other: 200, trainer: 200, verifier: 403 }],
      [`/api/profiles?ids=${line}`, { nobody: 401, other: 200, trainer: 200, verifier: 200 }],
      [exported, { nobody: 401, other: 404, trainer: 403, verifier: 404 }],
    ];
    for (const [path, statuses] of doors) {
      for (const [who, cookie] of Object.entries(people)) {
        const answer = await ask(world.port, 'GET', path, { headers: cookie ? { Cookie: cookie } : {} });
        assert.equal(answer.status, statuses[who], `${path} as ${who}`);
        // No answer contains data of the leader's own group-buy or its people.
        if (who === 'other' || who === 'verifier') {
          const text = answer.body.toString();
          assert.ok(!text.includes(`"line":${line},`) && !text.includes('"phone":"1'), `${path} as ${who}`);
        }
      }
    }
    const { state } = json(await ask(world.port, 'GET', '/api/snapshot', { headers: { Cookie: people.other } }));
    assert.ok(state.groupbuy.groupbuys.every((g) => g.leader === world.foreign.leader));
    assert.ok(state.money.entries.every((entry) => entry.leader === world.foreign.leader));
    const desk = json(await ask(world.port, 'GET', '/api/snapshot', { headers: { Cookie: people.verifier } }));
    const { groupbuy, money, orders, handout } = desk.state;
    assert.deepEqual([groupbuy.lines, money.entries, orders.bills, handout.claims], [[], [], [], []]);
  },
};
