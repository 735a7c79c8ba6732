// Browser services for the replica: requests, the live feed, storage, timers.
// The C++ side is wasm/outside/outside_browser.cpp; `call` runs one of its entry points with text arguments.

const database = 'starfish';
const table = 'kept';

function withTable(mode, work) {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open(database, 1);
    open.onupgradeneeded = () => open.result.createObjectStore(table);
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const transaction = open.result.transaction(table, mode);
      const request = work(transaction.objectStore(table));
      transaction.oncomplete = () => {
        resolve(request.result);
        open.result.close();
      };
      transaction.onerror = () => reject(transaction.error);
    };
  });
}

// The stored texts whose names begin with `prefix`, as [name, text]. A browser without storage has
// none.
export async function kept(prefix = '') {
  try {
    // Every character of a name sorts before U+FFFF.
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const names = await withTable('readonly', (store) => store.getAllKeys(range));
    const texts = await Promise.all(names.map((name) => withTable('readonly', (store) => store.get(name))));
    return names.map((name, i) => [name, texts[i]]).filter(([, text]) => typeof text === 'string');
  } catch {
    return [];
  }
}

// Decodes UTF-8, or else GB 18030, which Excel uses for CSV files in China.
async function textOf(file) {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

// call(name, ...args): strings are passed as UTF-8, numbers as they are.
export function makeOutside(call) {
  let feed = null;
  let saving = Promise.resolve();
  let chosen = null;

  // Status 0 means that no answer came.
  const send = async (ticket, path, options, ms) => {
    let status = 0;
    let text = '';
    try {
      const answer = await fetch(path, {
        ...options,
        headers: { 'Accept-Language': document.documentElement.lang, ...options.headers },
        cache: 'no-store',
        signal: AbortSignal.timeout(ms),
      });
      text = await answer.text();
      status = answer.status;
    } catch {
      status = 0;
      text = '';
    }
    call('sf_answer', ticket, status, text);
  };

  const closeFeed = () => {
    feed?.close();
    feed = null;
  };

  // Without this, the feed would notice a lost network only much later.
  window.addEventListener('offline', () => {
    if (feed) call('sf_feed_state', 0);
  });

  return {
    request(ticket, method, path, body) {
      return send(ticket, path, {
        method,
        body: method === 'GET' || body === '' ? undefined : body,
        headers: body === '' ? {} : { 'Content-Type': 'application/json' },
      }, 20_000);
    },

    chooseFile(accept) {
      const input = document.createElement('input');
      input.type = 'file';
      input.accept = accept;
      input.onchange = () => {
        [chosen] = input.files;
        if (chosen) call('sf_file', chosen.name, chosen.size);
      };
      input.click();
    },
    // The timeout allows for a phone's slow network.
    sendFile(ticket, path, type) {
      return send(ticket, path, { method: 'POST', body: chosen, headers: { 'Content-Type': type } }, 90_000);
    },
    readFile(ticket) {
      textOf(chosen).then((text) => call('sf_answer', ticket, 200, text), () => call('sf_answer', ticket, 0, ''));
    },

    openFeed(path) {
      closeFeed();
      const source = new EventSource(path);
      feed = source;
      source.onopen = () => call('sf_feed_state', 1);
      // The browser reconnects by itself, with the last id. A closed source means that the person
      // is signed out or that a proxy refused; the client's own retry finds out which.
      source.onerror = () => call('sf_feed_state', 0);
      source.onmessage = (event) => call('sf_feed_event', Number(event.lastEventId), event.data);
      source.addEventListener('reset', () => call('sf_feed_reset'));
    },
    closeFeed,

    keep(name, text) {
      saving = saving
        .then(() =>
          withTable('readwrite', (store) => (text === '' ? store.delete(name) : store.put(text, name))),
        )
        .catch(() => {});
    },

    // Reads after all pending writes. Names and texts are read together, so nothing changes between.
    async readKept(ticket, prefix) {
      await saving;
      const all = await kept(prefix);
      for (const [name, text] of all) call('sf_kept', name, text);
      call('sf_kept_all', ticket);
    },

    after(ticket, ms) {
      setTimeout(() => call('sf_timer', ticket), ms);
    },

    // For browsers without randomUUID (a page that is not on a secure origin).
    randomId() {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
  };
}
