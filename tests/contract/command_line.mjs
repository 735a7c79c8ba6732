// The command line's messages for first-time users.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { run, serve, withFolder } from './server.mjs';

const password = 'correct horse battery\n';

// [arguments, exit status is 0, pattern of the output]
const TABLE = [
  ['', true, /--version[^]*serve /],
  ['help', true, /serve/],
  ['--help', true, /serve/],
  ['--version', true, /^starfish \d+\.\d+\.\d+\n$/],
  ['bogus', false, /no command 'bogus'.*starfish help/],
  ['--bogus', false, /no option '--bogus'.*starfish help/],
  ['serve --bogus', false, /--bogus/],
  ['serve --listen nowhere', false, /--listen wants ADDRESS:PORT, not nowhere/],
  // The last of two counts, so that an option in a script can be overridden.
  ['serve --listen 127.0.0.1:0 --listen nowhere', false, /not nowhere/],
  ['serve --store sqlite: --store pigeon:x', false, /'pigeon:x' names no store/],
  ['account --help', true, /--role .*leader.*trainer.*operator/],
  ['account --role boss --store sqlite:x.db zhou', false, /boss.*leader.*trainer.*operator/],
  ['verify --store sqlite:/nonexist/x.db', false, /there is no file/],
];

export const commandLine = {
  async 'the command line: what is wrong is named, in characters one can read'() {
    for (const [args, good, says] of TABLE) {
      const { code, text } = await run(args.split(' ').filter(Boolean));
      assert.equal(code === 0, good, `${args}: ${code} ${text}`);
      assert.match(text, says, args);
      assert.doesNotMatch(text, /[\0-\x08\x0b-\x1f]/, args);
    }
  },

  async 'the command line: a port that is taken'() {
    await withFolder(async (folder) => {
      const other = createServer();
      await new Promise((done) => other.listen(0, '127.0.0.1', done));
      const { code, text } = await run(['serve', '--listen', `127.0.0.1:${other.address().port}`,
        '--store', `sqlite:${folder}/a.db`]);
      other.close();
      assert.equal(code, 1);
      assert.match(text, /another program has that port.*--listen 127\.0\.0\.1:\d+/s);
    });
  },

  async 'the command line: a leader\'s account is for a leader there is'() {
    await withFolder(async (folder) => {
      const store = ['--store', `sqlite:${folder}/a.db`];
      const account = (...args) => run(['account', ...store, ...args], password);
      const early = await account('--role', 'leader', '--leader', '1', 'zhou');
      assert.equal(early.code, 1);
      assert.match(early.text, /no leader 1 .*none yet/s);
      await run(['demo', ...store]);
      const late = await account('--role', 'leader', '--leader', '99', 'zhou');
      assert.equal(late.code, 1);
      assert.match(late.text, /no leader 99 .*1 to \d+/s);
      assert.equal((await account('--role', 'leader', '--leader', '1', 'zhou')).code, 0);
    });
  },

  async 'serving says when nobody can sign in, and when there is no dashboard'() {
    await withFolder(async (folder) => {
      const outputOf = async (...more) => {
        const server = await serve(folder, 0, false, more);
        await server.stop();
        return server.output();
      };
      const bare = await outputOf('--site', '/nonexist');
      assert.match(bare, /dashboard +not built: .*\/nonexist/);
      assert.doesNotMatch(bare, /\/app\/\n/);
      assert.match(bare, /starfish account --store .* --role operator/);
      const made = await run(
        ['account', '--store', `sqlite:${folder}/starfish.db`, '--role', 'operator', 'zhou'], password);
      assert.equal(made.code, 0);
      assert.doesNotMatch(await outputOf(), /starfish account/);
    });
  },

  async 'verifying a backup leaves nothing beside it'() {
    await withFolder(async (folder) => {
      await run(['demo', '--store', `sqlite:${folder}/a.db`]);
      await withFolder(async (safe) => {
        const copy = `${safe}/copy.db`;
        const made = await run(['backup', '--store', `sqlite:${folder}/a.db`, '--to', copy]);
        assert.equal(made.code, 0, made.text);
        const { code, text } = await run(['verify', '--store', `sqlite:${copy}`]);
        assert.equal(code, 0, text);
        assert.deepEqual(readdirSync(safe), ['copy.db']);
      });
    });
  },
};
