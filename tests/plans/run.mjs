// Reward plans from outside: the program's answers to the plans beside this file and in the
// documentation, and a second opinion on the form by Ajv, which reads the documented schema.
//
//   node tests/plans/run.mjs        STARFISH=build/clang/starfish to choose
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';

const program = resolve(process.env.STARFISH ?? 'build/release/starfish');
const PASSED = 0;
const REFUSED = 1;
const UNREADABLE = 2;

const run = (args, input = '') =>
  spawnSync(program, ['check-plan', ...args], { input, encoding: 'utf8' });
const judge = (plan) => run(['-', '--json'], JSON.stringify(plan));

const schemaText = readFileSync('docs/reward-plan.schema.json', 'utf8');
const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true });
const fits = ajv.compile(JSON.parse(schemaText));

const plansOf = (folder) => readdirSync(`tests/plans/${folder}`).map((name) => {
  const path = `tests/plans/${folder}/${name}`;
  return { path, plan: JSON.parse(readFileSync(path, 'utf8')) };
});
const passed = plansOf('passed');
const refused = plansOf('refused');

// Every place in a value: [parent, key].
const placesIn = (value) => (value && typeof value === 'object'
  ? Object.keys(value).flatMap((key) => [[value, key], ...placesIn(value[key])]) : []);

test('every plan fits the documented form, and gets its exit status', () => {
  for (const { path, plan } of [...passed, ...refused]) {
    assert.ok(fits(plan), `${path}: ${ajv.errorsText(fits.errors)}`);
    const { status, stdout } = run([path, '--json']);
    assert.equal(status, path.includes('/passed/') ? PASSED : REFUSED, path);
    const verdict = JSON.parse(stdout);
    assert.equal(verdict.result, status === PASSED ? 'passed' : 'refused');
    assert.equal(verdict.name, plan.name);
    assert.equal(verdict.findings.length > 0, status === REFUSED);
  }
});

test('a finding points at a part of the plan, with its law and reason in both languages', () => {
  for (const { path, plan } of refused) {
    for (const { rule, pointer, source, reason } of JSON.parse(run([path, '--json']).stdout).findings) {
      let part = plan;
      for (const step of pointer.split('/').slice(1)) part = part?.[step];
      assert.notEqual(part, undefined, `${path}: ${pointer}`);
      assert.match(rule, /^[a-z_]+$/);
      for (const { zh_cn: zh, en } of [source, reason]) {
        assert.match(zh, /[\u4e00-\u9fff]/);
        assert.match(en, /^[\x20-\x7e]+$/);
      }
    }
  }
});

test('text that is not a plan is refused, with a suggestion for a wrong word', () => {
  const plain = (text) => run(['-', '--lang', 'en'], text);
  const none = plain('{"a":1}');
  assert.equal(none.status, UNREADABLE);
  assert.match(none.stderr, /form, name, seller_is, referrals, entry, ranks, rewards, services, other_terms/);
  const { plan } = passed[0];
  const odd = plain(JSON.stringify({ ...plan, referrals: 'luck' }));
  assert.equal(odd.status, UNREADABLE);
  assert.match(odd.stderr, /referrals: .*not_recorded, recorded_unpaid, paid/);
  assert.equal(plain(`\uFEFF${JSON.stringify(plan)}`).status, PASSED);
});

test('plans that do not fit the form never pass', () => {
  let tried = 0;
  for (const { plan } of passed) {
    for (let place = 0; place < placesIn(plan).length; ++place) {
      for (const damage of [
        (parent, key) => (Array.isArray(parent) ? parent.splice(key, 1) : delete parent[key]),
        (parent, key) => { parent[key] = null; },
        (parent, key) => { parent[key] = 1.5; },
        (parent, key) => { parent[key] = 'something'; },
      ]) {
        const damaged = structuredClone(plan);
        damage(...placesIn(damaged)[place]);
        if (fits(damaged)) continue;
        ++tried;
        // An absent member may be written as null; Ajv is stricter there.
        if (judge(damaged).status === PASSED) {
          const [parent, key] = placesIn(damaged)[place];
          assert.equal(parent[key], null, JSON.stringify(damaged));
          delete parent[key];
          assert.ok(fits(damaged), JSON.stringify(damaged));
        }
      }
    }
  }
  assert.ok(tried > 300, String(tried));
});

test('text that is not a plan is unreadable, with the place', () => {
  for (const [input, code, field] of [
    ['', 'input.not_json', ''],
    ['{} {}', 'input.not_json', ''],
    ['[]', 'input.wrong_type', ''],
    ['{}', 'input.missing_field', 'form'],
    [JSON.stringify({ ...passed[0].plan, entry: [{ kind: 'luck' }] }), 'input.out_of_range', 'entry[0].kind'],
    [' '.repeat(70_000), 'input.out_of_range', ''],
  ]) {
    const { status, stdout } = run(['-', '--json'], input);
    assert.equal(status, UNREADABLE, input.slice(0, 80));
    const { error } = JSON.parse(stdout);
    assert.deepEqual([error.code, error.field], [code, field]);
    assert.notEqual(error.message, code);
    assert.match(run(['-'], input).stderr, /[\u4e00-\u9fff]/);
  }
  assert.equal(run(['tests/plans/no-such-plan.json']).status, UNREADABLE);
  assert.equal(run(['tests/plans']).status, UNREADABLE);
});

test('an unknown member is refused, with its pointer', () => {
  const plan = structuredClone(passed[0].plan);
  plan.rewards[0]['extra/for~uplines'] = 1;
  const { status, stdout } = judge(plan);
  assert.equal(status, REFUSED);
  const [finding] = JSON.parse(stdout).findings;
  assert.equal(finding.pointer, '/rewards/0/extra~1for~0uplines');
  assert.equal(finding.rule, 'undecided');
});

test('people read it in their language', () => {
  const [{ path }] = refused;
  assert.match(run([path]).stdout, /^不通过/);
  assert.match(run([path, '--lang', 'en']).stdout, /^Refused, for/);
  assert.match(run([passed[0].path]).stdout, /^通过/);
  assert.notEqual(run([path, '--lang', 'xx']).status, PASSED);
});

test('the program prints the documented schema', () => {
  const { status, stdout } = run(['--schema']);
  assert.equal(status, 0);
  assert.equal(stdout, schemaText);
  for (const example of JSON.parse(schemaText).examples) assert.ok(fits(example));
});

// ```json passed … ``` and ```json refused … ```
test('the examples of the documentation get the verdicts it says', () => {
  const text = readFileSync('docs/reward-plan.md', 'utf8');
  const examples = [...text.matchAll(/^```json (passed|refused)\n([^]*?)^```$/gm)];
  assert.ok(examples.length >= 2);
  for (const [, verdict, example] of examples) {
    assert.ok(fits(JSON.parse(example)), ajv.errorsText(fits.errors));
    assert.equal(JSON.parse(run(['-', '--json'], example).stdout).result, verdict, example);
  }
});
