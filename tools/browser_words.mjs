// The sentences that a browser can say: without those of the pages and the API, which the server says.
//
//   node tools/browser_words.mjs assets/i18n/en.json build/…/en.json
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const OF_THE_SERVER = ['export', 'http', 'invitation', 'page', 'plan', 'poster', 'query', 'session'];
// What the server makes and a screen lists by name.
const FILES = ['by_customer', 'by_product', 'kuaituantuan', 'labels', 'matrix', 'parcels', 'slips', 'supplier_sheet'];
const ON_A_SCREEN = FILES.map((file) => `export.${file}`);

const [from, to] = process.argv.slice(2);
const sentences = JSON.parse(readFileSync(from, 'utf8'));
const kept = Object.entries(sentences).filter(
  ([key]) => ON_A_SCREEN.includes(key) || !OF_THE_SERVER.includes(key.split('.')[0]),
);
mkdirSync(path.dirname(to), { recursive: true });
writeFileSync(to, JSON.stringify(Object.fromEntries(kept)));
