// Draws single glyphs for the dashboard with the device's own fonts, on a 2D canvas. No font is
// downloaded, and every character of the device's fonts can be shown. ?font=subset loads our one
// font file instead, for screenshots that must not depend on the machine.

const side = 256;  // size of the canvas; a larger glyph is not drawn
const family = '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
// Chinese fonts make these marks as wide as a Chinese character, which leaves gaps in English.
const narrowInEnglish = '“”‘’·…—';
const subsetName = 'Starfish Subset';

function makeInk() {
  const canvas =
    typeof OffscreenCanvas === 'undefined' ? document.createElement('canvas') : new OffscreenCanvas(side, side);
  canvas.width = side;
  canvas.height = side;
  const ink = canvas.getContext('2d', { willReadFrequently: true });
  ink.fillStyle = '#fff';
  return ink;
}

export function makeFonts(wantsSubset) {
  const ink = makeInk();
  const digits = new Map();  // font → advance of its widest digit
  let stack = family;
  let wasm = null;
  let last = '';
  let box = null;

  function setFont(bold, size) {
    const font = `${bold ? 700 : 400} ${size}px ${stack}`;
    if (font === last) return;
    ink.font = font;
    ink.textBaseline = 'alphabetic';
    last = font;
  }

  // Every digit takes the widest digit's advance, so that figures align in every font.
  function widestDigit() {
    if (!digits.has(last)) {
      digits.set(last, Math.max(...[...'0123456789'].map((digit) => ink.measureText(digit).width)));
    }
    return digits.get(last);
  }

  function measure(character) {
    const metrics = ink.measureText(character);
    const left = Math.ceil(metrics.actualBoundingBoxLeft) + 1;
    const above = Math.ceil(metrics.actualBoundingBoxAscent) + 1;
    const width = left + Math.ceil(metrics.actualBoundingBoxRight) + 1;
    const height = above + Math.ceil(metrics.actualBoundingBoxDescent) + 1;
    const isDigit = character >= '0' && character <= '9';
    let advance = isDigit ? widestDigit() : metrics.width;
    let shift = Math.round((advance - metrics.width) / 2);
    if (document.documentElement.lang === 'en' && narrowInEnglish.includes(character)) {
      const beside = metrics.fontBoundingBoxAscent * 0.06;
      shift = Math.round(metrics.actualBoundingBoxLeft + beside);
      advance = metrics.actualBoundingBoxLeft + metrics.actualBoundingBoxRight + 2 * beside;
    }
    const blank = /\s/.test(character) || width <= 2 || height <= 2 || width > side || height > side;
    return { left, above, width: blank ? 0 : width, height, advance, shift };
  }

  return {
    async load(manifest, root) {
      if (!wantsSubset || !manifest['microhei.ttf']) return;
      const face = new FontFace(subsetName, `url("${new URL(manifest['microhei.ttf'], root).href}")`);
      document.fonts.add(await face.load());
      stack = `"${subsetName}", ${family}`;
      document.documentElement.style.setProperty('--sans', stack);
    },

    use(module) {
      wasm = module;
    },

    // GlyphBox of web/platform/faces_browser.cpp: width, height, left, top (int32), advance (float).
    glyph(bold, codepoint, size, boxAt, pixelsAt) {
      setFont(bold, size);
      const character = String.fromCodePoint(codepoint);
      // The caller requests each glyph twice: first its box, then its pixels.
      if (!pixelsAt || box === null) box = measure(character);
      wasm.HEAP32.set([box.width, box.height, box.shift - box.left, -box.above], boxAt >> 2);
      wasm.HEAPF32[(boxAt >> 2) + 4] = box.advance;
      if (!pixelsAt || box.width === 0) return;
      ink.clearRect(0, 0, box.width, box.height);
      ink.fillText(character, box.left, box.above);
      const { data } = ink.getImageData(0, 0, box.width, box.height);
      for (let i = 0; i < box.width * box.height; i += 1) wasm.HEAPU8[pixelsAt + i] = data[i * 4 + 3];
    },

    // As in CSS: the font's own ascent and descent, centred in the line.
    baseline(bold) {
      const size = 100;
      setFont(bold, size);
      const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = ink.measureText('国');
      return 0.5 + (above - below) / 2 / size;
    },
  };
}
