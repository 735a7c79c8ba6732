// The peer server for joins: Fastify and better-sqlite3 with the rules, tables and durability (WAL,
// synchronous=FULL) of `starfish serve`.
//
//   node join_server.mjs each|batch PORT FILE WORLD.json
//
// each    one transaction a request, the usual way
// batch   requests queue, and one transaction a turn of the event loop takes all of them: while it
//         flushes, the next ones arrive in the sockets
import Database from 'better-sqlite3';
import fastify from 'fastify';
import { parse as parseForm } from 'fast-querystring';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Refusal, Shop } from './join_rules.mjs';

const [mode, port, file, world] = process.argv.slice(2);
if (!['each', 'batch'].includes(mode)) throw new Error('the first argument is each or batch');

const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.pragma('wal_autocheckpoint = 4000');
db.exec(`
  CREATE TABLE log (
    platform INTEGER NOT NULL, seq INTEGER NOT NULL, time INTEGER NOT NULL, actor TEXT NOT NULL,
    command_id TEXT NOT NULL, command_digest INTEGER NOT NULL, type TEXT NOT NULL,
    version INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (platform, seq)) WITHOUT ROWID, STRICT;
  CREATE TABLE profiles (
    place INTEGER PRIMARY KEY, platform INTEGER NOT NULL, consumer INTEGER NOT NULL,
    name TEXT NOT NULL, phone TEXT NOT NULL) STRICT;
  CREATE TABLE notes (
    platform INTEGER NOT NULL, line INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (platform, line)) WITHOUT ROWID, STRICT;`);
const begin = db.prepare('BEGIN IMMEDIATE');
const commit = db.prepare('COMMIT');
const addRecord = db.prepare(
  "INSERT INTO log VALUES (1, ?, ?, ?, ?, ?, 'groupbuy.joined', 2, ?)");
const addProfile = db.prepare('INSERT INTO profiles VALUES (?, 1, ?, ?, ?)');
const renameProfile = db.prepare(
  'UPDATE profiles SET name = ?2, phone = ?3 WHERE place = ?1 AND (name <> ?2 OR phone <> ?3)');
const putNote = db.prepare('REPLACE INTO notes VALUES (1, ?, ?)');

// Profiles are stored in the order of arrival, as in our store, so that a flush writes few pages.
const places = new Map();
function writeProfile({ consumer, name, phone }) {
  const place = places.get(consumer);
  if (place !== undefined) return renameProfile.run(place, name, phone);
  places.set(consumer, places.size + 1);
  return addProfile.run(places.size, consumer, name, phone);
}

function write({ key, digest, event, profile, note }) {
  addRecord.run(event.line, event.at, `consumer:${event.consumer}`, key, digest,
    JSON.stringify(event));
  writeProfile(profile);
  if (note) putNote.run(event.line, note);
}

// A failed flush leaves the memory ahead of the disk: the process ends, and a new one would start
// from the log.
function transact(joins) {
  try {
    begin.run();
    for (const join of joins) if (join.event) write(join);
    commit.run();
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}

// Decided joins that wait for their flush, and the requests to answer after it.
let queue = [];
function flush() {
  const flushing = queue;
  queue = [];
  transact(flushing.map(({ join }) => join));
  for (const { reply, join } of flushing) answer(reply, join);
}
function enqueue(reply, join) {
  if (queue.push({ reply, join }) === 1) setImmediate(flush);
}

function answer(reply, join) {
  reply.code(303).header('location', `/o/${join.token}`).send();
}

const shop = new Shop(randomBytes(32), JSON.parse(readFileSync(world, 'utf8')).groupbuys);
const app = fastify({ logger: false });
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' },
  (request, body, done) => done(null, parseForm(body)));
app.setErrorHandler((error, request, reply) => {
  const status = error instanceof Refusal ? error.status : error.statusCode ?? 500;
  reply.code(status).send({ error: { code: error.code, field: error.field } });
});
app.post('/g/:code/join', (request, reply) => {
  const join = shop.join(request.params.code, request.body, Date.now());
  if (mode === 'batch') return enqueue(reply, join);
  transact([join]);
  answer(reply, join);
});
await app.listen({ host: '127.0.0.1', port: Number(port) });
process.on('SIGTERM', () => process.exit(0));
