// The one-way arrows between rooms and between their folders (design section 2). Reads every
// #include and fails on any other arrow, and on any circle of folders. Platform differences are in
// files chosen by the build (*_browser, *_native), never in an #ifdef among the logic.
import { dirname, join, normalize } from 'node:path';
import { existsSync } from 'node:fs';
import { codeOf, filesOf, finish, linesWhere, proveItFinds, ROOMS, textOf } from './project.mjs';

const MAY_INCLUDE = {
  core: ['core'],
  wasm: ['core', 'wasm'],
  web: ['core', 'wasm', 'web'],
  server: ['core', 'server'],
};
const INCLUDE = /^\s*#\s*include\s*(["<])([^">]+)[">]/;
const OF_ONE_PLATFORM = /_(browser|native)\.(cpp|hpp)$/;
const OF_TESTS = /(_test\.cpp|_case\.hpp|_contract\.hpp)$/;

// The one list of subjects belongs to no folder: whoever includes the list knows all of them.
const THE_LIST = 'core/engine/subjects.hpp';
// The rooms inside a room: each subject and each subject's screens are one.
const folderOf = (path) => {
  const parts = path.split('/');
  if (parts.length === 2) return parts[0];
  const nested = ['core/subjects', 'web/screens'].includes(parts.slice(0, 2).join('/'));
  return parts.slice(0, nested && parts.length > 3 ? 3 : 2).join('/');
};

// Arrows that no folder may draw, even where they close no circle.
const FORBIDDEN = [
  [/^server\/net$/, (to) => to.startsWith('server/') || (to.startsWith('core/') && to !== 'core/base')],
  [/^server\/api$/, (to) => to === 'server/pages'],
  [/^server\/(exports|words)$/, (to) => to === 'server/pages' || to === 'server/api'],
  [/^server\/(?!app|cli)/, (to) => to === 'server/app'],
  [/^server\/pages$/, (to) => to === 'server/api'],
  [/^web\/platform$/, (to) => to.startsWith('web/')],
  [/^web\/kit$/, (to) => to.startsWith('web/') && to !== 'web/platform'],
  [/^web\/screens\//, (to) => to.startsWith('web/screens/')],
];
// Arrows that are still to be turned round: web/app holds the state of all screens, and the files
// that fetch something ask the client for it. The list only shrinks.
const TO_MEND = new Set([
  'web/screens/groupbuy -> web/screens/catalog',
  'web/screens/groupbuy -> web/screens/notices',
  'web/screens/handout -> web/screens/community',
  'web/screens/handout -> web/screens/notices',
  'web/screens/handout -> web/screens/orders',
  'web/screens/money -> web/screens/orders',
]);
const CIRCLES_TO_MEND = ['wasm', 'web/app'];

// These know no subject by name: a new subject does not touch them.
const KNOWS_NO_SUBJECT = ['core/engine/', 'server/platform/', 'server/store/', 'core/scenario/'];
const SUBJECTS = [...new Set(filesOf(['hpp'], ['core/subjects']).map((path) => path.split('/')[2]))];
const NAMES_A_SUBJECT = new RegExp(`\\b(${SUBJECTS.join('|')})(/|::)`);

export function violations(path, text) {
  const room = path.split('/')[0];
  const isTest = OF_TESTS.test(path);
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
    const [from, to] = [folderOf(path), folderOf(name)];
    if (isTest || from === to || !ROOMS.includes(target)) return;
    const forbidden = FORBIDDEN.some(([rooms, may]) => rooms.test(from) && may(to));
    if (forbidden && !TO_MEND.has(`${from} -> ${to}`)) complain(`${from} may not include ${name}`);
  });
  if (!OF_ONE_PLATFORM.test(path)) {
    for (const line of linesWhere(text, /^\s*#.*__EMSCRIPTEN__/)) {
      found.push(`${path}:${line}: choose the platform by file (*_browser, *_native), not #ifdef`);
    }
  }
  if (!isTest && path !== THE_LIST && KNOWS_NO_SUBJECT.some((folder) => path.startsWith(folder))) {
    const included = linesWhere(text, /^\s*#\s*include "core\/subjects\//);
    for (const line of [...linesWhere(codeOf(text), NAMES_A_SUBJECT), ...included]) {
      found.push(`${path}:${line}: names a subject; the subject's folder is the place for it`);
    }
  }
  return found;
}

// Circles among folders, by Tarjan's algorithm: each is a list of folders.
export function circles(arrows) {
  const order = new Map();
  const low = new Map();
  const stack = [];
  const found = [];
  const visit = (folder) => {
    order.set(folder, order.size);
    low.set(folder, order.get(folder));
    stack.push(folder);
    for (const next of arrows.get(folder) ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) low.set(folder, Math.min(low.get(folder), low.get(next)));
    }
    if (low.get(folder) !== order.get(folder)) return;
    const circle = stack.splice(stack.indexOf(folder));
    if (circle.length > 1) found.push(circle.sort());
  };
  for (const folder of arrows.keys()) if (!order.has(folder)) visit(folder);
  return found;
}

function arrowsOf(files) {
  const arrows = new Map();
  for (const path of files) {
    if (OF_TESTS.test(path) || path === THE_LIST) continue;
    const from = folderOf(path);
    if (!arrows.has(from)) arrows.set(from, new Set());
    for (const [, name] of textOf(path).matchAll(/^\s*#\s*include "([^"]+)"/gm)) {
      const isOurs = ROOMS.includes(name.split('/')[0]) && name !== THE_LIST;
      if (isOurs && folderOf(name) !== from) arrows.get(from).add(folderOf(name));
    }
  }
  return arrows;
}

proveItFinds(violations, [
  { path: 'core/a.cpp', text: '#include "core/base/text.hpp"\n#include <vector>', finds: 0 },
  { path: 'core/a.cpp', text: '#include "server/store/store.hpp"', finds: 1 },
  { path: 'core/a.cpp', text: '#  include <wasm/client.hpp>', finds: 1 },
  { path: 'core/a.cpp', text: '#include "../web/view.hpp"', finds: 1 },
  { path: 'core/engine/a.cpp', text: '#include "core/subjects/groupbuy/queries.hpp"', finds: 1 },
  { path: 'core/engine/a.cpp', text: 'auto x = groupbuy::lines();', finds: 1 },
  { path: 'core/engine/a.cpp', text: '// as groupbuy::lines does\nauto x = "orders::a";', finds: 0 },
  { path: 'wasm/a.cpp', text: '#include "core/a.hpp"\n#include "wasm/a.hpp"', finds: 0 },
  { path: 'wasm/a.cpp', text: '#include "web/a.hpp"\n#include "server/a.hpp"', finds: 2 },
  { path: 'web/a.cpp', text: '#include "wasm/a.hpp"\n#include "server/a.hpp"', finds: 1 },
  { path: 'web/kit/a.cpp', text: '#include "web/app/a.hpp"', finds: 1 },
  { path: 'web/kit/a.cpp', text: '#include "web/platform/a.hpp"', finds: 0 },
  { path: 'web/platform/a.cpp', text: '#include "web/kit/a.hpp"', finds: 1 },
  { path: 'web/screens/money/a.cpp', text: '#include "web/screens/catalog/a.hpp"', finds: 1 },
  { path: 'server/a.cpp', text: '#include "core/a.hpp"\n#include "wasm/a.hpp"', finds: 1 },
  { path: 'server/net/a.cpp', text: '#include "core/base/a.hpp"\n#include "server/app/a.hpp"', finds: 1 },
  { path: 'server/pages/order/a.cpp', text: '#include "server/api/a.hpp"', finds: 1 },
  { path: 'server/api/a.cpp', text: '#include "server/pages/order/a.hpp"', finds: 1 },
  { path: 'server/a.cpp', text: '#include "tests/support/a.hpp"', finds: 1 },
  { path: 'server/a_test.cpp', text: '#include "tests/support/a.hpp"', finds: 0 },
  { path: 'web/a.cpp', text: '#ifdef __EMSCRIPTEN__\n#endif', finds: 1 },
  { path: 'web/a_browser.cpp', text: '#ifdef __EMSCRIPTEN__\n#endif', finds: 0 },
]);
const drawn = (pairs) => new Map(pairs.map(([from, ...to]) => [from, new Set(to)]));
proveItFinds((_, pairs) => circles(drawn(pairs)), [
  { path: 'no circle', text: [['a', 'b', 'c'], ['b', 'c']], finds: 0 },
  { path: 'a circle of three', text: [['a', 'b'], ['b', 'c'], ['c', 'a']], finds: 1 },
]);

const files = filesOf(['cpp', 'hpp'], ROOMS);
const found = files.flatMap((path) => violations(path, textOf(path)));
const arrows = arrowsOf(files);
for (const circle of circles(arrows)) {
  if (CIRCLES_TO_MEND.some((folder) => circle.includes(folder))) continue;
  found.push(`${circle[0]}:1: folders in a circle: ${circle.join(', ')}`);
}
for (const arrow of TO_MEND) {
  const [from, to] = arrow.split(' -> ');
  if (!arrows.get(from)?.has(to)) found.push(`tests/tidy/include_arrows.mjs:1: mended: ${arrow}`);
}
finish(found, `includes of ${files.length} files`);
