// The page's size, language and theme. Language and theme come from the address, else from the
// choice of an earlier visit, else from the device's preference.

const languages = ['zh-CN', 'en'];

function remembered(key) {
  try {
    return localStorage.getItem(`starfish.${key}`);
  } catch {
    return null;
  }
}

function languageOf(tags) {
  for (const tag of tags) {
    if (/^zh/i.test(tag ?? '')) return languages[0];
    if (/^en/i.test(tag ?? '')) return languages[1];
  }
  return languages[0];
}

export function makeEnvironment() {
  const asked = new URLSearchParams(location.search);
  const query = (name) => (asked.has(name) ? asked.get(name) || '1' : '');
  const darkDevice = matchMedia('(prefers-color-scheme: dark)');
  const chosen = {
    lang: query('lang') || remembered('lang'),
    theme: query('theme') || remembered('theme'),
  };
  const html = document.documentElement;
  const mark = () => {
    html.lang = languageOf([chosen.lang, ...navigator.languages]);
    html.dataset.theme = isDark() ? 'dark' : 'light';
  };
  const isDark = () => (chosen.theme ? chosen.theme === 'dark' : darkDevice.matches);
  mark();

  return {
    query,
    // what: 'lang' or 'theme'.
    choose(what, value) {
      chosen[what] = value;
      mark();
      try {
        localStorage.setItem(`starfish.${what}`, value);
      } catch {
        // The browser has no storage.
      }
    },
    read() {
      return {
        width: window.innerWidth,
        height: window.innerHeight,
        density: window.devicePixelRatio || 1,
        safeBottom: parseFloat(getComputedStyle(html).getPropertyValue('--safe-bottom')) || 0,
        language: html.lang,
        dark: isDark(),
      };
    },
    watch(changed) {
      const again = () => {
        mark();
        changed();
      };
      window.addEventListener('resize', again);
      darkDevice.addEventListener('change', again);
      // The density changes with the zoom or the screen. A query only reports that its density no
      // longer matches, so each change needs a new query.
      const watchDensity = () => {
        const here = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
        here.addEventListener('change', () => (again(), watchDensity()), { once: true });
      };
      watchDensity();
    },
  };
}
