// Our client, driven through payment_probe.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';

const program = resolve(process.env.PAYMENT_PROBE ?? 'build/release/payment_probe');

export function startProbe(settingsFile) {
  const child = spawn(program, [settingsFile], { stdio: ['pipe', 'pipe', 'pipe'] });
  const kill = () => child.kill('SIGKILL');
  process.on('exit', kill);
  const waiting = [];
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += data;
  });
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.done(JSON.parse(line)));
  let ended = false;
  const ending = new Promise((done) => {
    const end = (why) => {
      process.off('exit', kill);
      ended = `the probe ended with ${why}: ${errors}`;
      waiting.forEach(({ fail }) => fail(new Error(ended)));
      done();
    };
    child.on('error', end);
    child.on('close', end);
  });
  child.stdin.on('error', () => {});
  return {
    ask: (what, fields = {}) =>
      new Promise((done, fail) => {
        if (ended) fail(new Error(ended));
        waiting.push({ done, fail });
        child.stdin.write(`${JSON.stringify({ do: what, ...fields })}\n`);
      }),
    stop: () => {
      child.stdin.end();
      return ending;
    },
    errors: () => errors,
  };
}
