// A consumer after the lock: collects the order by code, files a claim with a photo, and sees its
// result, all on a phone and without JavaScript. Also files that are not photos.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import {
  browser, join, openGroupBuy, phone, screenshotPath, server, setUp, signedIn,
} from './harness.mjs';

const plain = { ...phone, javaScriptEnabled: false };
let people = 0;

setUp();

async function withPage(options, work) {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    return await work(page);
  } finally {
    await context.close();
  }
}

// An order of two units that was locked, delivered and handed out, up to the step `until`.
async function ordered({ until = 'handed' } = {}) {
  const { groupbuy, code } = await openGroupBuy(server.origin, { threshold: 1 });
  const number = `1390003${String(++people).padStart(4, '0')}`;
  const order = await join(server.origin, code, { name: '李芳', phone: number, quantity: 2 });
  const leader = await signedIn(server.origin, 'leader');
  const rows = async (table) => (await leader.get('/api/snapshot')).state.handout[table];
  await leader.command('groupbuy.close', { groupbuy, now: true });
  const slip = (await rows('slips')).find(({ handout }) => handout === groupbuy);
  const claims = async () => (await rows('claims')).filter(({ delivery }) => slip.deliveries.includes(delivery));
  const made = { order: server.origin + order, leader, slip, groupbuy, claims };
  if (until === 'locked') return made;
  await leader.command('handout.check_in',
    { handout: groupbuy, item: 0, batch: '20201120A', units: 2, damaged: 0, note: '' });
  if (until === 'handed') await leader.command('handout.hand_over', { slip: slip.id });
  return made;
}

const claimForm = (page) => page.getByRole('form', { name: '申请售后' });
async function fillClaim(page, { photo, text = '一盒压坏了，漏水' } = {}) {
  const form = claimForm(page);
  if (!await form.isVisible()) await page.locator('summary', { hasText: '申请售后' }).click();
  await form.getByRole('radio', { name: '破损' }).check();
  await form.getByRole('textbox', { name: '请说说情况' }).fill(text);
  if (photo) await form.getByLabel(/^照片/).setInputFiles(photo);
  await form.getByRole('button', { name: '提交申请' }).click();
}

const asFile = (buffer, mimeType = 'image/jpeg') => ({ name: 'photo', mimeType, buffer });

// A picture as from a camera: red on the left, blue on the right.
const camera = () => withPage(phone, async (page) => Buffer.from(await page.evaluate(async () => {
  const canvas = new OffscreenCanvas(400, 200);
  const to = canvas.getContext('2d');
  to.fillStyle = '#f00';
  to.fillRect(0, 0, 200, 200);
  to.fillStyle = '#00f';
  to.fillRect(200, 0, 200, 200);
  return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())];
})));

// Adds EXIF: held upright, on its side (6), and taken at 30°35' north.
function withExif(jpeg) {
  const entry = (tag, type, count, value) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE(tag, 0);
    bytes.writeUInt16BE(type, 2);
    bytes.writeUInt32BE(count, 4);
    type === 3 ? bytes.writeUInt16BE(value, 8) : bytes.writeUInt32BE(value, 8);
    return bytes;
  };
  const u16 = (value) => Buffer.from([value >> 8, value & 255]);
  const next = Buffer.alloc(4);
  const gps = [entry(0x0001, 2, 2, 0x4E000000), entry(0x0002, 5, 3, 68)];
  const tiff = Buffer.concat([
    Buffer.from('MM\0*\0\0\0\x08', 'latin1'),
    u16(2), entry(0x0112, 3, 1, 6), entry(0x8825, 4, 1, 38), next,
    u16(2), ...gps, next,
    ...[30, 1, 35, 1, 0, 1].map((value) => Buffer.from([0, 0, 0, value])),
    Buffer.from('GPSHERE')]);
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xFF, 0xE1]), u16(exif.length + 2), exif, jpeg.subarray(2)]);
}

function crc32(bytes) {
  let crc = 0xFFFFFFFF;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  return (crc ^ 0xFFFFFFFF) >>> 0;
}
// Some kilobytes that would decode to gigabytes of pixels.
function bomb(side) {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(4 << 20))), chunk('IEND', Buffer.alloc(0))]);
}

test('the pickup code stands large, with a QR code, the place and how long it is kept', async () => {
  const { order, slip } = await ordered({ until: 'arrived' });
  await withPage(plain, async (page) => {
    await page.goto(order);
    await page.getByText('已到货').first().waitFor();
    const ticket = page.getByRole('region', { name: '取货码' });
    await ticket.getByText(slip.code, { exact: true }).waitFor();
    await ticket.getByRole('img', { name: '取货码的二维码' }).waitFor();
    await ticket.getByText('没来取，保留到').waitFor();
    await page.getByRole('region', { name: '取货', exact: true }).getByText('3号门').first().waitFor();
    assert.equal(await claimForm(page).count(), 0);
    await page.screenshot({ path: screenshotPath('order-arrived-phone'), fullPage: true });
  });
});

test('part of it collected, part corrected: both with their money and reasons', async () => {
  const { order, leader, slip } = await ordered({ until: 'arrived' });
  const [delivery] = slip.deliveries;
  await leader.command('handout.report_missing', { delivery, units: 1, reason: '少到一盒' });
  await withPage(plain, async (page) => {
    await page.goto(order);
    const ticket = page.getByRole('region', { name: '取货码' });
    await ticket.getByText('少到 1 份').waitFor();
    await ticket.getByText('少到一盒').waitFor();
    const sum = page.getByRole('region', { name: '金额' });
    await sum.getByText('¥168 × 2 份，更正和售后减 ¥168').waitFor();
    await leader.command('handout.hand_over', { slip: slip.id });
    await page.reload();
    await page.getByText('已取货').first().waitFor();
    await sum.getByText('已付 ¥168，不用再付。').waitFor();
    await page.getByRole('region', { name: '每一分钱' }).getByText('两清').waitFor();
  });
});

test('a claim with a photo: filed, answered, taken to the supplier, refunded', async () => {
  const { order, leader, claims } = await ordered();
  await withPage(plain, async (page) => {
    await page.goto(order);
    await fillClaim(page, { photo: 'site/icons/starfish-512.png' });
    const told = page.getByRole('region', { name: '售后' });
    await told.getByText('一盒压坏了，漏水').waitFor();
    await told.getByText('处理中').waitFor();
    await page.getByText('已经取走，售后在处理，进度在下面。').waitFor();
    const photo = told.getByRole('img', { name: '申请时附的照片' });
    await photo.scrollIntoViewIfNeeded();
    const kept = await page.request.get(server.origin + await photo.getAttribute('src'));
    assert.equal(kept.headers()['content-type'], 'image/jpeg');
    const [claim] = await claims();
    await leader.command('handout.answer_claim', { claim: claim.id, refund_fen: 1000, reason: '先退十元' });
    await page.reload();
    await told.getByText('先退十元').waitFor();
    await told.getByText('已同意').waitFor();
    await page.screenshot({ path: screenshotPath('order-claim-phone'), fullPage: true });
    await told.getByRole('button', { name: '请供货方裁定' }).click();
    await told.getByText('供货方处理中').waitFor();
    const operator = await signedIn(server.origin, 'operator');
    await operator.command('handout.answer_claim', { claim: claim.id, refund_fen: 5000, reason: '再退五十元' });
    await page.reload();
    await told.getByText('再退五十元').waitFor();
    await told.getByText('¥60').waitFor();
    assert.equal(await told.getByRole('button').count(), 0);
    await page.getByRole('region', { name: '退款' }).getByText('¥50').waitFor();
    await page.getByRole('region', { name: '每一分钱' }).getByText('还有 ¥60 等着交付或退给你。').waitFor();
  });
});

test('an invalid or too large photo is refused at its field, and nothing is half done', async () => {
  const { order, claims } = await ordered();
  const photos = {
    '这不是能看的照片': asFile(Buffer.from('no photo')),
    '照片太大，最多 8 MB': asFile(Buffer.alloc(40 * 1024 * 1024, 0xFF)),
    '照片的像素太多，最多 5000 万': asFile(bomb(40_000), 'image/png'),
  };
  await withPage(plain, async (page) => {
    for (const [words, photo] of Object.entries(photos)) {
      await page.goto(order);
      await fillClaim(page, { photo });
      const form = claimForm(page);
      await form.getByText(words).waitFor();
      const field = form.getByLabel(/^照片/);
      assert.equal(await field.getAttribute('aria-invalid'), 'true', words);
      assert.match(await field.getAttribute('aria-describedby'), /claim-photo-error/);
      await page.getByRole('alert').getByRole('link', { name: words }).waitFor();
      // The typed text is still there; only the photo must be chosen again.
      assert.equal(await form.getByRole('textbox', { name: '请说说情况' }).inputValue(), '一盒压坏了，漏水');
      assert.ok(await form.getByRole('radio', { name: '破损' }).isChecked());
      assert.deepEqual(await claims(), []);
    }
    await page.screenshot({ path: screenshotPath('order-claim-refused-phone'), fullPage: true });
    await fillClaim(page);
    await page.getByRole('region', { name: '售后' }).getByText('处理中').waitFor();
    assert.equal((await claims()).length, 1);
  });
});

test('a photo is stored upright and small, without its location, and shown on no other order', async () => {
  const { order, claims } = await ordered();
  const other = await ordered();
  const sent = withExif(await camera());
  assert.ok(sent.includes('GPSHERE'));
  await withPage(plain, async (page) => {
    await page.goto(order);
    await fillClaim(page, { photo: asFile(sent) });
    await page.getByRole('region', { name: '售后' }).getByText('处理中').waitFor();
    const [{ photo }] = await claims();
    const kept = await (await page.request.get(`${order}/photo/${photo}`)).body();
    for (const trace of ['Exif', 'GPSHERE']) assert.ok(!kept.includes(trace), trace);
    const seen = await withPage({ ...phone, bypassCSP: true }, async (viewer) => {
      await viewer.goto(server.origin);
      return viewer.evaluate(async (bytes) => {
        const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }));
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        const of = canvas.getContext('2d');
        of.drawImage(picture, 0, 0);
        const at = (x, y) => [...of.getImageData(x, y, 1, 1).data].slice(0, 3);
        return { size: [picture.width, picture.height], top: at(100, 40), bottom: at(100, 360) };
      }, [...kept]);
    });
    assert.deepEqual(seen.size, [200, 400]);
    assert.ok(seen.top[0] > 200 && seen.top[2] < 60, `${seen.top}`);
    assert.ok(seen.bottom[2] > 200 && seen.bottom[0] < 60, `${seen.bottom}`);
    for (const path of [`${other.order}/photo/${photo}`, `${order}/photo/${'0'.repeat(64)}`])
      assert.equal((await page.request.get(path)).status(), 404, path);
  });
});

test('the weight of an order\'s page, with everything it loads except the consumer\'s photo', async () => {
  for (const until of ['arrived', 'handed']) {
    const { order } = await ordered({ until });
    await withPage(phone, async (page) => {
      const sizes = [];
      page.on('requestfinished', (request) =>
        sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize)));
      await page.goto(order, { waitUntil: 'networkidle' });
      const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      console.log(`an order's page, ${until}, with all it loads: ${bytes} bytes`);
      assert.ok(bytes > 4000 && bytes <= 60 * 1024, `${bytes} bytes`);
    });
  }
});

test('before the arrival nothing can be claimed, not even by a form sent anyway', async () => {
  const { order } = await ordered({ until: 'locked' });
  await withPage(plain, async (page) => {
    await page.goto(order);
    await page.getByText('等到货').first().waitFor();
    assert.equal(await claimForm(page).count(), 0);
    // Sent anyway, as from a page that was still open.
    const answer = await page.request.post(`${order}/claim`, {
      headers: { Origin: server.origin },
      multipart: { key: 'k-after-sales-early', kind: 'damaged', units: '1', text: '还没拿到' },
    });
    assert.equal(answer.status(), 409);
  });
});
