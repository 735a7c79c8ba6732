// clang-tidy (.clang-tidy names the checks) over every source that is compiled natively, except the
// tests: they would add half to the minutes it takes, and what is wrong in them fails anyway. It
// reads the commands of the `tidy` preset: clang's flags of `asan-ubsan`, each file alone.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { spawnSync } from 'node:child_process';
import { finish, ROOMS, textOf } from './project.mjs';
import { checkAll } from './remembered.mjs';

const BUILD = 'build/tidy';
const utf8 = { encoding: 'utf8' };
const { status, stdout, stderr } = spawnSync('cmake', ['--preset', 'tidy'], utf8);
if (status !== 0) finish([`${BUILD}:1: does not configure\n${stdout}${stderr}`]);

const ours = new RegExp(`^(${ROOMS.join('|')})/(?!.*_test\\.cpp$)`);
const units = JSON.parse(readFileSync(`${BUILD}/compile_commands.json`, 'utf8'))
  .map(({ file }) => relative(process.cwd(), file))
  .filter((path) => ours.test(path))
  .map((path) => ({ path, command: ['clang-tidy-19', '--quiet', '-p', BUILD, path] }));
// Files that are compiled together would not stand in the list by themselves.
if (units.length < 200) finish([`${BUILD}:1: names ${units.length} sources only`]);
const version = spawnSync('clang-tidy-19', ['--version'], utf8).stdout;
const failures = await checkAll('clang_tidy', units, textOf('.clang-tidy') + version);
finish(failures, `clang-tidy of ${units.length} files`);
