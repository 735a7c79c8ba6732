// Starts the dashboard: finds the built files by the manifest, connects the modules, draws the
// first frame. The page shows an error of the start in both languages.
import { makeEnvironment } from './environment.mjs';
import { makeFonts } from './fonts.mjs';
import { makeFrames } from './frames.mjs';
import { listen } from './input.mjs';
import { makeMirror } from './mirror.mjs';
import { makePage } from './page.mjs';
import { kept, makeOutside } from './outside.mjs';
import { makeTextTarget } from './text_target.mjs';

const root = new URL('..', import.meta.url);
const canvas = document.querySelector('#canvas');
const start = document.querySelector('#start');

function show(state, reason = '') {
  start.hidden = false;
  for (const box of start.children) box.hidden = box.dataset.state !== state;
  document.querySelector('#reason').textContent = reason;
}

// Calls functions of the wasm by name; strings are passed as UTF-8.
function makeCall(wasm) {
  const toHeap = (text) => {
    const size = wasm.lengthBytesUTF8(text) + 1;
    const at = wasm._malloc(size);
    wasm.stringToUTF8(text, at, size);
    return at;
  };
  return (name, ...values) => {
    const texts = [];
    const passed = values.map((value) => {
      if (typeof value !== 'string') return value;
      texts.push(toHeap(value));
      return texts.at(-1);
    });
    try {
      return wasm[`_${name}`](...passed);
    } finally {
      for (const at of texts) wasm._free(at);
    }
  };
}

async function loadManifest() {
  const answer = await fetch(new URL('manifest.json', root));
  if (!answer.ok) throw new Error(`manifest.json: ${answer.status}`);
  return answer.json();
}

// Fetches the script and the wasm in parallel, although the script requests the wasm.
async function loadWasm(manifest, name, options) {
  const wasm = fetch(new URL(manifest[`${name}.wasm`], root));
  wasm.catch(() => {});
  const { default: make } = await import(new URL(manifest[`${name}.mjs`], root).href);
  return new Promise((resolve, reject) => {
    const instantiateWasm = (imports, done) => {
      WebAssembly.instantiateStreaming(wasm, imports)
        .then(({ instance, module }) => done(instance, module))
        .catch(reject);
      return {};
    };
    make({ ...options, instantiateWasm }).then(resolve, reject);
  });
}

function fail(error) {
  console.error(error);
  frames.stop();
  show('failed', String(error?.message ?? error));
}

const environment = makeEnvironment();
let call = () => 0;
const late = (name, ...values) => call(name, ...values);
const frames = makeFrames(() => late('sf_frame', performance.now()), fail);
const textTarget = makeTextTarget(late, frames);
const mirror = makeMirror(document.querySelector('#mirror'), late, frames, textTarget);
const fonts = makeFonts(environment.query('font') === 'subset');
const page = makePage({ environment, frames, mirror, fonts });

function keepContext() {
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();  // without it the browser never restores the context
    frames.stop();
    call('sf_context_lost');
  });
  canvas.addEventListener('webglcontextrestored', () => {
    if (!call('sf_context_restored')) return show('no-webgl');
    frames.start();
    frames.request();
  });
}

function tellEnvironment() {
  const { width, height, density, safeBottom, language, dark } = environment.read();
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  call('sf_environment', width, height, density, safeBottom, language, dark ? 1 : 0);
  // Draw at once: a resized canvas is blank until it is drawn.
  frames.settle();
}

async function boot() {
  if (typeof WebGL2RenderingContext === 'undefined') return show('no-webgl');
  const manifest = await loadManifest();
  // A site can be packed with the gallery (web/gallery) instead, to look at the kit.
  const name = manifest['dashboard.wasm'] ? 'dashboard' : 'gallery';
  const [wasm, keptTexts] = await Promise.all([
    loadWasm(manifest, name, { page, outside: makeOutside(late) }),
    kept(),
    fonts.load(manifest, root),
  ]);
  fonts.use(wasm);
  call = makeCall(wasm);
  call('sf_route', page.route());
  call('sf_main');
  if (!call('sf_start')) return show('no-webgl');
  keepContext();
  frames.start();
  if (wasm._sf_client_start) {
    for (const [name, text] of keptTexts) call('sf_kept', name, text);
    call('sf_client_start');
  }
  environment.watch(tellEnvironment);
  listen(document.querySelector('#mirror'), late, frames, mirror);
  window.addEventListener('popstate', () => {
    call('sf_route', page.route());
    frames.request();
  });
  tellEnvironment();
  start.hidden = true;
  performance.mark('starfish-first-frame');
  keepForOffline();
}

// Runs after the first frame, so as not to slow it down.
function keepForOffline() {
  if (!navigator.serviceWorker) return;
  navigator.serviceWorker
    .register('sw.js')
    .then(() => navigator.serviceWorker.ready)
    .then((registration) => registration.active.postMessage('keep'))
    .catch(() => {});
}

document.querySelector('#again').addEventListener('click', () => location.reload());
// For tests and debugging; the dashboard itself never reads it.
window.starfish = { frames, valueOf: mirror.valueOf };
boot().catch(fail);
