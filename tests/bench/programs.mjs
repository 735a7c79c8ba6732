// Starts the measured programs, and stops them whatever happens.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, '../..');
export const work = join(root, 'build/bench');  // on the measured disk, not in memory

export const starfish = join(root, 'build/release/starfish');
const pinnedNode = ['x64', 'arm64']
  .map((cpu) => join(here, 'node_modules', `node-linux-${cpu}`, 'bin/node'))
  .find((path) => existsSync(path));
export const node = pinnedNode ?? process.execPath;

export const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });

// An empty folder build/bench/NAME.
export function freshFolder(name) {
  const folder = join(work, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

export const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

const answers = (port) => new Promise((done) => {
  const socket = connect(port, '127.0.0.1');
  socket.on('connect', () => { socket.destroy(); done(true); });
  socket.on('error', () => done(false));
});

const running = new Set();
process.on('exit', () => { for (const child of running) child.kill('SIGKILL'); });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

// The CPU seconds of a process, with its threads and children.
const cpuSeconds = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  return children.filter(Boolean).reduce((sum, child) => sum + cpuSeconds(child),
    (Number(fields[11]) + Number(fields[12])) / 100);
};

// Runs COMMAND until stopped; resolves when `port` answers. Its output goes to
// build/bench/NAME.log.
export async function start(name, port, command, args) {
  const logFile = join(work, `${name}.log`);
  const log = openSync(logFile, 'w');
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', log, log] });
  running.add(child);
  let ended = null;
  const end = new Promise((done) => {
    const finish = (how) => {
      ended = how;
      running.delete(child);
      done();
    };
    child.on('error', (error) => finish(error.message));
    child.on('exit', (code, signal) => finish(signal ?? `exit ${code}`));
  });
  const complain = (what) => {
    throw new Error(`${name} ${what}: ${readFileSync(logFile, 'utf8').slice(-2000)}`);
  };
  for (let tries = 0; !(await answers(port)); ++tries) {
    if (ended !== null) complain(`did not start (${ended})`);
    if (tries > 1000) complain('does not answer');
    await wait(20);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    cpuSeconds: () => cpuSeconds(child.pid),
    async stop() {
      if (ended !== null) complain(`stopped by itself (${ended})`);
      child.kill('SIGTERM');
      await Promise.race([end, wait(15_000)]);
      if (ended === null) complain('does not stop on SIGTERM');
    },
  };
}

// Runs a program to its end and returns its output.
export const run = (command, args, options = {}) => new Promise((done, failed) => {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  running.add(child);
  const output = { out: '', err: '' };
  child.stdout.on('data', (bytes) => { output.out += bytes; });
  child.stderr.on('data', (bytes) => { output.err += bytes; });
  child.on('error', failed);
  child.on('close', (code) => {
    running.delete(child);
    if (code === 0) done(output.out);
    else failed(new Error(`${command} ${args.join(' ')}: ${output.err || output.out}`));
  });
});
