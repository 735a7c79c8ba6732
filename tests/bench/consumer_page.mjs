// The consumer's page: everything a phone downloads to show it, and Lighthouse's four scores.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath, flags, withBrowser } from './browser.mjs';
import { here, node, run, work } from './programs.mjs';
import { openShop, serveStarfish } from './shop.mjs';
import { kilobytes } from './table.mjs';
import { median } from './wrk.mjs';

const BYTES_MAX = 60 * 1024;
const SCORE_MIN = 0.98;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

const downloaded = (url) => withBrowser(async (browser) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(url, { waitUntil: 'networkidle' });
  return page.evaluate(() => {
    const parts = ['navigation', 'resource'].flatMap((t) => performance.getEntriesByType(t));
    return parts.map(({ name, encodedBodySize: encoded, decodedBodySize: decoded }) =>
      ({ name: new URL(name).pathname, encoded, decoded }));
  });
});

async function lighthouse(url, round) {
  const output = join(work, `lighthouse-${round}.json`);
  await run(node, [
    join(here, 'node_modules/lighthouse/cli/index.js'), url, '--quiet', '--output=json',
    `--output-path=${output}`, `--only-categories=${CATEGORIES.join(',')}`,
    '--no-enable-error-reporting', `--chrome-flags=--headless ${flags.join(' ')}`,
  ], { env: { ...process.env, CHROME_PATH: chromiumPath } });
  const { categories, runtimeError } = JSON.parse(readFileSync(output, 'utf8'));
  if (runtimeError) throw new Error(`lighthouse: ${runtimeError.message}`);
  return Object.fromEntries(CATEGORIES.map((name) => [name, categories[name].score]));
}

export async function measureConsumerPage({ rounds, progress }) {
  const server = await serveStarfish('consumer-starfish');
  const { groupbuys: [{ code }] } = await openShop(server, 1);
  const url = `${server.url}/g/${code}`;
  progress('consumer page, download');
  const parts = await downloaded(url);
  const scores = [];
  for (let round = 1; round <= rounds; ++round) {
    progress(`consumer page, Lighthouse ${round} of ${rounds}`);
    scores.push(await lighthouse(url, round));
  }
  await server.stop();
  return { rows: rowsOf(parts, scores), figures: { parts, scores } };
}

function rowsOf(parts, scores) {
  const sum = (key) => parts.reduce((total, part) => total + part[key], 0);
  return [
    {
      what: `consumer page, all ${parts.length} files of it`,
      budget: `≤ ${kilobytes(BYTES_MAX)}`,
      measured: kilobytes(sum('encoded')),
      beside: `${kilobytes(sum('decoded'))} unpacked`,
      ratio: '',
      met: sum('encoded') <= BYTES_MAX,
    },
    ...CATEGORIES.map((name) => {
      const score = median(scores.map((once) => once[name]));
      return {
        what: `consumer page, Lighthouse, ${name}`,
        budget: `≥ ${SCORE_MIN}`,
        measured: score.toFixed(2),
        beside: '',
        ratio: '',
        met: score >= SCORE_MIN,
      };
    }),
  ];
}
