// The files of a group-buy, each read back by a foreign reader (pdftotext, zbarimg, Python's
// zipfile) or by our own importer.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { run, withFolder } from './server.mjs';
import { ask, json, plain } from './wire.mjs';

const PDF = 'application/pdf';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CSV = 'text/csv; charset=utf-8';
const TYPES = {
  'customers.pdf': PDF, 'products.pdf': PDF, 'matrix.pdf': PDF, 'slips.pdf': PDF, 'labels.pdf': PDF,
  'lists.xlsx': XLSX, 'kuaituantuan.xlsx': XLSX, 'supplier.csv': CSV, 'parcels.csv': CSV,
  'labels.tspl': 'application/octet-stream',
};

const PHONE = '19912340001';
// The names and notes of the people who join.
const PEOPLE = [
  ['=HYPERLINK("//a")', '@SUM(1)'],
  ['محمد علي', '3号楼1502 放门口'],
  ['𠮷野 さくら', '+1+1'],
  ['Ἀθηνᾶ 👩‍👧', '-2+3'],
];

let commands = 0;
// A new group-buy that these people joined.
async function campaign(world) {
  const offer = world.own.terms.goods[0].offer;
  const opened = await world.command('leader', `contract-export-${++commands}`, 'groupbuy.open', {
    community: world.own.community, title: '年货：/海参\\"团"', items: [{ offer, stock: 20 }],
    deadline: Date.now() + 86_400_000, threshold: { kind: 'people', value: 1 },
  });
  assert.equal(opened.status, 200, opened.body.toString());
  const { code, groupbuy } = json(opened).events.find((e) => e.type === 'groupbuy.opened').data;
  for (const [index, [name, note]] of PEOPLE.entries()) {
    const joined = await world.join(
      world.joinForm({ name, note, phone: String(Number(PHONE) + index), offer }), code);
    assert.equal(joined.status, 303);
  }
  return { code, groupbuy };
}

export const download = (world, code, name, { as = 'leader', headers = {} } = {}) => ask(world.port, 'GET',
  `/api/groupbuys/${code}/exports/${name}`, { headers: { Cookie: world.cookies[as], ...headers } });

const tool = (command, args, input) =>
  execFileSync(command, args, { input, maxBuffer: 64 << 20, stdio: ['pipe', 'pipe', 'ignore'] }).toString();
export const textOfPdf = (pdf) => tool('pdftotext', ['-layout', '-', '-'], pdf);
// All of a workbook's XML, part after part.
export const xmlOf = (xlsx) => tool('python3', ['-c',
  'import io,sys,zipfile\nz=zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))\n'
  + 'assert z.testzip() is None\nfor n in z.namelist(): sys.stdout.buffer.write(z.read(n)+b"\\n")'], xlsx);
const labelsIn = (tspl) => tspl.toString('latin1').split('PRINT 1,1\r\n').length - 1;

export const exportsAsFiles = {
  async 'a group-buy\'s files: each of its type, under a name in Chinese, kept by nobody'({ world }) {
    const { code } = await campaign(world);
    for (const [name, type] of Object.entries(TYPES)) {
      const answer = await download(world, code, name);
      assert.equal(answer.status, 200, name);
      assert.equal(answer.headers['content-type'], type, name);
      assert.equal(answer.headers['cache-control'], 'no-store', name);
      const [, ascii, encoded] = /^attachment; filename="([\x20-\x7e]+)"; filename\*=UTF-8''([\w%.-]+)$/
        .exec(answer.headers['content-disposition']);
      assert.equal(ascii, `starfish-${code}-${name}`);
      const shown = decodeURIComponent(encoded);
      assert.ok(shown.startsWith('年货：') && shown.endsWith(name.slice(name.indexOf('.'))), shown);
      assert.ok(!/[/\\":*?<>|]/.test(shown), shown);
    }
  },

  async 'names in any script stand on lists, and a door that is in a note leads to its slip'({ world }) {
    const { code } = await campaign(world);
    const customers = textOfPdf((await download(world, code, 'customers.pdf')).body);
    for (const part of ['=HYPERLINK', '𠮷野', 'Ἀθηνᾶ', '3号楼', '1502', '199****0001']) {
      assert.ok(customers.includes(part), `${part} in ${customers}`);
    }
    for (const order of ['building_room_item', 'building_item_room', 'item_building_room']) {
      const slips = textOfPdf((await download(world, code, `slips.pdf?order=${order}`)).body);
      assert.ok(slips.includes('3号楼') && slips.includes('没写楼号') === (order !== 'item_building_room'), slips);
    }
    const english = textOfPdf((await download(world, code, 'products.pdf?lang=en')).body);
    assert.match(english, /4 people, 4 pieces/);
  },

  async 'nothing that somebody typed is a formula in a spreadsheet'({ world }) {
    const { code } = await campaign(world);
    const sheet = (await download(world, code, 'supplier.csv')).body.toString();
    assert.ok(sheet.startsWith('\ufeff跟团号,商品,规格,数量,商品成本价,收货人,联系电话,'));
    assert.ok(sheet.includes('"\'=HYPERLINK(""//a"")"'), sheet);
    assert.ok(!/(^|,)[=+@-]/m.test(sheet), sheet);
    for (const name of ['lists.xlsx', 'kuaituantuan.xlsx']) {
      const xml = xmlOf((await download(world, code, name)).body);
      assert.ok(/=HYPERLINK\(("|&quot;)\/\/a("|&quot;)\)/.test(xml), name);
      assert.ok(!/<f[ >]/.test(xml) && !xml.includes('<hyperlink'), name);
    }
  },

  async 'phones are masked but where somebody must call, and whole for the leader who asks'({ world }) {
    const { code } = await campaign(world);
    const sheet = async (query, as) => {
      const answer = await download(world, code, `kuaituantuan.xlsx${query}`, { as });
      assert.equal(answer.status, 200);
      return xmlOf(answer.body);
    };
    for (const as of ['leader', 'operator']) {
      const masked = await sheet('', as);
      assert.ok(masked.includes('199****0001') && !masked.includes(PHONE));
      const supplier = (await download(world, code, 'supplier.csv', { as })).body.toString();
      assert.ok(supplier.includes(PHONE));
      assert.ok(!(await download(world, code, 'supplier.csv?phones=masked', { as })).body.includes(PHONE));
      assert.ok(!(await sheet('?phones=none', as)).includes('0001<'));
    }
    assert.ok((await sheet('?phones=full', 'leader')).includes(PHONE));
  },

  async 'the 快团团 export is imported as the same orders'({ world }) {
    const { code } = await campaign(world);
    const { body } = await download(world, code, 'kuaituantuan.xlsx');
    const { offer } = world.own.terms.goods[0];
    const { title } = world.state.catalog.offers.find(({ id }) => id === offer);
    await withFolder(async (folder) => {
      writeFileSync(`${folder}/kuaituantuan.xlsx`, body);
      writeFileSync(`${folder}/items.json`, JSON.stringify([{ name: title }]));
      const { code: status, text } = await run(['jielong', '--items', `${folder}/items.json`,
        '--workbook', `${folder}/kuaituantuan.xlsx`]);
      assert.equal(status, 0, text);
      assert.deepEqual(JSON.parse(text).map((entry) => entry.lines),
        PEOPLE.map(() => [{ item: title, quantity: 1 }]), text);
    });
  },

  async 'a workbook is converted to its table; other files are refused'({ world }) {
    const { code } = await campaign(world);
    const { body } = await download(world, code, 'kuaituantuan.xlsx');
    const send = (bytes, { as = 'leader', type = XLSX, headers = {} } = {}) => ask(world.port, 'POST', '/api/tables', {
      headers: { 'Content-Type': type, ...(as ? { Cookie: world.cookies[as] } : {}), ...headers }, body: bytes });
    const refused = async (answer, status, code_, field) => {
      const got = await answer;
      const { error } = json(got);
      assert.deepEqual([got.status, error.code, error.field], [status, code_, field]);
      assert.notEqual(error.message, code_);
    };
    const answer = await send(body);
    assert.equal(answer.status, 200);
    const { table } = json(answer);
    await withFolder(async (folder) => {
      writeFileSync(`${folder}/items.json`, JSON.stringify([{ name: '即食海参' }]));
      writeFileSync(`${folder}/kuaituantuan.xlsx`, body);
      const read = async (args, input = '') =>
        JSON.parse((await run(['jielong', '--items', `${folder}/items.json`, ...args], input)).text);
      assert.deepEqual(await read(['--csv'], table), await read(['--workbook', `${folder}/kuaituantuan.xlsx`]));
    });
    await refused(send(body, { as: null }), 401, 'session.required', '');
    await refused(send(body, { type: 'application/octet-stream' }), 415, 'http.content_type', '');
    await refused(send(body, { headers: { Origin: 'http://evil.example' } }), 403, 'http.origin', '');
    await refused(send(''), 422, 'workbook.unreadable', 'workbook');
    await refused(send(Buffer.from('下单人,商品')), 422, 'workbook.unreadable', 'workbook');
    await refused(send(body.subarray(0, body.length - 40)), 422, 'workbook.unreadable', 'workbook');
    await refused(send('x', { headers: { 'Content-Length': 40_000_000 } }), 413, 'workbook.too_large', 'workbook');
  },

  async 'labels: of every size, a line or a door each, all or some, packed for who takes that'({ world }) {
    const { code } = await campaign(world);
    for (const size of ['40x30', '60x40', '80x60']) {
      const [width, height] = size.split('x');
      const tspl = (await download(world, code, `labels.tspl?size=${size}`)).body;
      assert.ok(tspl.toString('latin1').startsWith(`SIZE ${width} mm,${height} mm\r\nGAP`), size);
      assert.equal(labelsIn(tspl), PEOPLE.length);
      assert.ok(tspl.length > PEOPLE.length * width * height * 8);
      assert.match(textOfPdf((await download(world, code, `labels.pdf?size=${size}&by=household`)).body), /1502/);
    }
    assert.equal(labelsIn((await download(world, code, 'labels.tspl?from=2&to=3')).body), 2);
    assert.equal(labelsIn((await download(world, code, 'labels.tspl?from=9')).body), 0);
    const packed = await download(world, code, 'labels.tspl', { headers: { 'Accept-Encoding': 'gzip' } });
    assert.equal(packed.headers['content-encoding'], 'gzip');
    assert.ok(plain(packed).equals((await download(world, code, 'labels.tspl')).body));
  },

  async 'the supplier may download every leader\'s files'({ world }) {
    const answer = await download(world, world.foreign.code, 'customers.pdf', { as: 'operator' });
    assert.equal(answer.status, 200);
    assert.match(textOfPdf(answer.body), /\d\*{4}\d/);
  },

  async 'the poster: a picture whose code leads to the page, revalidated each time'({ world }) {
    const { code, groupbuy } = await campaign(world);
    const path = `/g/${code}/poster.png`;
    const poster = (headers = {}, query = '') => ask(world.port, 'GET', path + query, { headers });
    const first = await poster();
    assert.equal(first.status, 200);
    assert.equal(first.headers['content-type'], 'image/png');
    assert.equal(first.headers['cache-control'], 'private, no-cache');
    assert.equal(first.headers.vary, 'Accept-Language');
    assert.deepEqual([first.body.readUInt32BE(16), first.body.readUInt32BE(20)], [750, 1334]);
    const reads = (png) => tool('zbarimg', ['--quiet', '--raw', '-'], png).trim();
    assert.equal(reads(first.body), `http://127.0.0.1:${world.port}/g/${code}`);
    assert.equal(reads((await poster({ Host: 'shop.example' })).body), `https://shop.example/g/${code}`);

    const { etag } = first.headers;
    const again = await poster({ 'If-None-Match': etag });
    assert.equal(again.status, 304);
    assert.equal(again.body.length, 0);
    const english = await poster({ 'If-None-Match': etag }, '?lang=en');
    assert.equal(english.status, 200);
    assert.notEqual(english.headers.etag, etag);

    // A join does not change the poster; another deadline does.
    assert.equal((await world.join(world.joinForm({ phone: '19912349999' }), code)).status, 303);
    assert.equal((await poster({ 'If-None-Match': etag })).status, 304);
    const command = (type, data) =>
      world.command('leader', `contract-poster-${++commands}`, type, { groupbuy, ...data });
    assert.equal((await command('groupbuy.extend', { deadline: Date.now() + 172_800_000 })).status, 200);
    const later = await poster({ 'If-None-Match': etag });
    assert.equal(later.status, 200);
    assert.notEqual(later.headers.etag, etag);

    assert.equal((await command('groupbuy.set_hidden', { hidden: true })).status, 200);
    assert.equal((await poster({ 'If-None-Match': '*' })).status, 404);
    assert.equal((await download(world, code, 'customers.pdf')).status, 200);
  },

  async 'a draft has no poster, and its leader an empty list'({ world }) {
    const opened = await world.command('leader', `contract-export-${++commands}`, 'groupbuy.open', {
      community: world.own.community, items: [{ offer: world.own.terms.goods[0].offer, stock: 2 }],
      deadline: Date.now() + 86_400_000, threshold: { kind: 'people', value: 1 }, draft: true,
    });
    const { code } = json(opened).events.find((e) => e.type === 'groupbuy.opened').data;
    assert.equal((await ask(world.port, 'GET', `/g/${code}/poster.png`)).status, 404);
    const answer = await download(world, code, 'lists.xlsx');
    assert.equal(answer.status, 200);
    assert.ok(xmlOf(answer.body).includes('按顾客'));
  },
};
