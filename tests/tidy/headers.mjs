// Every header compiles alone, so that a file includes what it names and the order of includes
// never matters.
import { resolve } from 'node:path';
import { filesOf, finish, ROOMS } from './project.mjs';
import { checkAll } from './remembered.mjs';

const system = (folder) => ['-isystem', `.toolchain/${folder}`];
const COMMON = [
  '-std=c++23', '-fsyntax-only', '-Wall', '-Wextra', '-I.', '-Ibuild/release',
  ...system('imgui'), ...system('imgui/backends'), '-DIMGUI_USER_CONFIG="web/imgui_config.hpp"',
  '-x', 'c++', '/dev/null', '-include',
];
const NATIVE = ['g++', ...system('root/usr/include'), ...COMMON];
const BROWSER = [
  '.toolchain/emscripten/em++', '-fwasm-exceptions', ...system('wasm-include'), ...COMMON,
];

const units = filesOf(['hpp'], [...ROOMS, 'tests']).map((path) => ({
  path,
  command: [...(path.endsWith('_browser.hpp') ? BROWSER : NATIVE), path],
  env: { EM_CONFIG: resolve('.toolchain/emscripten.config') },
}));
finish(await checkAll('headers', units), `${units.length} headers`);
