// The answers to good requests, one promise for each check.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { run, serve } from './server.mjs';
import { ask, feed, json, plain, raw, signIn, talk } from './wire.mjs';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const signInBody = (login, password) => ({
  headers: JSON_TYPE, body: JSON.stringify({ login, password }),
});

// The path of the first hashed file that the dashboard's page names, if the site is built.
async function hashedFile(port) {
  const answer = await ask(port, 'GET', '/manifest.json');
  return answer.status === 200 ? `/${Object.values(json(answer))[0]}` : undefined;
}

export const goodPaths = {
  async 'signing in, being someone, signing out'({ world: { port } }) {
    const answer = await ask(port, 'POST', '/api/session', signInBody('leader', 'starfish'));
    assert.equal(answer.status, 200);
    assert.deepEqual(json(answer), { login: 'leader', role: 'leader', leader: 1, name: '陈姐', takes_payments: false });
    const [cookie] = answer.cookies;
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=1209600']) assert.ok(cookie.includes(part));
    assert.ok(!cookie.includes('Secure'));
    const Cookie = cookie.split(';')[0];
    assert.equal((await ask(port, 'GET', '/api/session', { headers: { Cookie } })).status, 200);
    const out = await ask(port, 'DELETE', '/api/session', { headers: { Cookie } });
    assert.equal(out.status, 204);
    assert.ok(out.cookies[0].includes('Max-Age=0'));
    assert.equal((await ask(port, 'GET', '/api/session', { headers: { Cookie } })).status, 401);
    const behindProxy = await ask(port, 'POST', '/api/session', {
      ...signInBody('leader', 'starfish'), headers: { ...JSON_TYPE, Host: 'shop.example' },
    });
    assert.ok(behindProxy.cookies[0].includes('; Secure'));
  },

  async 'a wrong password is throttled, for its login alone'({ world: { port } }) {
    const statuses = [];
    for (let i = 0; i < 7; ++i) {
      statuses.push(await ask(port, 'POST', '/api/session', signInBody('somebody', `guess${i}`)));
    }
    assert.deepEqual(statuses.map((a) => a.status), [401, 401, 401, 401, 401, 429, 429]);
    assert.ok(Number(statuses[5].headers['retry-after']) > 0);
    assert.equal(json(statuses[5]).error.code, 'session.throttled');
    await signIn(port, 'trainer');
  },

  async 'joins are throttled by network, and not on this machine'({ world }) {
    // More than the cap, so that nothing changes.
    const join = (headers) => world.join(world.joinForm({ quantity: 1000 }), world.own.code, headers);
    const statuses = async (headers, count) => {
      const all = [];
      for (let i = 0; i < count; ++i) all.push((await join(headers)).status);
      return [...new Set(all)];
    };
    const behind = { 'X-Forwarded-For': '203.0.113.7' };
    assert.deepEqual(await statuses(behind, 60), [409]);
    const waits = await join(behind);
    assert.equal(waits.status, 429);
    assert.ok(Number(waits.headers['retry-after']) > 0);
    assert.deepEqual(await statuses({ 'X-Forwarded-For': '203.0.113.8' }, 1), [409]);
    assert.deepEqual(await statuses({}, 70), [409]);
  },

  async 'an unknown login takes as long as a wrong password'({ world: { port } }) {
    const time = async (login) => {
      const times = [];
      for (let i = 0; i < 3; ++i) {
        const start = performance.now();
        await ask(port, 'POST', '/api/session', signInBody(login, 'wrong'));
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const known = await time('trainer');
    const unknown = await time('stranger');
    assert.ok(known > 20 && unknown > known / 3 && unknown < known * 3, `${known} ${unknown}`);
  },

  async 'too many sign-ins at once are told to wait'({ world: { port } }) {
    const many = await Promise.all([...Array(25).keys()].map((i) =>
      ask(port, 'POST', '/api/session', signInBody(`crowd${i}`, 'x'))));
    const counts = Object.groupBy?.(many, (a) => a.status) ?? {};
    assert.ok(many.every((a) => [401, 429, 503].includes(a.status)), JSON.stringify(Object.keys(counts)));
    for (const answer of many.filter((a) => a.status !== 401)) assert.ok(answer.headers['retry-after']);
  },

  async 'a command is carried out once, and its repeat has the same answer'({ world }) {
    const send = () => world.command('operator', 'contract-once', 'community.register_leader',
      { leader_name: '一次', tagline: '' });
    const first = await send();
    assert.equal(first.status, 200);
    const { seq, events } = json(first);
    assert.equal(events.length, 1);
    assert.equal(events[0].seq, seq);
    assert.equal(events[0].type, 'community.leader_registered');
    assert.deepEqual(json(await send()), json(first));
    assert.equal((await world.get('/api/snapshot')).seq, seq);
  },

  async 'a refusal has words in the language asked for'({ world: { port, cookies } }) {
    const ask4 = async (headers, query = '') => json(await ask(port, 'POST', `/api/commands${query}`, {
      headers: { ...JSON_TYPE, Cookie: cookies.operator, ...headers },
      body: '{"id":"contract-words","type":"groupbuy.close","data":{"groupbuy":4000000}}',
    })).error.message;
    const english = await ask4({ 'Accept-Language': 'en-GB,en;q=0.9' });
    assert.match(english, /^[\x20-\x7e]+$/);
    assert.match(await ask4({}), /[\u4e00-\u9fff]/);
    assert.equal(await ask4({ 'Accept-Language': 'zh-CN' }, '?lang=en'), english);
  },

  async 'a leader sees the own scope and the public part'({ world }) {
    const own = await world.get('/api/snapshot', 'leader');
    assert.deepEqual(own.scope, { kind: 'leader', leader: 1 });
    assert.match(own.digest, /^[0-9a-f]{16}$/);
    assert.ok(own.state.groupbuy.groupbuys.every((g) => g.leader === 1));
    const all = await world.get('/api/snapshot');
    assert.ok(all.state.groupbuy.groupbuys.length > own.state.groupbuy.groupbuys.length);
    // Only the supplier sees an offer's cost and the reason for a price below it.
    const redacted = all.state.catalog.offers.map((one) => ({ ...one, cost_fen: 0, below_cost_reason: '' }));
    assert.deepEqual(own.state.catalog, { offers: redacted });
    const listed = await world.get('/api/queries/groupbuys?size=200', 'leader');
    assert.equal(listed.total, own.state.groupbuy.groupbuys.length);
    assert.equal((await world.get('/api/queries/leaders', 'leader')).total, 1);
  },

  async 'a leader imports joins from a chat, line by line, and may send them again'({ world }) {
    const { own, pickup } = world;
    const offer = own.terms.goods[0].offer;
    const take = async (lines, as = 'leader', code = own.code) => ask(
      world.port, 'POST', `/api/groupbuys/${code}/joins`,
      { headers: { ...JSON_TYPE, Cookie: world.cookies[as] }, body: JSON.stringify({ lines }) });
    const lines = [
      { key: 'chat-1', name: '张三', offer, quantity: 1 },
      { key: 'chat-2', name: ' ', offer, quantity: 1 },
      { key: 'chat-3', name: '李四', offer, quantity: 0 },
      { key: 'chat-4', name: '王五', phone: '12', offer, quantity: 1 },
      { key: 'chat-5', name: '赵六', offer, quantity: 1, pickup: 4_000_000 },
      { key: 'chat-6', name: '孙七', offer: 4_000_000, quantity: 1 },
      { key: 'chat-7', name: '周八', phone: '139 0000 7777', offer, quantity: 1, note: '3号楼', pickup: pickup.id },
    ];
    const before = await world.get('/api/snapshot', 'leader');
    const answer = await take(lines);
    assert.equal(answer.status, 200);
    const first = json(answer).lines;
    assert.deepEqual(first.map((line) => line.key), lines.map((line) => line.key));
    assert.deepEqual(first.map((line) => line.error && [line.error.code, line.error.field]), [
      undefined, ['profile.name', 'name'], ['groupbuy.quantity', 'quantity'], ['profile.phone', 'phone'],
      ['groupbuy.pickup', 'pickup'], ['groupbuy.offer', 'offer'], undefined,
    ]);
    assert.deepEqual(first.filter((line) => !line.error).map((line) => line.repeated), [false, false]);
    const page = await ask(world.port, 'GET', `/o/${first[0].order}`);
    assert.equal(page.status, 200);
    assert.match(page.body.toString(), /张/);
    const after = await world.get('/api/snapshot', 'leader');
    const joined = after.state.groupbuy.lines.slice(before.state.groupbuy.lines.length);
    assert.equal(joined.length, 2);
    assert.equal(joined[0].pickup, after.state.community.pickup_points.find((p) => p.community === own.community).id);
    const people = await world.get(`/api/profiles?ids=${joined.map((line) => line.id)}`, 'leader');
    assert.deepEqual(people.map((p) => [p.name, p.phone, p.note]), [['张三', '', ''], ['周八', '13900007777', '3号楼']]);
    // The same again: no second join. Another quantity under the same key: refused.
    const again = json(await take([lines[0], { ...lines[6], quantity: 2 }])).lines;
    assert.deepEqual([again[0].repeated, again[0].join_number, again[0].order],
      [true, first[0].join_number, first[0].order]);
    assert.equal(again[1].error.code, 'command.id_reused');
    assert.equal((await world.get('/api/snapshot', 'leader')).seq, after.seq);
    // Only the group-buy's leader may do it, and the log holds neither names nor the caller's keys.
    assert.equal((await take(lines.slice(0, 1), 'leader', world.foreign.code)).status, 404);
    assert.equal(json(await take(lines.slice(0, 1), 'operator')).error.code, 'actor.leader_only');
    const log = await feed(world.port, `/api/events?after=${before.seq}`, {
      headers: { Cookie: world.cookies.operator }, enough: (all) => all.length >= joined.length,
    });
    assert.ok(!JSON.stringify(log).includes('张三') && !JSON.stringify(log).includes('chat-1'));
  },

  async 'ten thousand lines with one bad one are imported except for that one'({ world }) {
    const { own } = world;
    const offer = own.terms.goods[0].offer;
    const { state } = await world.get('/api/snapshot', 'leader');
    const [published] = json(await world.command('operator', 'contract-many-offer', 'catalog.publish_offer', {
      title: '一万份', summary: '', unit: '份', label: state.catalog.offers.find((o) => o.id === offer).label,
      stock: 20_000, cap_per_person: 5, tiers: [{ units: 1, price_fen: 100 }],
    })).events;
    const [opened] = json(await world.command('leader', 'contract-many-open', 'groupbuy.open', {
      community: own.community, items: [{ offer: published.data.offer, stock: 20_000 }],
      deadline: Date.now() + 86_400_000, threshold: { kind: 'people', value: 2 },
    })).events;
    const bad = 7_777;
    const lines = [...Array(10_000).keys()].map((i) => (
      { key: `many-${i}`, name: `顾客${i}`, offer: published.data.offer, quantity: i === bad ? 6 : 1 }));
    const problems = [];
    let joined = 0;
    for (let start = 0; start < lines.length; start += 100) {
      const answer = await ask(world.port, 'POST', `/api/groupbuys/${opened.data.code}/joins`, {
        headers: { ...JSON_TYPE, Cookie: world.cookies.leader },
        body: JSON.stringify({ lines: lines.slice(start, start + 100) }),
      });
      assert.equal(answer.status, 200);
      json(answer).lines.forEach((line, i) => {
        if (line.error) problems.push([start + i, line.error.code, line.error.field]);
        else joined += 1;
      });
    }
    assert.deepEqual(problems, [[bad, 'groupbuy.over_cap', 'quantity']]);
    assert.equal(joined, 9_999);
  },

  async 'colleagues\' reofferable group-buys are listed, without the leader\'s own'({ world }) {
    const listed = await world.get('/api/queries/reofferable', 'leader');
    assert.ok(listed.rows.every((row) => row.leader !== 1));
    const [opened] = json(await world.command('leader', 'contract-reofferable', 'groupbuy.open', {
      community: world.own.community, items: [{ offer: world.own.terms.goods[0].offer, stock: 1 }],
      deadline: Date.now() + 86_400_000, threshold: { kind: 'people', value: 1 }, reofferable: true,
    })).events;
    const all = await world.get('/api/queries/reofferable');
    assert.ok(all.rows.some((row) => row.code === opened.data.code));
    assert.equal((await world.get('/api/queries/reofferable', 'leader')).total, listed.total);
  },

  async 'a reward plan is judged for every signed-in account, and throttled'({ world }) {
    const judge = async (plan, as = 'leader') => ask(world.port, 'POST', '/api/check-plan', {
      headers: { ...JSON_TYPE, Cookie: world.cookies[as] }, body: plan,
    });
    const plan = (path) => readFileSync(`tests/plans/${path}.json`, 'utf8');
    for (const as of ['leader', 'trainer', 'operator']) {
      const answer = await judge(plan('passed/one_per_mille'), as);
      assert.equal(answer.status, 200);
      assert.deepEqual(json(answer), { name: 'one_per_mille', result: 'passed', findings: [] });
    }
    const answer = await judge(plan('refused/gift_pack_as_admission'));
    assert.equal(answer.status, 200);
    const verdict = json(answer);
    assert.equal(verdict.result, 'refused');
    const [first] = verdict.findings;
    assert.equal(first.rule, 'admission_purchase');
    assert.equal(first.pointer, '/entry/0');
    assert.match(first.source.zh_cn, /《禁止传销条例》.*第七条第（二）项/);
    assert.match(first.reason.en, /gift pack/);
    const unread = json(await judge(plan('passed/one_per_mille').replace('{', '{"more": 1,')));
    assert.deepEqual(unread.findings.map((f) => [f.rule, f.pointer]), [['undecided', '/more']]);

    const many = await Promise.all([...Array(150).keys()].map(() => judge('{}', 'trainer')));
    const throttled = many.filter((a) => a.status === 429);
    assert.ok(throttled.length > 0 && many.some((a) => a.status === 400));
    assert.equal(json(throttled[0]).error.code, 'plan.throttled');
    assert.ok(Number(throttled[0].headers['retry-after']) > 0);
  },

  async 'a snapshot is compressed if the client accepts it'({ world: { port, cookies } }) {
    const plainly = await ask(port, 'GET', '/api/snapshot', { headers: { Cookie: cookies.leader } });
    const packed = await ask(port, 'GET', '/api/snapshot',
      { headers: { Cookie: cookies.leader, 'Accept-Encoding': 'gzip, br' } });
    assert.equal(packed.headers['content-encoding'], 'gzip');
    assert.ok(packed.body.length < plainly.body.length / 2);
    assert.deepEqual(JSON.parse(plain(packed)), JSON.parse(plainly.body));
  },

  async 'an operator\'s table, page by page'({ world }) {
    const page = (n) => world.get(`/api/queries/groupbuys?sort=code&size=4&page=${n}`);
    const first = await page(1);
    const pages = [first.rows];
    for (let n = 2; pages.flat().length < first.total; ++n) pages.push((await page(n)).rows);
    const codes = pages.flat().map((row) => row.code);
    assert.deepEqual(codes, [...codes].sort());
    assert.equal(new Set(codes).size, first.total);
    const open = await world.get('/api/queries/groupbuys?stage=open&size=200&sort=units');
    assert.ok(open.rows.every((row) => row.stage === 'open'));
  },

  async 'names go to the leader of the group-buy, and to nobody else'({ world }) {
    const joined = await world.join(world.joinForm({ name: '李先生', note: '晚点来' }));
    assert.equal(joined.status, 303);
    const { state } = await world.get('/api/snapshot');
    const line = state.groupbuy.lines.at(-1).id;
    const foreign = state.groupbuy.lines.find((l) => l.groupbuy === world.foreign.id).id;
    const people = await world.get(`/api/profiles?ids=${line},${foreign},4000000`, 'leader');
    assert.deepEqual(people.map((p) => [p.line, p.name, p.note]), [[line, '李先生', '晚点来']]);
    assert.equal((await world.get(`/api/profiles?ids=${line},${foreign}`)).length, 2);
    assert.deepEqual(await world.get(`/api/profiles?ids=${line},${foreign}`, 'trainer'), []);
  },

  async 'a verifier hands out for one leader, and sees nothing else'({ world }) {
    const { state, scope } = await world.get('/api/snapshot', 'verifier');
    assert.deepEqual(scope, { kind: 'desk', leader: 1 });
    assert.ok(state.handout.handouts.length > 0 && state.handout.slips.length > 0);
    assert.ok(state.handout.handouts.every((h) => h.leader === 1));
    assert.ok(state.community.verifiers.every((v) => v.leader === 1));
    for (const table of [state.groupbuy.groupbuys, state.groupbuy.lines, state.handout.claims,
      ...Object.values(state.orders)]) assert.deepEqual(table, []);

    const slip = state.handout.slips.find(({ deliveries }) => deliveries.every((id) => {
      const { handed, missing, uncollected } = state.handout.deliveries.find((d) => d.id === id);
      return handed + missing + uncollected === 0;
    }));
    const delivery = state.handout.deliveries.find((d) => d.id === slip.deliveries[0]);
    const all = (await world.get('/api/snapshot')).state;
    const foreign = all.handout.deliveries.find((d) => all.handout.handouts
      .some((h) => h.id === d.handout && h.leader !== 1)).id;
    const open = all.groupbuy.lines.find((l) => l.groupbuy === world.own.id).id;
    const people = await world.get(`/api/profiles?ids=${delivery.id},${foreign},${open}`, 'verifier');
    const [full] = await world.get(`/api/profiles?ids=${delivery.id}`);
    assert.deepEqual(people, [{ ...full, phone: full.phone.slice(-4), note: '' }]);

    for (const query of ['groupbuys', 'leaders']) {
      const answer = await ask(world.port, 'GET', `/api/queries/${query}`,
        { headers: { Cookie: world.cookies.verifier } });
      assert.equal(answer.status, 403);
      assert.equal(json(answer).error.code, 'query.not_yours');
    }
    const does = (id, type, data, as = 'verifier') => world.command(as, `contract-verifier-${id}`, type, data);
    for (const [id, type, data, status] of [
      ['close', 'groupbuy.close', { groupbuy: world.own.id }, 404],
      ['finish', 'handout.finish', { handout: slip.handout }, 404],
      ['weigh', 'handout.correct_weight', { delivery: delivery.id, off_fen: 1, reason: '少了' }, 404],
      ['appoint', 'community.appoint_verifier', { leader: 1, verifier_name: '小赵' }, 404],
      ['halt', 'catalog.halt_offer', { offer: 1, reason: '待查' }, 403],
      ['foreign', 'handout.report_missing', { delivery: foreign, units: 1, reason: '少到' }, 404],
    ]) assert.equal((await does(id, type, data)).status, status, id);

    const arrived = await does('check-in', 'handout.check_in', { handout: slip.handout,
      item: delivery.item, batch: 'B1', units: delivery.units, damaged: 0, note: '' });
    assert.equal(arrived.status, 200);
    const parts = [{ delivery: delivery.id, units: delivery.units }];
    const handed = await does('hand-over', 'handout.hand_over', { slip: slip.id, parts });
    assert.deepEqual(json(handed).events.map((e) => e.type), ['handout.handed_over']);
    const again = await does('again', 'handout.hand_over', { slip: slip.id, parts });
    assert.equal(again.status, 409);
    assert.equal(json(again).error.code, 'handout.handed_already');

    const { verifier } = json(await ask(world.port, 'GET', '/api/session',
      { headers: { Cookie: world.cookies.verifier } }));
    assert.equal((await does('dismiss', 'community.dismiss_verifier', { verifier }, 'leader')).status, 200);
    const gone = await ask(world.port, 'GET', '/api/snapshot', { headers: { Cookie: world.cookies.verifier } });
    assert.equal(gone.status, 401);
  },

  async 'a group-buy for everyone'({ world: { port, own } }) {
    const seen = json(await ask(port, 'GET', `/api/groupbuys/${own.code}`));
    assert.deepEqual(Object.keys(seen), ['code', 'title', 'state', 'deadline', 'price_fen', 'tiers',
      'threshold', 'joined_people', 'joined_units', 'remaining_units']);
    assert.equal(seen.state, 'open');
    assert.equal(Date.parse(seen.deadline), Math.floor(own.terms.deadline / 1000) * 1000);
    assert.deepEqual(Object.keys(seen.tiers[0]), ['units', 'price_fen']);
  },

  async 'the feed tells a join to its leader, and resumes after a restart'({ world, folder, server }) {
    const headers = { Cookie: world.cookies.leader };
    const { seq } = await world.get('/api/snapshot', 'leader');
    const isJoin = (event) => event.data && JSON.parse(event.data).type === 'groupbuy.joined';
    const live = feed(world.port, `/api/events?after=${seq}`, { headers, enough: (all) => all.some(isJoin) });
    await new Promise((done) => setTimeout(done, 100));
    assert.equal((await world.join(world.joinForm())).status, 303);
    const message = (await live).find(isJoin);
    const event = JSON.parse(message.data);
    assert.equal(String(event.seq), message.id);
    assert.deepEqual(Object.keys(event), ['seq', 'type', 'version', 'time', 'data']);

    assert.equal(await server.stop(), 0);
    Object.assign(server, await serve(folder, world.port));
    for (const [path, more] of [
      [`/api/events?after=${event.seq - 1}`, {}],
      ['/api/events?after=0', { 'Last-Event-ID': event.seq - 1 }],
    ]) {
      const again = await feed(world.port, path,
        { headers: { ...headers, ...more }, enough: (all) => all.some(isJoin) });
      assert.equal(again.find(isJoin).data, message.data);
    }
  },

  async 'the feed ends with its session, and is nobody else\'s'({ world: { port } }) {
    const signIn = async (login, cookie) => {
      const body = signInBody(login, 'starfish');
      const answer = await ask(port, 'POST', '/api/session',
        { ...body, headers: { ...body.headers, ...(cookie ? { Cookie: cookie } : {}) } });
      assert.equal(answer.status, 200);
      return answer.cookies[0].split(';')[0];
    };
    const events = (cookie, as) => feed(port, `/api/events?after=0&as=${as}`,
      { headers: { Cookie: cookie }, enough: () => false });
    const soon = () => new Promise((resolve) => setTimeout(resolve, 300));
    const first = await signIn('leader');
    const signedOut = events(first, 'leader');
    await soon();
    await ask(port, 'DELETE', '/api/session', { headers: { Cookie: first } });
    assert.equal((await signedOut).closed, 'closed');

    const second = await signIn('leader');
    const replaced = events(second, 'leader');
    await soon();
    const third = await signIn('operator', second);
    assert.equal((await replaced).closed, 'closed');
    assert.equal((await ask(port, 'GET', '/api/session', { headers: { Cookie: second } })).status, 401);
    for (const path of ['/api/events?as=leader', '/api/snapshot?as=leader', '/api/profiles?ids=1&as=leader'])
      assert.equal((await ask(port, 'GET', path, { headers: { Cookie: third } })).status, 401, path);
    assert.equal((await ask(port, 'GET', '/api/snapshot?as=operator', { headers: { Cookie: third } })).status, 200);
  },

  async 'an address too long is refused in the API\'s own form'({ world: { port } }) {
    const answer = await ask(port, 'GET', `/api/profiles?ids=${'1'.repeat(3000)}`);
    assert.equal(answer.status, 414);
    assert.equal(json(answer).error.code, 'http.target_too_long');
  },

  async 'the feed resets a client from another log'({ world: { port, cookies } }) {
    const stream = await feed(port, '/api/events?after=100000000',
      { headers: { Cookie: cookies.leader }, enough: () => false });
    assert.equal(stream.at(-1).event, 'reset');
    assert.equal(stream.closed, 'closed');
    assert.equal(stream.answer.headers['content-type'], 'text/event-stream');
  },

  async 'files: hashed names for ever, pages asked about, each in the best encoding'({ world: { port } }) {
    const path = await hashedFile(port);
    if (!path) return;  // the site is not built
    const get = (headers) => ask(port, 'GET', path, { headers });
    const whole = await get({});
    assert.equal(whole.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.match(whole.headers.etag, /^"[\w-]+"$/);
    const tags = new Set([whole.headers.etag]);
    for (const [accepted, coding] of [['gzip, deflate, br', 'br'], ['gzip', 'gzip'], ['br;q=0, gzip;q=0.5', 'gzip']]) {
      const packed = await get({ 'Accept-Encoding': accepted });
      assert.equal(packed.headers['content-encoding'], coding);
      assert.match(packed.headers.vary, /Accept-Encoding/);
      assert.ok(plain(packed).equals(whole.body));
      tags.add(packed.headers.etag);
    }
    assert.equal(tags.size, 3);
    const known = await get({ 'If-None-Match': whole.headers.etag });
    assert.equal(known.status, 304);
    assert.equal(known.body.length, 0);

    const page = await ask(port, 'GET', '/app/');
    if (page.status === 404) return;
    assert.equal(page.headers['cache-control'], 'no-cache');
    assert.match(page.headers['content-security-policy'], /script-src 'self' 'wasm-unsafe-eval'/);
    assert.equal((await ask(port, 'GET', '/app')).headers.location, '/app/');
  },

  async 'every answer carries its security headers'({ world: { port, own } }) {
    for (const path of ['/', `/g/${own.code}`, '/api/nothing', '/nothing', '/healthz', '/app/']) {
      const { headers } = await ask(port, 'GET', path);
      assert.equal(headers['x-content-type-options'], 'nosniff', path);
      assert.equal(headers['referrer-policy'], 'same-origin', path);
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin', path);
      assert.match(headers['content-security-policy'], /default-src 'none'.*frame-ancestors 'none'/, path);
      if (path !== '/app/') assert.ok(!/unsafe/.test(headers['content-security-policy']), path);
    }
  },

  async 'HEAD is GET without the body'({ world: { port, own } }) {
    for (const path of ['/healthz', '/api/openapi.json', `/api/groupbuys/${own.code}`]) {
      const whole = await ask(port, 'GET', path);
      const head = await talk(port, [`HEAD ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`]);
      assert.ok(head.bytes.toString().startsWith('HTTP/1.1 200'), path);
      assert.ok(head.bytes.toString().includes(`Content-Length: ${whole.body.length}\r\n`), path);
      assert.ok(head.bytes.toString().endsWith('\r\n\r\n'), path);
    }
  },

  async 'pipelined requests are answered in order, up to the first malformed one'({ world: { port, own } }) {
    const get = (path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
    const answers = await raw(port, [
      get('/healthz') + get(`/api/groupbuys/${own.code}`) + get('/nothing') + get('/readyz')
        + '\u0000garbage\r\n\r\n' + get('/healthz')]);
    assert.deepEqual(answers.map((a) => a.status), [200, 200, 404, 200, 400]);
    assert.equal(JSON.parse(answers[1].body).code, own.code);
  },

  async 'a half-closed client still gets its answer'({ world: { port } }) {
    const [answer] = await raw(port, ['GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n'], { half: true });
    assert.equal(answer.status, 200);
  },

  async 'a body is asked for with 100, or not at all'({ world: { port } }) {
    const head = (length) => 'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'
      + `Expect: 100-continue\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`;
    const good = await talk(port, [head(2), 100, '{}']);
    assert.ok(good.bytes.toString().startsWith('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 '));
    const large = await talk(port, [head(100_000)]);
    assert.ok(large.bytes.toString().startsWith('HTTP/1.1 413 '));
  },

  async 'operators see what goes on'({ world: { port } }) {
    assert.equal((await ask(port, 'GET', '/readyz')).status, 200);
    const text = (await ask(port, 'GET', '/metrics')).body.toString();
    assert.match(text, /^starfish_requests_total\{method="GET",route="\/readyz",status="200"\} \d+$/m);
    assert.match(text, /^starfish_request_seconds_bucket\{le="\+Inf"\} \d+$/m);
    assert.match(text, /^starfish_log_head \d+$/m);
    for (const line of text.trim().split('\n')) {
      assert.match(line, /^(# (HELP|TYPE) .*|[a-z_]+(\{([a-z]+="[^"]*",?)*\})? -?[0-9.e+-]+)$/);
    }
    assert.ok(!/\/g\/[0-9a-z]{10}/.test(text), 'codes in metrics');
  },

  async 'metrics are for this machine alone'({ world: { port } }) {
    const status = async (headers) => (await ask(port, 'GET', '/metrics', { headers })).status;
    assert.equal(await status({}), 200);
    // Through a proxy on this machine, for any client.
    assert.equal(await status({ 'X-Forwarded-For': '203.0.113.7' }), 403);
    assert.equal(await status({ 'X-Forwarded-For': '127.0.0.1' }), 403);
    assert.equal(await status({ Forwarded: 'for=203.0.113.7' }), 403);
  },

  async 'the store\'s files are for their owner alone'({ folder }) {
    for (const name of readdirSync(folder)) {
      assert.equal(statSync(`${folder}/${name}`).mode & 0o777, 0o600, name);
    }
  },

  async 'stopping finishes what is under way, and ends feeds'({ world, folder, server }) {
    const stream = feed(world.port, '/api/events?after=100000', {
      headers: { Cookie: world.cookies.leader }, enough: () => false,
    });
    const { seq } = await world.get('/api/snapshot');
    const live = feed(world.port, `/api/events?after=${seq}`, {
      headers: { Cookie: world.cookies.leader }, enough: () => false,
    });
    const pending = [];
    for (let i = 0; i < 8; ++i) pending.push(world.join(world.joinForm({ quantity: 1 })).catch(() => undefined));
    await new Promise((done) => setTimeout(done, 20));
    const start = Date.now();
    assert.equal(await server.stop(), 0);
    assert.ok(Date.now() - start < 3000, 'slow to stop');
    assert.equal((await live).closed, 'closed');
    assert.equal((await stream).closed, 'closed');
    const links = (await Promise.all(pending)).filter((a) => a?.status === 303).map((a) => a.headers.location);
    Object.assign(server, await serve(folder, world.port));
    for (const link of links) assert.equal((await ask(world.port, 'GET', link)).status, 200, link);
  },

  async 'a store that fails: nothing more is acknowledged, and the process ends for its log to be read'(
    { world, folder, server }) {
    const before = await world.get('/api/snapshot');
    const joined = await world.join(world.joinForm());
    assert.equal(joined.status, 303);
    execFileSync('prlimit', ['--pid', server.pid, '--fsize=4096']);
    const failed = await world.join(world.joinForm()).catch(() => ({ status: 'no answer' }));
    assert.ok([503, 'no answer'].includes(failed.status), String(failed.status));
    assert.equal(await server.ended, 1);
    Object.assign(server, await serve(folder, world.port));
    assert.equal((await ask(world.port, 'GET', joined.headers.location)).status, 200);
    assert.equal((await world.get('/api/snapshot')).seq, before.seq + 1);
  },

  async 'a shop\'s own accounts stay, the demo accounts are gone without --demo'({ world, folder, server }) {
    assert.equal(await server.stop(), 0);
    const store = ['--store', `sqlite:${folder}/starfish.db`];
    const account = (...args) => run(['account', ...store, ...args], 'correct horse battery\n');
    assert.equal((await account('--role', 'leader', 'zhou')).code, 1);
    assert.equal((await account('--role', 'leader', '--leader', '2', '--name', '老周', 'zhou')).code, 0);
    Object.assign(server, await serve(folder, world.port, false));
    const answer = await ask(world.port, 'POST', '/api/session', signInBody('zhou', 'correct horse battery'));
    assert.deepEqual(json(answer), { login: 'zhou', role: 'leader', leader: 2, name: '老周', takes_payments: false });
    const demo = await ask(world.port, 'POST', '/api/session', signInBody('leader', 'starfish'));
    assert.equal(demo.status, 401);
  },

  async 'the demo\'s known passwords stay on this machine'({ folder }) {
    const store = `sqlite:${folder}/other.db`;
    const { code, text } = await run(['serve', '--demo', '--listen', '0.0.0.0:0', '--store', store]);
    assert.equal(code, 1);
    assert.match(text, /loopback/);
  },
};
