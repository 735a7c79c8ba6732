// Runs a slow check over many files, as many at once as there are cores, and remembers in
// build/tidy/ which passed with exactly this content (their own, that of our files they include,
// and the check's own settings), so that only what changed is looked at again.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const WORKERS = cpus().length;
const GENERATED = 'build/release/';

const texts = new Map();
function textAt(path) {
  if (!texts.has(path)) texts.set(path, existsSync(path) ? readFileSync(path, 'utf8') : null);
  return texts.get(path);
}

// The file and all of ours that it includes, however deep.
function closureOf(path, seen = new Set()) {
  const text = textAt(path);
  if (text === null || seen.has(path)) return seen;
  seen.add(path);
  for (const [, name] of text.matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)) {
    closureOf(name.startsWith('generated/') ? GENERATED + name : name, seen);
  }
  return seen;
}

function keyOf(path, settings) {
  const hash = createHash('sha256').update(settings);
  for (const file of [...closureOf(path)].sort()) hash.update(`\0${file}\0${textAt(file)}`);
  return hash.digest('hex');
}

const run = ([program, ...args], env) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { env: { ...process.env, ...env } });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ passed: false, output: String(error) }));
    child.on('close', (code) => resolve({ passed: code === 0, output }));
  });

// checkAll(name, units): a unit is {path, command, env?}; answers the outputs of those that failed.
export async function checkAll(name, units, settings = '') {
  const folder = join('build/tidy', name);
  mkdirSync(folder, { recursive: true });
  const stampOf = ({ path, command }) => join(folder, keyOf(path, settings + command.join(' ')));
  const waiting = units
    .map((unit) => ({ ...unit, stamp: stampOf(unit) }))
    .filter((unit) => !existsSync(unit.stamp));
  const total = waiting.length;
  console.log(`${units.length} files, ${units.length - total} unchanged since they passed`);
  const failures = [];
  const work = async () => {
    for (let unit = waiting.shift(); unit; unit = waiting.shift()) {
      const { passed, output } = await run(unit.command, unit.env);
      if (passed) writeFileSync(unit.stamp, unit.path);
      else failures.push(`${unit.path}:1: does not pass\n${output.trim()}`);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return failures;
}
