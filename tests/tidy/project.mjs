// What the tidy checks share: the list of our sources, their text without comments, and how a check
// ends.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOMS = ['core', 'wasm', 'web', 'server'];
const FOLDERS = [...ROOMS, 'tests', 'site', 'tools', 'cmake'];

// filesOf(['cpp', 'hpp']): paths from the repository's root, in order.
export function filesOf(extensions, folders = FOLDERS) {
  const wanted = new RegExp(`\\.(${extensions.join('|')})$`);
  const below = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : below(path);
      return wanted.test(entry.name) ? [path] : [];
    });
  return folders.filter((folder) => existsSync(folder)).flatMap(below).sort();
}

export const textOf = (path) => readFileSync(path, 'utf8');

const blank = (text) => text.replace(/[^\n]/g, ' ');

// C++ text with comments, strings and character constants blanked; every line stays where it was.
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//;
const STRING = /R"([^(\s]*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"/;
const CHARACTER = /(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'/;  // not the ' within a number
const parts = [COMMENT, STRING, CHARACTER].map(({ source }) => source);
const NOT_CODE = new RegExp(parts.join('|'), 'g');
export const codeOf = (text) => text.replace(NOT_CODE, blank);

// linesWhere(text, pattern): the numbers of the lines that hold it.
export const linesWhere = (text, pattern) =>
  text.split('\n').flatMap((line, index) => (pattern.test(line) ? [index + 1] : []));

// Prints `file:line: what` for each, and ends the program.
export function finish(violations, checked) {
  for (const violation of violations) console.log(violation);
  console.log(violations.length ? `${violations.length} to mend` : `${checked}: nothing to mend`);
  process.exit(violations.length ? 1 : 0);
}

// A check that can no longer fail proves nothing: each shows first, on samples, that it finds what
// it is for.
export function proveItFinds(check, samples) {
  for (const { path, text, finds } of samples) {
    const found = check(path, text).length;
    if (found === finds) continue;
    console.log(`the check is broken: ${found} found instead of ${finds} in ${path}:\n${text}`);
    process.exit(1);
  }
}
