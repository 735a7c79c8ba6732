// The figures depend on the processor, the file system, and the speed of a real flush.
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { run, work } from './programs.mjs';

const IN_MEMORY = ['tmpfs', 'ramfs', 'devtmpfs'];

// Flushes per second when one 4 KB page is appended at a time: the least work of a commit.
export function flushesPerSecond(folder, seconds = 1) {
  const file = join(folder, 'flush.probe');
  const page = Buffer.alloc(4096, 1);
  const fd = openSync(file, 'w');
  const start = process.hrtime.bigint();
  let flushes = 0;
  let elapsed = 0;
  for (; elapsed < seconds; ++flushes) {
    writeSync(fd, page);
    fdatasyncSync(fd);
    elapsed = Number(process.hrtime.bigint() - start) / 1e9;
  }
  closeSync(fd);
  rmSync(file);
  return flushes / elapsed;
}

export async function describeMachine() {
  const filesystem = (await run('findmnt', ['-no', 'FSTYPE', '-T', work])).trim();
  if (IN_MEMORY.includes(filesystem)) {
    throw new Error(`${work} is in memory (${filesystem}); nothing there is durable`);
  }
  const processors = cpus();
  return {
    cpu: `${processors.length} × ${processors[0].model.trim()}`,
    memory_gb: Math.round(totalmem() / 2 ** 30),
    filesystem,
    flushes_per_s: Math.round(flushesPerSecond(work)),
    kernel: (await run('uname', ['-r'])).trim(),
  };
}
