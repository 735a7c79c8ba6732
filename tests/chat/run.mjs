// `starfish jielong` from outside: every chat of this folder says what its fixture says, and what
// cannot be read is refused with a sentence, a status of 1, and nothing on standard output.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';

const HERE = 'tests/chat';
const WORDS = JSON.parse(readFileSync('assets/i18n/zh-CN.json', 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'starfish-jielong-'));
process.on('exit', () => rmSync(folder, { recursive: true }));

function jielong(items, input, ...options) {
  const path = join(folder, 'items.json');
  writeFileSync(path, typeof items === 'string' ? items : JSON.stringify(items));
  const command = ['jielong', '--items', path, ...options];
  const { status, stdout, stderr } = spawnSync('build/release/starfish', command, { input });
  return { status, out: stdout.toString(), problem: stderr.toString() };
}

let chats = 0;
for (const file of readdirSync(HERE).filter((name) => name.endsWith('.txt'))) {
  const fixture = JSON.parse(readFileSync(join(HERE, file.replace('.txt', '.json')), 'utf8'));
  const { status, out, problem } = jielong(fixture.items, readFileSync(join(HERE, file)));
  assert.equal(status, 0, problem);
  const entries = JSON.parse(out).map(({ reason, ...entry }) => ({ ...entry, reason }));
  const expected = fixture.entries.map(({ doubt, ...entry }) => ({ ...entry, doubt }));
  assert.equal(entries.length, expected.length, file);
  entries.forEach(({ reason, ...entry }, index) => {
    const { doubt, ...rest } = expected[index];
    assert.deepEqual(entry, rest, `${file}, line ${rest.line_number}`);
    if (doubt) assert.ok(reason.startsWith(WORDS[`jielong.${doubt}`]), reason);
    else assert.equal(reason, undefined);
  });
  chats += 1;
}
assert.ok(chats >= 60);

const eggs = [{ name: '鸡蛋', price_fen: 2990 }];
const refused = (problem, ...call) => {
  const answer = jielong(...call);
  assert.equal(answer.status, 1);
  assert.equal(answer.out, '');
  assert.match(answer.problem, problem);
};
refused(/is no JSON/, '[{', '');
refused(/must hold a list of items/, '{}', '');
refused(/must hold a list of items/, [], '');
refused(/items\[1\]\.name is missing/, [{ name: 'a' }, {}], '');
refused(/items\[0\]\.name must be 1 to 100/, [{ name: ' ' }], '');
refused(/two items are named +a/, [{ name: 'a' }, { name: ' a' }], '');
refused(/items\[0\]\.price_fen/, [{ name: 'a', price_fen: 1.5 }], '');
refused(/items\[0\]\.price_fen/, [{ name: 'a', price_fen: -1 }], '');
refused(/line 2 of standard input is not UTF-8/, eggs, Buffer.from([0x31, 0x0a, 0xd5, 0xc5, 0x0a]));
refused(/GBK/, eggs, Buffer.from([0x31, 0x0a, 0xd5, 0xc5, 0x0a]), '--csv');
refused(/第 2 行的数量/, eggs, '姓名,商品,数量\n张三,鸡蛋,许多\n', '--csv');
refused(/cannot be opened/, eggs, '', '--workbook', join(folder, 'none.xlsx'));
refused(/no \.xlsx workbook/, eggs, '', '--workbook', join(folder, 'items.json'));

const csv = jielong(eggs, '\ufeff姓名,商品,数量\r\n张三,鸡蛋,2\r\n', '--csv');
assert.deepEqual(JSON.parse(csv.out), [
  { line_number: 2, name: '张三', lines: [{ item: '鸡蛋', quantity: 2 }], status: 'ok' },
]);

const many = Array.from({ length: 10_000 }, (_, i) => `${i + 1}. 王小${i + 100} 鸡蛋2份`);
const begun = performance.now();
assert.equal(JSON.parse(jielong(eggs, many.join('\n')).out).length, 10_000);
const took = performance.now() - begun;
console.log(`${chats} chats as their fixtures say; 10,000 lines in ${took.toFixed(0)} ms`);
