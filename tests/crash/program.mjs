// The program under test: started, killed and started again.
import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const program = join(process.env.STARFISH_BUILD ?? 'build/release', 'starfish');
const READY_MS = 20_000;
const running = new Set();

// Runs the program to its end; throws with its output if it fails.
export function starfish(...words) {
  return execFileSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 30, stdio: 'pipe' });
}

export class Program {
  #child;
  #ended;
  #output = '';

  constructor(words) {
    this.#child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(this.#child);
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => { this.#output += text; });
    }
    this.#ended = new Promise((resolve) => {
      this.#child.on('exit', (code, signal) => {
        running.delete(this.#child);
        resolve(code ?? signal);
      });
    });
  }

  // The program's address, once it serves.
  async ready() {
    for (const until = Date.now() + READY_MS; Date.now() < until; await sleep(5)) {
      const [, url] = /(http:\/\/[\d.:]+)\//.exec(this.#output) ?? [];
      if (url) return url;
      if (this.#child.exitCode !== null) break;
    }
    throw new Error(`the server did not start; it said:\n${this.#output}`);
  }

  async killAfter(ms) {
    await sleep(ms);
    this.#child.kill('SIGKILL');
    const how = await this.#ended;
    if (how !== 'SIGKILL') throw new Error(`the server ended by itself (${how}):\n${this.#output}`);
  }

  // Asks the program to stop; returns its exit status.
  stop() {
    this.#child.kill('SIGTERM');
    return this.#ended;
  }

  static killAll() {
    for (const child of running) child.kill('SIGKILL');
  }
}
