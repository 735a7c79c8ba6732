// The rooms' one-way arrows: core ← wasm ← web, and core ← server. Reads every #include and fails
// on any other. Platform differences live in files chosen by the build (*_browser, *_native), never
// in an #ifdef among the logic.
import { dirname, join, normalize } from 'node:path';
import { existsSync } from 'node:fs';
import { filesOf, finish, linesWhere, proveItFinds, ROOMS, textOf } from './project.mjs';

const MAY_INCLUDE = {
  core: ['core'],
  wasm: ['core', 'wasm'],
  web: ['core', 'wasm', 'web'],
  server: ['core', 'server'],
};
const INCLUDE = /^\s*#\s*include\s*(["<])([^">]+)[">]/;
const OF_ONE_PLATFORM = /_(browser|native)\.(cpp|hpp)$/;

export function violations(path, text) {
  const room = path.split('/')[0];
  const isTest = path.endsWith('_test.cpp');
  const found = [];
  text.split('\n').forEach((line, index) => {
    const [, quote, name] = INCLUDE.exec(line) ?? [];
    if (!name) return;
    const target = name.split('/')[0];
    const isBeside = quote === '"' && existsSync(normalize(join(dirname(path), name)));
    const complain = (what) => found.push(`${path}:${index + 1}: ${what}`);
    if (ROOMS.includes(target) && !MAY_INCLUDE[room].includes(target)) {
      complain(`${room} may not include ${name}`);
    } else if (target === 'tests' && !isTest) {
      complain(`only a test may include ${name}`);
    } else if (name === 'generated/site_assets.hpp' && room !== 'server') {
      complain(`${name} is the server's`);
    } else if (name.startsWith('.') || isBeside) {
      complain(`write the path from the repository's root instead of "${name}"`);
    }
  });
  if (!OF_ONE_PLATFORM.test(path)) {
    for (const line of linesWhere(text, /^\s*#.*__EMSCRIPTEN__/)) {
      found.push(`${path}:${line}: choose the platform by file (*_browser, *_native), not #ifdef`);
    }
  }
  return found;
}

proveItFinds(violations, [
  { path: 'core/a.cpp', text: '#include "core/base/text.hpp"\n#include <vector>', finds: 0 },
  { path: 'core/a.cpp', text: '#include "server/store/store.hpp"', finds: 1 },
  { path: 'core/a.cpp', text: '#  include <wasm/client.hpp>', finds: 1 },
  { path: 'core/a.cpp', text: '#include "../web/view.hpp"', finds: 1 },
  { path: 'wasm/a.cpp', text: '#include "core/a.hpp"\n#include "wasm/a.hpp"', finds: 0 },
  { path: 'wasm/a.cpp', text: '#include "web/a.hpp"\n#include "server/a.hpp"', finds: 2 },
  { path: 'web/a.cpp', text: '#include "wasm/a.hpp"\n#include "server/a.hpp"', finds: 1 },
  { path: 'server/a.cpp', text: '#include "core/a.hpp"\n#include "wasm/a.hpp"', finds: 1 },
  { path: 'server/a.cpp', text: '#include "tests/support/a.hpp"', finds: 1 },
  { path: 'server/a_test.cpp', text: '#include "tests/support/a.hpp"', finds: 0 },
  { path: 'web/a.cpp', text: '#ifdef __EMSCRIPTEN__\n#endif', finds: 1 },
  { path: 'web/a_browser.cpp', text: '#ifdef __EMSCRIPTEN__\n#endif', finds: 0 },
]);

const files = filesOf(['cpp', 'hpp'], ROOMS);
const found = files.flatMap((path) => violations(path, textOf(path)));
finish(found, `includes of ${files.length} files`);
