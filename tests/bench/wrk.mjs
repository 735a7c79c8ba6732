// One run of wrk with one of our Lua scripts, which print their result as JSON.
import { join } from 'node:path';
import { here, run } from './programs.mjs';

// The scripts find result.lua here.
process.env.LUA_PATH = join(here, '?.lua');

// {requests, seconds, rate, p50_ms, p99_ms, max_ms, bytes, cpu_us}; throws on any error, because
// only correct answers are measured. `cpu_us` is the CPU time of `server` for each request.
export async function load(server, { script, path = '/', connections, seconds, args = [] }) {
  const before = server.cpuSeconds();
  const printed = await run('wrk', [
    '-t1', `-c${connections}`, `-d${seconds}s`, '-s', join(here, script), server.url + path,
    '--', ...args.map(String),
  ]);
  const cpu = server.cpuSeconds() - before;
  const result = JSON.parse(/^RESULT (.*)$/m.exec(printed)?.[1] ?? 'null');
  if (!result?.requests) throw new Error(`wrk measured nothing:\n${printed}`);
  const errors = result.socket_errors + result.status_errors + result.wrong_answers;
  if (errors > 0) throw new Error(`${errors} wrong answers of ${server.url}${path}:\n${printed}`);
  return {
    ...result,
    rate: result.requests / result.seconds,
    cpu_us: (cpu / result.requests) * 1e6,
  };
}

export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
