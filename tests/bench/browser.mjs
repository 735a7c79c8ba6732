// Chromium for measurements in a browser.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './programs.mjs';

export const chromiumPath = process.env.CHROME_PATH ?? '/usr/bin/chromium';
export const flags = [
  '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

// Runs work(browser) and closes it.
export async function withBrowser(work) {
  const { chromium } = createRequire(join(root, 'package.json'))('playwright-core');
  const browser = await chromium.launch({ executablePath: chromiumPath, args: flags });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}
