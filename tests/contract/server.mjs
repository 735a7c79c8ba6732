// The server under test: `starfish serve --demo` on its own file and port.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(process.env.STARFISH ?? 'build/release/starfish');
const START_MS_MAX = 30_000;

// Calls work(folder) with an empty folder, which is deleted afterwards.
export async function withFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'starfish-contract-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// Runs `starfish`; returns exit status and output: {code, text}.
export function run(args, input = '') {
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    // A program that refuses its arguments ends without reading.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    let text = '';
    for (const out of [child.stdout, child.stderr]) out.on('data', (data) => { text += data; });
    const giveUp = setTimeout(() => child.kill('SIGKILL'), START_MS_MAX);
    child.on('exit', (code, signal) => {
      clearTimeout(giveUp);
      done({ code: code ?? signal, text });
    });
  });
}

// `port` is the port of an earlier run, to come back at the same address.
export function serve(folder, port = 0, demo = true, more = []) {
  // A file-size limit set later must be a disk error to the server, not its end by SIGXFSZ.
  const child = spawn(
    '/bin/sh', ['-c', 'trap "" XFSZ; exec "$0" "$@"', program, 'serve',
      '--listen', `127.0.0.1:${port}`, '--store', `sqlite:${join(folder, 'starfish.db')}`,
      ...(demo ? ['--demo'] : []), ...more],
    { stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = () => child.kill('SIGKILL');
  process.on('exit', kill);
  let text = '';
  const ended = new Promise((done) => {
    child.on('exit', (code, signal) => {
      process.off('exit', kill);
      done(code ?? signal);
    });
  });
  const server = {
    pid: child.pid,
    output: () => text,
    ended,
    // Returns the exit status.
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
  return new Promise((done, fail) => {
    const giveUp = setTimeout(() => {
      kill();
      fail(new Error(`the server did not start: ${text}`));
    }, START_MS_MAX);
    const look = (data) => {
      text += data;
      const found = /landing page\s+http:\/\/127\.0\.0\.1:(\d+)\/\n[^]*\n\n/.exec(text);
      if (!found || server.port) return;
      clearTimeout(giveUp);
      done(Object.assign(server, {
        port: Number(found[1]),
        code: /\/g\/([0-9a-z]+)/.exec(text)?.[1],
      }));
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    ended.then((code) => {
      clearTimeout(giveUp);
      fail(new Error(`the server ended with ${code}: ${text}`));
    });
  });
}
