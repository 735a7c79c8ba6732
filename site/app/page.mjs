// The page's functions for the dashboard: Module.page, called by web/platform/platform_browser.cpp
// and web/platform/faces_browser.cpp.

export function makePage({ environment, frames, mirror, fonts }) {
  return {
    tree: (text) => mirror.update(JSON.parse(text)),
    requestFrame: frames.request,
    glyph: fonts.glyph,
    baseline: fonts.baseline,
    query: environment.query,
    choose: environment.choose,

    route: () => decodeURIComponent(location.hash.slice(1)),
    go(route, replaces) {
      const address = `#${encodeURI(route)}`;
      if (location.hash === address) return;
      if (replaces) history.replaceState(null, '', address);
      else history.pushState(null, '', address);
    },

    setTitle(title) {
      document.title = title ? `${title} · Starfish 海星` : 'Starfish 海星';
    },
    copyText(text) {
      navigator.clipboard?.writeText(text).catch(() => {});
    },
    openPage(url) {
      // A phone number opens no new page: the device handles it.
      if (url.startsWith('tel:')) location.href = url;
      else window.open(url, '_blank', 'noopener');
    },
  };
}
