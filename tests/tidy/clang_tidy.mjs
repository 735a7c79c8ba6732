// clang-tidy (.clang-tidy names the checks) over every source that is compiled natively, except the
// tests: they would add half to the minutes it takes, and what is wrong in them fails anyway. It
// reads the commands of the `asan-ubsan` preset, which is clang's, so that both agree on every
// flag.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { spawnSync } from 'node:child_process';
import { finish, ROOMS, textOf } from './project.mjs';
import { checkAll } from './remembered.mjs';

const BUILD = 'build/asan-ubsan';
const utf8 = { encoding: 'utf8' };
const { status, stdout, stderr } = spawnSync('cmake', ['--preset', 'asan-ubsan'], utf8);
if (status !== 0) finish([`${BUILD}:1: does not configure\n${stdout}${stderr}`]);

const ours = new RegExp(`^(${ROOMS.join('|')})/(?!.*_test\\.cpp$)`);
const units = JSON.parse(readFileSync(`${BUILD}/compile_commands.json`, 'utf8'))
  .map(({ file }) => relative(process.cwd(), file))
  .filter((path) => ours.test(path))
  .map((path) => ({ path, command: ['clang-tidy-19', '--quiet', '-p', BUILD, path] }));
const version = spawnSync('clang-tidy-19', ['--version'], utf8).stdout;
const failures = await checkAll('clang_tidy', units, textOf('.clang-tidy') + version);
finish(failures, `clang-tidy of ${units.length} files`);
