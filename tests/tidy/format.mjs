// Every C++ file stands as clang-format writes it; `./dev fmt` makes it so.
import { spawnSync } from 'node:child_process';
import { filesOf, finish } from './project.mjs';

const files = filesOf(['cpp', 'hpp']);
const options = ['--dry-run', '--ferror-limit=1'];
const utf8 = { encoding: 'utf8' };
const { stderr, error } = spawnSync('clang-format-19', [...options, ...files], utf8);
if (error) throw error;
const unformatted = [...stderr.matchAll(/^(.*?:\d+):\d+: (?:error|warning): /gm)].map(
  ([, place]) => `${place}: not formatted, run ./dev fmt`);
finish(unformatted, `format of ${files.length} files`);
