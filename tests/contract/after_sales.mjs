// After the lock: an order's page shows its result, a claim is filed with a photo, answered and
// appealed, and only the people concerned may see a photo.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { download, textOfPdf, xmlOf } from './exports.mjs';
import { ask, json, plain } from './wire.mjs';

let commands = 0;
const pictureOf = (side) => readFileSync(new URL(`../../site/icons/starfish-${side}.png`, import.meta.url));
const png = pictureOf(512);
const BOUNDARY = '----contract7MA4YWxkTrZu0gW';

async function did(world, as, type, data) {
  const answer = await world.command(as, `contract-after-${++commands}`, type, data);
  assert.equal(answer.status, 200, answer.body.toString());
  return json(answer).events;
}

// The bytes of a form: a field is a text, or { bytes, filename }.
export const multipart = (fields, boundary = BOUNDARY) => Buffer.concat([
  ...Object.entries(fields).flatMap(([name, value]) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${value.bytes
      ? `; filename="${value.filename ?? 'a.jpg'}"\r\nContent-Type: image/jpeg` : ''}\r\n\r\n`),
    Buffer.from(value.bytes ?? String(value)), Buffer.from('\r\n')]),
  Buffer.from(`--${boundary}--\r\n`)]);
const sendForm = (world, path, body, type = `multipart/form-data; boundary=${BOUNDARY}`, headers = {}) =>
  ask(world.port, 'POST', path, { headers: { 'Content-Type': type, ...headers }, body });
const claimForm = (more = {}) => ({
  kind: 'damaged', units: 1, text: '盒子压坏了\r\n<b>漏水</b>', key: `contract-claim-${++commands}`, ...more });
const fileClaim = (world, order, more) => sendForm(world, `${order}/claim`, multipart(claimForm(more)));
const page = async (world, path) => {
  const answer = await ask(world.port, 'GET', path);
  assert.equal(answer.status, 200, path);
  return answer.body.toString();
};
const upload = (world, bytes, { as = 'leader', type = 'image/jpeg', headers = {} } = {}) =>
  ask(world.port, 'POST', '/api/photos', {
    headers: { 'Content-Type': type, ...(as ? { Cookie: world.cookies[as] } : {}), ...headers }, body: bytes });
const show = (world, id, as) => ask(world.port, 'GET', `/api/photos/${id}`,
  { headers: as ? { Cookie: world.cookies[as] } : {} });

function refusal(answer, status, code, field) {
  assert.equal(answer.status, status, answer.body.toString().slice(0, 200));
  const { error } = json(answer);
  assert.deepEqual([error.code, error.field], [code, field]);
  assert.notEqual(error.message, code);
}

// A locked group-buy with one order of `units`, which arrived as `batch`.
async function arrived(world, units = 2, then = async () => {}) {
  const offer = world.own.terms.goods[0].offer;
  const events = await did(world, 'leader', 'groupbuy.open', {
    community: world.own.community, items: [{ offer, stock: 20 }], deadline: Date.now() + 3_600_000,
    threshold: { kind: 'people', value: 1 } });
  const { groupbuy, code } = events.find(({ type }) => type === 'groupbuy.opened').data;
  const joined = await world.join(world.joinForm({ offer, quantity: units }), code);
  assert.equal(joined.status, 303);
  const order = joined.headers.location;
  await did(world, 'leader', 'groupbuy.close', { groupbuy, now: true });
  await then(order);
  await did(world, 'leader', 'handout.check_in',
    { handout: groupbuy, item: 0, batch: '20201120A', units, damaged: 0, note: '' });
  const { state } = await world.get('/api/snapshot', 'leader');
  const slip = state.handout.slips.find((s) => s.handout === groupbuy);
  return { groupbuy, code, order, slip, delivery: slip.deliveries[0] };
}

export const afterSales = {
  async 'an order\'s page follows the hand-out in words, with code, batch, corrections and every fen'({ world }) {
    const { order, slip, delivery } = await arrived(world, 3, async (path) => {
      const shown = await page(world, path);
      assert.match(shown, /等到货/);
      assert.match(shown, /取货码/);
    });
    const here = await page(world, order);
    assert.match(here, /已到货/);
    assert.ok(here.includes(`>${slip.code}</p>`));
    assert.match(here, /<svg class="qr"[^>]*aria-label="取货码的二维码"/);
    assert.match(here, /没来取，保留到/);
    await did(world, 'leader', 'handout.report_missing', { delivery, units: 1, reason: '少到一盒' });
    await did(world, 'leader', 'handout.hand_over', { slip: slip.id, parts: [{ delivery, units: 1 }] });
    const between = await page(world, order);
    assert.match(between, /正在交付/);
    assert.match(between, /少到 1 份<\/b> <span class="num">−¥/);
    assert.match(between, /少到一盒/);
    await did(world, 'leader', 'handout.correct_weight', { delivery, off_fen: 150, reason: '轻了二十克' });
    await did(world, 'leader', 'handout.hand_over', { slip: slip.id });
    const done = await page(world, order);
    assert.match(done, /已取货/);
    assert.match(done, /20201120A/);
    assert.match(done, /称重减价<\/b> <span class="num">−¥1\.50/);
    assert.match(done, /每一分钱/);
    assert.match(done, /两清/);
    assert.ok(!done.includes('class="qr"'));
    assert.match(await page(world, `${order}?lang=en`), /Every fen/);
  },

  async 'a stranger with a phone number gets neither code nor goods nor the name'({ world }) {
    const offer = world.own.terms.goods[0].offer;
    const phone = '13911112222';
    const opened = await did(world, 'leader', 'groupbuy.open', {
      community: world.own.community, items: [{ offer, stock: 20 }], deadline: Date.now() + 3_600_000,
      threshold: { kind: 'people', value: 1 } });
    const { groupbuy, code } = opened.find(({ type }) => type === 'groupbuy.opened').data;
    const join = async (name) => (await world.join(world.joinForm({ offer, name, phone }), code)).headers.location;
    const [own, strangers] = [await join('李老师'), await join('小偷')];
    // A leader's list has each person once, with all lines together.
    const line = (key, quantity) => ({ key, name: '孙婆婆', phone: '13911113333', quantity, offer });
    const taken = json(await ask(world.port, 'POST', `/api/groupbuys/${code}/joins`, {
      headers: { 'Content-Type': 'application/json', Cookie: world.cookies.leader },
      body: JSON.stringify({ lines: [line('contract-sun-1', 1), line('contract-sun-2', 2)] }) }));
    assert.deepEqual(taken.lines.map(({ join_number }) => join_number), [3, 4]);
    await did(world, 'leader', 'groupbuy.close', { groupbuy, now: true });
    const { state } = await world.get('/api/snapshot', 'leader');
    const slips = state.handout.slips.filter((slip) => slip.handout === groupbuy);
    assert.deepEqual(slips.map((slip) => slip.deliveries.length), [1, 1, 2]);
    assert.equal(new Set(slips.map((slip) => slip.code)).size, 3);
    assert.ok((await page(world, own)).includes(`>${slips[0].code}</p>`));
    assert.ok(!(await page(world, strangers)).includes(slips[0].code));
    const lines = slips.flatMap((slip) => slip.deliveries);
    const people = await world.get(`/api/profiles?ids=${lines.join(',')}`, 'leader');
    assert.deepEqual(people.map(({ name }) => name), ['李老师', '小偷', '孙婆婆', '孙婆婆']);
  },

  async 'lists say what has come and what was collected, and labels carry the pickup code'({ world }) {
    const { code, slip } = await arrived(world);
    const lists = async () => xmlOf((await download(world, code, 'lists.xlsx')).body);
    assert.ok((await lists()).includes('已到货'));
    const labels = textOfPdf((await download(world, code, 'labels.pdf')).body);
    assert.ok(labels.includes(slip.code), labels);
    await did(world, 'leader', 'handout.hand_over', { slip: slip.id });
    const after = await lists();
    assert.ok(after.includes('已取货'));
    assert.ok(!after.includes('已到货'));
  },

  async 'a claim with a photo: filed, shown, answered, appealed'({ world }) {
    const { order, slip, delivery } = await arrived(world);
    assert.doesNotMatch(await page(world, order), /\/claim"/);
    await did(world, 'leader', 'handout.hand_over', { slip: slip.id });
    assert.match(await page(world, order), /action="\/o\/[^"]+\/claim" enctype="multipart\/form-data"/);

    const form = claimForm({ photo: { bytes: png, filename: '破了.png' } });
    const filed = await sendForm(world, `${order}/claim`, multipart(form));
    assert.equal(filed.status, 303, filed.body.toString().slice(0, 400));
    assert.equal(filed.headers.location, order);
    // The same form again is the same claim.
    assert.equal((await sendForm(world, `${order}/claim`, multipart(form))).status, 303);
    const { state } = await world.get('/api/snapshot', 'leader');
    const claims = state.handout.claims.filter((c) => c.delivery === delivery);
    assert.equal(claims.length, 1);
    const [{ id, photo }] = claims;
    assert.match(photo, /^[0-9a-f]{64}$/);

    const shown = await page(world, order);
    assert.match(shown, /盒子压坏了\n&lt;b&gt;漏水/);
    assert.match(shown, new RegExp(`<img[^>]*src="/o/[^"]+/photo/${photo}"`));
    const picture = await ask(world.port, 'GET', `${order}/photo/${photo}`);
    assert.equal(picture.status, 200);
    assert.equal(picture.headers['content-type'], 'image/jpeg');
    assert.equal(createHash('sha256').update(picture.body).digest('hex'), photo);
    assert.deepEqual([...picture.body.subarray(0, 3)], [0xFF, 0xD8, 0xFF]);
    for (const as of ['leader', 'operator']) {
      assert.deepEqual((await show(world, photo, as)).body, picture.body);
      const [person] = await world.get(`/api/profiles?ids=${delivery}`, as);
      assert.deepEqual(person.claims, [{ claim: id, text: '盒子压坏了\n<b>漏水</b>' }]);
    }
    // Verifiers, trainers and strangers may not see the photo, nor may another order.
    for (const as of ['verifier', 'trainer']) refusal(await show(world, photo, as), 404, 'photo.unknown', 'id');
    assert.equal((await show(world, photo)).status, 401);
    assert.deepEqual((await world.get(`/api/profiles?ids=${delivery}`, 'verifier'))[0]?.claims ?? [], []);
    const other = await arrived(world);
    assert.equal((await ask(world.port, 'GET', `${other.order}/photo/${photo}`)).status, 404);
    // The claim's text is in no event.
    const { body } = await ask(world.port, 'GET', '/api/snapshot', { headers: { Cookie: world.cookies.operator } });
    assert.ok(!body.toString().includes('盒子压坏了'));

    const second = await fileClaim(world, order);
    assert.equal(second.status, 409);
    assert.match(second.body.toString(), /上一条申请还在处理/);
    await did(world, 'leader', 'handout.answer_claim', { claim: id, refund_fen: 100, reason: '先退一元' });
    const answered = await page(world, order);
    assert.match(answered, /先退一元/);
    assert.match(answered, /退给你<\/b> <span class="num">¥1</);
    const appeal = (fields) => sendForm(world, `${order}/appeal`,
      new URLSearchParams({ claim: id, key: 'contract-appeal-1', ...fields }).toString(),
      'application/x-www-form-urlencoded');
    assert.equal((await appeal({ claim: 'x', key: 'contract-appeal-2' })).status, 422);
    assert.equal((await appeal({ claim: 999999, key: 'contract-appeal-3' })).status, 409);
    assert.equal((await appeal({})).status, 303);
    assert.match(await page(world, order), /供货方最晚/);
    assert.equal((await appeal({ key: 'contract-appeal-4' })).status, 409);
  },

  async 'a claim that is refused stands open, as typed, with the reason beside its field'({ world }) {
    const { order, slip } = await arrived(world);
    assert.equal((await fileClaim(world, order)).status, 409);  // nothing was handed over
    await did(world, 'leader', 'handout.hand_over', { slip: slip.id });
    const refused = async (more, status, field, words) => {
      const answer = await fileClaim(world, order, more);
      assert.equal(answer.status, status, answer.body.toString().slice(0, 200));
      const text = answer.body.toString();
      assert.match(text, new RegExp(`id="claim-${field}-error"`));
      assert.match(text, words);
      assert.match(text, /<details class="card fold" open>/);
      return text;
    };
    const text = await refused({ units: 99, text: '破了 <i>' }, 409, 'units', /最多 2 份/);
    assert.match(text, /name="units"[^>]*value="99"[^>]*aria-invalid="true"/);
    assert.match(text, />破了 &lt;i&gt;<\/textarea>/);
    assert.match(text, /value="damaged" required checked/);
    await refused({ kind: 'luck' }, 422, 'kind', /请选是什么问题/);
    await refused({ units: 'x' }, 422, 'units', /请填几份有问题/);
    await refused({ text: '' }, 422, 'text', /至少/);
    await refused({ text: 'x'.repeat(201) }, 422, 'text', /最多/);
    const photo = (bytes) => ({ photo: { bytes } });
    await refused(photo(Buffer.from('<script>alert(1)</script>')), 422, 'photo', /这不是能看的照片/);
    await refused(photo(Buffer.alloc(8 * 1024 * 1024 + 1, 0xFF)), 413, 'photo', /照片太大/);
    const missing = multipart({ kind: 'damaged' });
    assert.equal((await sendForm(world, `${order}/claim`, missing)).status, 422);
    // Bodies that are not forms.
    const path = `${order}/claim`;
    const whole = multipart(claimForm());
    assert.equal((await sendForm(world, path, whole, 'multipart/form-data; boundary=other')).status, 400);
    assert.equal((await sendForm(world, path, whole, 'multipart/form-data')).status, 400);
    assert.equal((await sendForm(world, path, whole.subarray(0, whole.length - 8))).status, 400);
    assert.equal((await sendForm(world, path, multipart(claimForm({ other: { bytes: png } })))).status, 400);
    assert.equal((await sendForm(world, path, 'kind=damaged', 'application/x-www-form-urlencoded')).status, 415);
    assert.equal((await sendForm(world, path, whole, undefined, { Origin: 'http://evil.example' })).status, 403);
    assert.equal((await sendForm(world, '/o/nosuchorder/claim', whole)).status, 404);
    // Above the size limit: the text typed before the photo is still on the page.
    const large = await refused(photo(Buffer.alloc(40 * 1024 * 1024, 0xFF)), 413, 'photo', /照片太大/);
    assert.match(large, />盒子压坏了\n&lt;b&gt;漏水&lt;\/b&gt;<\/textarea>/);
    assert.match(large, /value="damaged" required checked/);
    // Far above the limit: refused by its header.
    const many = await sendForm(world, path, Buffer.alloc(100), undefined, { 'Content-Length': 400_000_000 });
    assert.equal(many.status, 413);
    assert.match(many.body.toString(), /照片太大/);
    const { state } = await world.get('/api/snapshot', 'leader');
    assert.deepEqual(state.handout.claims.filter((c) => slip.deliveries.includes(c.delivery)), []);
  },

  async 'a photo of an arrival: kept small, shown to whom it concerns'({ world }) {
    const own = pictureOf(192);  // not named by any claim
    const answer = await upload(world, own, { type: 'image/png', as: 'verifier' });
    assert.equal(answer.status, 200, answer.body.toString());
    const { photo } = json(answer);
    assert.equal(json(await upload(world, own, { type: 'image/png' })).photo, photo);
    refusal(await show(world, photo, 'leader'), 404, 'photo.unknown', 'id');  // not named yet
    const { groupbuy } = await arrived(world);
    const naming = (id, as = 'verifier') => world.command(as, `contract-after-${++commands}`, 'handout.check_in',
      { handout: groupbuy, item: 0, batch: 'B3', units: 1, damaged: 1, note: '', photo: id });
    refusal(await naming('0'.repeat(64)), 422, 'photo.unknown', 'photo');  // never uploaded
    refusal(await naming('0'.repeat(63)), 422, 'handout.photo', 'photo');
    refusal(await world.command('leader', `contract-after-${++commands}`, 'money.submit_evidence',
      { hold: 1, photo: '0'.repeat(64) }), 422, 'photo.unknown', 'photo');
    await did(world, 'verifier', 'handout.check_in',
      { handout: groupbuy, item: 0, batch: 'B2', units: 1, damaged: 1, note: '', photo });
    for (const as of ['leader', 'verifier', 'operator']) {
      const shown = await show(world, photo, as);
      assert.equal(shown.status, 200, as);
      assert.equal(shown.headers['cache-control'], 'private, max-age=86400, immutable');
      assert.ok(!plain(shown).includes('IHDR'));
    }
    for (const id of ['0'.repeat(64), 'x', '..%2F..%2Fetc%2Fpasswd', photo.toUpperCase()])
      assert.equal((await show(world, id, 'leader')).status, 404, id);
  },

  async 'files that are not photos, too large, or of nobody'({ world }) {
    refusal(await upload(world, png, { as: null }), 401, 'session.required', '');
    refusal(await upload(world, Buffer.from('hello')), 422, 'photo.not_image', 'photo');
    refusal(await upload(world, ''), 422, 'photo.not_image', 'photo');
    refusal(await upload(world, Buffer.concat([Buffer.from('GIF89a'), png])), 422, 'photo.not_image', 'photo');
    refusal(await upload(world, png.subarray(0, 200)), 422, 'photo.not_image', 'photo');
    refusal(await upload(world, png, { type: 'application/json' }), 415, 'http.content_type', '');
    refusal(await upload(world, png, { headers: { Origin: 'http://evil.example' } }), 403, 'http.origin', '');
    refusal(await upload(world, Buffer.alloc(8 * 1024 * 1024 + 1)), 413, 'photo.too_large', 'photo');
    refusal(await upload(world, 'x', { headers: { 'Content-Length': 40_000_000 } }), 413, 'photo.too_large', 'photo');
    // A few bytes that would decode to gigabytes: the size in a PNG's header, with its checksum.
    const bomb = Buffer.from(png);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    refusal(await upload(world, bomb), 422, 'photo.pixels', 'photo');
    // A file that is a picture and a page keeps only the picture.
    const both = await upload(world, Buffer.concat([png, Buffer.from('<script>alert(1)</script>')]));
    assert.equal(json(both).photo, json(await upload(world, png)).photo);
  },
};

function crc32(bytes) {
  let crc = 0xFFFFFFFF;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  return (crc ^ 0xFFFFFFFF) >>> 0;
}
