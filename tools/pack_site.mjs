// Assembles what a browser downloads: node tools/pack_site.mjs SITE OUTPUT BUILT…
//
// - SITE's files are copied as they stand, except templates/, which are inside the server.
// - BUILT files (the dashboard's .wasm and .mjs, the font) get the hash of their content in their
//   name, so that they can be cached for ever; manifest.json tells the names: {"dashboard.wasm":
//   "dashboard.0123abcd.wasm", …}.
// - Every file that shrinks by it has a .br and a .gz beside it, so that the server compresses
//   nothing at run time.
// - The dashboard's download (wasm + JavaScript, brotli) has a budget; above it the build fails.
import { createHash } from 'node:crypto';
import {
  cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync,
} from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const DOWNLOAD_BYTES_MAX = 700 * 1024;
const COMPRESSIBLE = /\.(css|html|js|json|mjs|svg|ttf|txt|wasm|webmanifest)$/;

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

const hashedName = (name, bytes) => {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  return `${basename(name, extname(name))}.${hash}${extname(name)}`;
};

const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]);

function copySite(site, output) {
  const templates = join(site, 'templates');
  if (!existsSync(site)) return;
  cpSync(site, output, { recursive: true, filter: (path) => path !== templates });
}

// The .mjs names the .wasm it loads, so it is written after it, with the hashed name in its text.
function writeBuilt(built, output) {
  const manifest = {};
  const lastOf = (file) => (file.endsWith('.mjs') ? 1 : 0);
  for (const file of [...built].sort((a, b) => lastOf(a) - lastOf(b))) {
    let bytes = readFileSync(file);
    if (file.endsWith('.mjs')) {
      let text = bytes.toString();
      for (const [name, hashed] of Object.entries(manifest)) text = text.replaceAll(name, hashed);
      bytes = Buffer.from(text);
    }
    manifest[basename(file)] = hashedName(file, bytes);
    writeFileSync(join(output, manifest[basename(file)]), bytes);
  }
  writeFileSync(join(output, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');
  return manifest;
}

function precompress(output) {
  for (const file of filesBelow(output)) {
    if (!COMPRESSIBLE.test(file)) continue;
    const bytes = readFileSync(file);
    const forms = { '.br': brotli(bytes), '.gz': gzipSync(bytes, { level: 9 }) };
    for (const [suffix, small] of Object.entries(forms)) {
      if (small.length < bytes.length) writeFileSync(file + suffix, small);
    }
  }
}

function checkBudget(output, manifest) {
  const isScript = (file) => /\.(js|mjs)$/.test(file);
  const folder = join(output, 'app');
  const app = existsSync(folder) ? filesBelow(folder).filter(isScript) : [];
  const code = Object.values(manifest)
    .filter((name) => /\.(wasm|mjs)$/.test(name))
    .map((name) => join(output, name));
  let total = 0;
  for (const file of [...code, ...app]) {
    const size = brotli(readFileSync(file)).length;
    total += size;
    console.log(`  ${relative(output, file).padEnd(32)} ${size} bytes in brotli`);
  }
  console.log(`dashboard download: ${total} of at most ${DOWNLOAD_BYTES_MAX} bytes`
    + ' (wasm + JavaScript, brotli)');
  return total <= DOWNLOAD_BYTES_MAX;
}

const [site, output, ...built] = process.argv.slice(2);
// Made beside the old one and then swapped, so a server that runs meanwhile never sees half a site.
const fresh = `${output}.new`;
rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });
copySite(site, fresh);
const manifest = writeBuilt(built, fresh);
const withinBudget = checkBudget(fresh, manifest);
if (!withinBudget) {
  console.error('error: the dashboard is over its download budget');
  process.exit(1);
}
precompress(fresh);
rmSync(output, { recursive: true, force: true });
renameSync(fresh, output);
