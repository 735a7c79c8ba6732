// The habits a formatter does not know: bounds on lines and files, names that say something, and
// what core may not touch (the outside world, the clock, chance, threads, floating point) since its
// decisions must replay exactly.
import { codeOf, filesOf, finish, linesWhere, proveItFinds, textOf } from './project.mjs';

const COLUMNS_MAX = { cpp: 100, hpp: 100, others: 120 };
const FILE_LINES_MAX = 400;
// Files that are longer, with their lines at most. The list only shrinks: a file leaves it once it
// is short enough, and is never added.
const LONGER_FILES = {
  'core/chat/chat.cpp': 636,
  'core/chat/ledger.cpp': 488,
  'core/chat/lexicon.cpp': 509,
  'core/chat/order.cpp': 619,
  'core/chat/table.cpp': 401,
  'core/rules/check_plan_test.cpp': 413,
  'core/subjects/groupbuy/groupbuy.hpp': 575,
  'core/subjects/handout/handout.hpp': 488,
  'core/subjects/money/money.hpp': 567,
  'server/net/connection.cpp': 432,
  'server/pages/groupbuy/groupbuy_page_test.cpp': 404,
  'server/pages/order/order_page_test.cpp': 402,
  'site/css/page.css': 498,
  'tests/browser/consumer.test.mjs': 413,
  'tests/browser/groupbuy_life.test.mjs': 419,
  'tests/contract/good_paths.mjs': 566,
  'wasm/client.cpp': 470,
  'web/screens/handout/desk_test.cpp': 419,
};
const NAMELESS = /(^|[/_.-])(utils?|helpers?|manager|misc|common)([/_.-]|$)/i;

const included = (names) => new RegExp(`^\\s*#\\s*include\\s*<(${names})>`);
const NOT_IN_CORE = [
  [included('thread|mutex|shared_mutex|atomic|condition_variable|future|stop_token'), 'threads'],
  [included('iostream|fstream|cstdio|filesystem|print'), 'input and output'],
  [included('random'), 'chance'],
  [/\b(system_clock|steady_clock|high_resolution_clock)\b|\btime\s*\(\s*nullptr\b/, 'the clock'],
  [included('(boost/asio|boost/beast|sqlite3|sodium|spdlog|fmt|emscripten|imgui).*'), 'a runtime'],
];
const FLOATING_POINT = /\b(float|double)\b/;

export function violations(path, text) {
  const found = [];
  const complain = (line, what) => found.push(`${path}:${line}: ${what}`);
  if (NAMELESS.test(path)) complain(1, 'a name that says nothing');

  const lines = text.replace(/\n$/, '').split('\n');
  const linesMax = LONGER_FILES[path] ?? FILE_LINES_MAX;
  if (lines.length > linesMax) complain(lines.length, `more than ${linesMax} lines: split it by job`);
  const columnsMax = COLUMNS_MAX[path.split('.').pop()] ?? COLUMNS_MAX.others;
  lines.forEach((line, index) => {
    if ([...line].length > columnsMax) complain(index + 1, `more than ${columnsMax} columns`);
    if (line.includes('\t')) complain(index + 1, 'a tab');
  });

  if (path.startsWith('core/') && !path.endsWith('_test.cpp')) {
    const code = codeOf(text);
    for (const [pattern, what] of NOT_IN_CORE) {
      for (const line of linesWhere(code, pattern)) complain(line, `core does not touch ${what}`);
    }
    if (!path.startsWith('core/insight/')) {
      for (const line of linesWhere(code, FLOATING_POINT)) {
        complain(line, 'floating point stands in core/insight alone: decisions use integers');
      }
    }
  }
  return found;
}

const core = (text, finds) => ({ path: 'core/a.cpp', text, finds });
proveItFinds(violations, [
  core('#include <vector>\n// a double in words\nconst char* s = "float";\nint a = 1\'000;', 0),
  core('double share = 0.5;', 1),
  { path: 'core/insight/a.cpp', text: 'double share = 0.5;', finds: 0 },
  { path: 'core/a_test.cpp', text: '#include <iostream>\ndouble a;', finds: 0 },
  core('#include <thread>\n#include <random>\n#include <iostream>', 3),
  core('auto now = std::chrono::system_clock::now();', 1),
  core('#include <chrono>', 0),
  core('\tint a;', 1),
  core(`// ${'x'.repeat(COLUMNS_MAX.cpp)}`, 1),
  core('int a;\n'.repeat(FILE_LINES_MAX), 0),
  core('int a;\n'.repeat(FILE_LINES_MAX + 1), 1),
  { path: 'server/http_utils.cpp', text: '', finds: 1 },
  { path: 'server/manager/a.cpp', text: '', finds: 1 },
  { path: 'core/subjects/community/a.cpp', text: '', finds: 0 },
]);

const scripts = ['mjs', 'js', 'css', 'sh', 'cmake'];
const files = [...filesOf(['cpp', 'hpp', ...scripts]), 'dev', 'CMakeLists.txt'];
const found = files.flatMap((path) => violations(path, textOf(path)));
for (const path of Object.keys(LONGER_FILES)) {
  const isThere = files.includes(path);
  if (!isThere || textOf(path).split('\n').length - 1 <= FILE_LINES_MAX) {
    found.push(`tests/tidy/style.mjs:1: ${path} is not longer than others any more: take it off the list`);
  }
}
finish(found, `style of ${files.length} files`);
