// The dashboard says only what its download carries: every key, and every beginning of one that is
// put together, that stands in wasm/, web/ or core/ and belongs to a sentence must be among the
// words that tools/browser_words.mjs leaves in, in both languages.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesOf, finish, proveItFinds, textOf } from './project.mjs';

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
const scratch = mkdtempSync(path.join(tmpdir(), 'browser-words-'));
const wordsOf = (language) => {
  const from = `assets/i18n/${language}.json`;
  const to = path.join(scratch, `${language}.json`);
  execFileSync('node', ['tools/browser_words.mjs', from, to]);
  return { all: Object.keys(readJson(from)), carried: Object.keys(readJson(to)) };
};
const languages = ['zh-CN', 'en'].map((language) => [language, wordsOf(language)]);
rmSync(scratch, { recursive: true });

// "refund.claim", "refund." + …, "cash.phase_" + …: not a file's name, nor a command's.
const KEY = /"([a-z]+\.[a-z_.]*)"( \+|\))?/g;
const FILE = /\.(png|csv|pdf|xlsx)$/;
const subjects = new Set(languages[0][1].all.map((key) => key.split('.')[0]));

function check(file, text) {
  const found = [];
  text.split('\n').forEach((line, index) => {
    for (const [, key, follows] of line.matchAll(KEY)) {
      if (!subjects.has(key.split('.')[0]) || FILE.test(key)) continue;
      const isBeginning = /[._]$/.test(key) || follows === ' +';
      for (const [language, { carried }] of languages) {
        const isThere = isBeginning ? carried.some((one) => one.startsWith(key)) : carried.includes(key);
        if (!isThere) found.push(`${file}:${index + 1}: the browser does not carry "${key}" (${language})`);
      }
    }
  });
  return found;
}

proveItFinds(check, [
  { path: 'a', text: 'say(locale, "refund.claim")', finds: 0 },
  { path: 'a', text: 'say(locale, "refund.no_such_thing")', finds: 2 },
  { path: 'a', text: 'say(locale, "refund." + name)', finds: 0 },
  { path: 'a', text: 'say(locale, "page." + name)', finds: 2 },
]);

const files = filesOf(['cpp', 'hpp'], ['wasm', 'web']).filter((file) => !/_test\.cpp$|_case\.hpp$|gallery/.test(file));
finish(files.flatMap((file) => check(file, textOf(file))), `${files.length} files`);
