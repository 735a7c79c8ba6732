// Adds up what ctest left in a folder (JUnit files, and NAME.failed for a preset that did not
// build), lists what failed and ends with the line `N passed, N failed`. A program that counts its
// own cases (Catch2, node --test, or a script whose last words are `N passed, N failed`) is counted
// by them; any other test is one.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = process.argv[2];
const total = { passed: 0, failed: 0 };
const failures = [];

const lastMatch = (text, pattern) => [...text.matchAll(pattern)].at(-1);

function countCases(output) {
  const ownWords = lastMatch(output, /^(\d+) passed, (\d+) failed$/gm);
  if (ownWords) return { passed: +ownWords[1], failed: +ownWords[2] };
  const node = (word) => lastMatch(output, new RegExp(`^\\S+ ${word} (\\d+)$`, 'gm'))?.[1];
  if (node('pass')) return { passed: +node('pass'), failed: +node('fail') };
  const allGreen = lastMatch(output, /All tests passed \(.* in (\d+) test cases?\)/g);
  if (allGreen) return { passed: +allGreen[1], failed: 0 };
  const mixed = lastMatch(output, /^test cases: *\d+ (.*)$/gm)?.[1] ?? '';
  const number = (word) => +(mixed.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0);
  return { passed: number('passed'), failed: number('failed') };
}

for (const file of readdirSync(folder).sort()) {
  const text = readFileSync(join(folder, file), 'utf8');
  if (file.endsWith('.failed')) {
    failures.push(text.trim());
    total.failed += 1;
    continue;
  }
  const preset = basename(file, '.xml');
  for (const [, attributes, body] of text.matchAll(/<testcase ([^>]*)>([\s\S]*?)<\/testcase>/g)) {
    const name = attributes.match(/name="([^"]*)"/)[1];
    const isGreen = /status="run"/.test(attributes);
    const cases = countCases(body.match(/<system-out>([\s\S]*?)<\/system-out>/)?.[1] ?? '');
    // A program may count no failure and yet fail: it crashed, or ran out of time.
    if (isGreen && cases.passed === 0) cases.passed = 1;
    if (!isGreen && cases.failed === 0) cases.failed = 1;
    total.passed += cases.passed;
    total.failed += cases.failed;
    if (!isGreen) failures.push(`${preset}: ${name}`);
  }
}

for (const failure of failures) console.log(`failed: ${failure}`);
if (total.passed + total.failed === 0) console.log('no test has that name');
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
