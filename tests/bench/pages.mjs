// GET /g/{code} beside nginx, which serves the same bytes from an open file, plain and as gzip. One
// worker each, 64 connections kept alive, in turns.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, freshFolder, start } from './programs.mjs';
import { openShop, serveStarfish } from './shop.mjs';
import { ms, perSecond, times } from './table.mjs';
import { load, median } from './wrk.mjs';

const CONNECTIONS = 64;
const RATIO_MIN = 0.5;
const ENCODINGS = ['identity', 'gzip'];

const configuration = (folder, port) => `
daemon off;
${process.getuid() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  types { text/html html; }
  charset utf-8;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  open_file_cache max=100;
  gzip_static on;
  client_body_temp_path ${folder}/tmp;
  proxy_temp_path ${folder}/tmp;
  fastcgi_temp_path ${folder}/tmp;
  uwsgi_temp_path ${folder}/tmp;
  scgi_temp_path ${folder}/tmp;
  server {
    listen 127.0.0.1:${port};
    root ${folder}/www;
  }
}
`;

// The bytes as sent: fetch() would decompress them.
async function bytesOf(url, encoding) {
  const { request } = await import('node:http');
  return new Promise((done, failed) => {
    request(url, { headers: { 'accept-encoding': encoding } }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const said = response.headers['content-encoding'] ?? 'identity';
        if (response.statusCode === 200 && said === encoding) done(Buffer.concat(chunks));
        else failed(new Error(`${url} as ${encoding}: ${response.statusCode} ${said}`));
      });
    }).on('error', failed).end();
  });
}

async function startNginx(pages) {
  const folder = freshFolder('pages-nginx');
  const port = await freePort();
  for (const inner of ['tmp', 'www']) mkdirSync(join(folder, inner));
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port));
  writeFileSync(join(folder, 'www/page.html'), pages.identity);
  writeFileSync(join(folder, 'www/page.html.gz'), pages.gzip);
  return start('pages-nginx', port, '/usr/sbin/nginx',
    ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')]);
}

export async function measurePages({ rounds, seconds, progress }) {
  const ours = await serveStarfish('pages-starfish');
  const { groupbuys: [{ code }] } = await openShop(ours, 1);
  const path = `/g/${code}`;
  const pages = {};
  for (const encoding of ENCODINGS) pages[encoding] = await bytesOf(ours.url + path, encoding);
  const nginx = await startNginx(pages);

  const figures = ENCODINGS.map((encoding) => ({ encoding, rounds: [] }));
  const ask = (server, where, encoding, duration) => load(server, {
    script: 'page.lua', path: where, connections: CONNECTIONS, seconds: duration, args: [encoding],
  });
  for (let round = 0; round <= rounds; ++round) {
    progress(round === 0 ? 'pages, warming up' : `pages, round ${round} of ${rounds}`);
    for (const figure of figures) {
      const { encoding } = figure;
      const duration = round === 0 ? 1 : seconds;
      const starfish = await ask(ours, path, encoding, duration);
      const beside = await ask(nginx, '/page.html', encoding, duration);
      for (const { bytes, requests } of [starfish, beside]) {
        if (bytes / requests < pages[encoding].length) throw new Error('short pages were sent');
      }
      if (round > 0) figure.rounds.push({ starfish, nginx: beside });
    }
  }
  await ours.stop();
  await nginx.stop();
  return { rows: rowsOf(figures, pages), figures };
}

function rowsOf(figures, pages) {
  return figures.map(({ encoding, rounds }) => {
    const middle = (of) => median(rounds.map(of));
    const ratio = middle(({ starfish, nginx }) => starfish.rate / nginx.rate);
    const p99 = ms(middle(({ starfish }) => starfish.p99_ms));
    return {
      what: `GET /g/{code}, ${encoding}, ${pages[encoding].length} bytes`,
      budget: `≥ ${RATIO_MIN}×`,
      measured: `${perSecond(middle(({ starfish }) => starfish.rate))}, p99 ${p99}`,
      beside: `${perSecond(middle(({ nginx }) => nginx.rate))} nginx`,
      ratio: times(ratio),
      met: ratio >= RATIO_MIN,
    };
  });
}
