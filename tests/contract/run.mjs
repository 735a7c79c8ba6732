// The outside contract, tested from outside: every row of the table of bad input gets its answer
// and changes nothing, and the good paths work as section 4 of the design says.
//
//   node tests/contract/run.mjs [part of a name…]        STARFISH=build/clang/starfish to choose
import { afterSales } from './after_sales.mjs';
import { badInput } from './bad_input.mjs';
import { commandLine } from './command_line.mjs';
import { exportsAsFiles } from './exports.mjs';
import { goodPaths } from './good_paths.mjs';
import { invitations } from './invitations.mjs';
import { pagePaths } from './page_paths.mjs';
import { publicUrl } from './public_url.mjs';
import { serve, withFolder } from './server.mjs';
import { ask, feed, json, raw } from './wire.mjs';
import { form, meet, standing } from './world.mjs';

const wanted = process.argv.slice(2);
const isWanted = (name) => wanted.length === 0 || wanted.some((part) => name.includes(part));

let failures = 0;
function report(name, problem) {
  if (!problem) return;
  ++failures;
  console.log(`FAILED ${name}: ${problem}`);
}

// The first join; some rows abuse its link and key.
async function prepare(world) {
  const fields = world.joinForm({ phone: '19900009999' });
  const joined = await world.join(fields);
  if (joined.status !== 303) throw new Error(`a good join got ${joined.status}: ${joined.body}`);
  const token = joined.headers.location.split('/').pop();
  const used = await world.command('operator', 'contract-used', 'community.register_leader',
    { leader_name: '测试', tagline: '' });
  if (used.status !== 200) throw new Error(`a good command got ${used.status}: ${used.body}`);
  const last = token.at(-6) === 'A' ? 'B' : 'A';
  return {
    join: fields,
    words: {
      '"OWN"': world.own.id, '"FOREIGN"': world.foreign.id, '"OVER"': world.over.id,
      OVER_CODE: world.over.code, FOREIGN_CODE: world.foreign.code, CODE: world.own.code, USED: 'contract-used',
      ORDER: token, TOKEN: token.slice(0, -6) + last + token.slice(-5), JOIN: form(world.joinForm()),
    },
  };
}

const filled = (text, words) => Object.entries(words).reduce(
  (all, [word, value]) => (typeof all === 'string' ? all.replaceAll(word, value) : all), text);

async function send(world, request, prepared) {
  const { words } = prepared;
  if (request.pieces) return (await raw(world.port, request.pieces, request))[0];
  if (request.join) {
    const base = request.again ? prepared.join : world.joinForm();
    return world.join({ ...base, ...request.join }, filled(request.to ?? 'CODE', words));
  }
  const headers = { ...request.headers };
  if (request.form) {
    return ask(world.port, 'POST', filled(request.path, words),
      { headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' }, body: form(request.form) });
  }
  if (request.as) headers.Cookie = world.cookies[request.as];
  return ask(world.port, request.method, filled(request.path, words),
    { headers, body: filled(request.body ?? '', words) });
}

function compare(answer, status, code, field) {
  if (!answer) return 'no answer';
  const seen = `${answer.status} ${answer.body.toString().slice(0, 300)}`;
  if (answer.status !== status) return `expected ${status}, got ${seen}`;
  if (status === 405 && !answer.headers.allow) return 'no Allow';
  if (status === 429 && !answer.headers['retry-after']) return 'no Retry-After';
  if (code === undefined) return undefined;
  const { error } = json(answer);
  if (error.code !== code || error.field !== field) {
    return `expected ${code} at '${field}', got ${seen}`;
  }
  return error.message === code ? `no words for ${code}` : undefined;
}

// A page that refuses a form gives the reason, beside the field if people fill that field in.
function marks(answer, field) {
  const page = answer.body.toString();
  const beside = new RegExp(`name="${field}"[^>]*aria-invalid="true"|aria-describedby="${field}-error"`);
  return field ? beside.test(page) : /class="[^"]*(error|alert)|role="alert"/.test(page);
}

// Deadlines pass during a test: the platform's own commands are not effects of the request.
async function changedBy(world, before, after) {
  if (after.seq === before.seq) return after.digest !== before.digest;
  const events = await feed(world.port, `/api/events?after=${before.seq}`, {
    headers: { Cookie: world.cookies.operator },
    enough: (all) => all.some((event) => Number(event.id) >= after.seq),
  });
  return events.some((event) => event.data
    && !['groupbuy.locked', 'groupbuy.failed', 'groupbuy.reserved'].includes(JSON.parse(event.data).type));
}

async function checkTable(world) {
  const prepared = await prepare(world);
  let before = await standing(world);
  const check = async ([name, request, status, code, field]) => {
    const answer = await send(world, request, prepared);
    report(name, compare(answer, status, code, field));
    if ((request.join || request.form) && status === 422 && !marks(answer, field)) report(name, `nothing at ${field}`);
    const after = await standing(world);
    if (await changedBy(world, before, after)) report(name, 'something changed');
    before = after;
  };
  const rows = badInput.filter(([name]) => isWanted(name));
  const isSlow = ([, request]) => request.pieces?.some((piece) => typeof piece === 'number');
  const slow = Promise.all(rows.filter(isSlow).map(check));
  for (const row of rows.filter((r) => !isSlow(r))) await check(row);
  await slow;
  return rows.length;
}

const start = Date.now();
await withFolder(async (folder) => {
  const server = await serve(folder);
  const world = await meet(server.port);
  const rows = await checkTable(world);
  let paths = 0;
  for (const [name, check] of Object.entries(
    { ...afterSales, ...exportsAsFiles, ...invitations, ...goodPaths, ...pagePaths, ...publicUrl,
      ...commandLine },
  )) {
    if (!isWanted(name)) continue;
    ++paths;
    await check({ world, folder, server }).catch((error) => report(name, error.stack));
  }
  await server.stop();
  console.log(`${rows} bad inputs and ${paths} good paths in ${Date.now() - start} ms, ${failures} failed`);
});
process.exit(failures === 0 ? 0 : 1);
