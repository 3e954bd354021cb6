import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Answer, Question } from '../cafe/pages/index.ts';
import type { Canaries } from './channels.ts';

/**
 * Suffix of all forensic sites. A public suffix, so that each name is a site of its own: Firefox stores data by site,
 * and frames are third-party only across sites.
 */
export const SITE_SUFFIX = '.github.io';

const CACHED = { 'Cache-Control': 'max-age=86400' };
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export interface ForensicSite {
  readonly host: string;
  readonly frameHost: string;
  readonly permissionHost: string;
  readonly zoomHost: string;
  readonly hstsHost: string;
  readonly basicHost: string;
  readonly closedHost: string;
  readonly zoomClosedHost: string;
  readonly bookmarkHost: string;
  readonly clickedHost: string;
  readonly mediaHost: string;
  readonly allowedHost: string;
  readonly listsHost: string;
  answer(question: Question): Answer;
}

/** Pages that write one canary into every kind of storage. */
export function forensicSite({ of }: Canaries): ForensicSite {
  const hostOf = (label: string) => label + SITE_SUFFIX;
  const site = {
    host: hostOf(of['host-name']),
    frameHost: hostOf(of['frame-host']),
    permissionHost: hostOf(of['permission-host']),
    zoomHost: hostOf(of['zoom-host']),
    hstsHost: hostOf(of['hsts-host']),
    basicHost: hostOf('basic'),
    closedHost: hostOf('closed'),
    zoomClosedHost: hostOf(of['zoom-closed-host']),
    // A separate host: the bookmark and the lists would reveal the main one.
    bookmarkHost: hostOf('kept'),
    listsHost: hostOf('lists'),
    clickedHost: hostOf(of['clicked-host']),
    mediaHost: hostOf(of['media-host']),
    allowedHost: hostOf(of['allowed-host']),
  };

  const main = `<!doctype html><title>${of.title}</title><link rel="icon" href="/${of['favicon-url']}.png">
<link rel="stylesheet" href="/style.css"><script src="/${of['cache-script-url']}.js"></script>
<img src="/picture.png" alt=""><iframe src="https://${site.frameHost}/frame"></iframe>
<form method="post" action="/sent"><input name="story" id="story"><button>Send</button></form>
<textarea id="unsent"></textarea><a id="next" href="/next">next</a>
<script>
const write = {
  state: () => history.pushState({ note: '${of['history-state']}' }, '', '/${of['pushed-url']}'),
  cookie: () => { document.cookie = '${of['cookie-script']}=1; max-age=86400; secure; path=/'; },
  fetch: () => fetch('/fetched').then((reply) => reply.text()),
  pages: () => Promise.all(['/gzip', '/brotli', '/cached'].map((path) => fetch(path).then((r) => r.text()))),
  local: () => localStorage.setItem('k', '${of['local-storage']}'),
  session: () => sessionStorage.setItem('k', '${of['session-storage']}'),
  database: () => new Promise((done, fail) => {
    const request = indexedDB.open('${of['indexed-db-name']}', 1);
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore('things');
      store.put('${of['indexed-db']}', 'text');
      store.put(new Blob(['${of['indexed-db-blob']} '.repeat(2000)]), 'blob');
    };
    request.onsuccess = () => { request.result.close(); done(); };
    request.onerror = () => fail(request.error);
  }),
  caches: async () => (await caches.open('c')).put('/${of['cache-storage-url']}', new Response('${of['cache-storage']}')),
  worker: async () => {
    await navigator.serviceWorker.register('/${of['service-worker-url']}-worker.js');
    await navigator.serviceWorker.ready;
  },
  files: async () => {
    const folder = await navigator.storage.getDirectory();
    const file = await folder.getFileHandle('${of['opfs-name']}.txt', { create: true });
    const stream = await file.createWritable();
    await stream.write('${of.opfs}');
    await stream.close();
  },
};
(async () => {
  const failed = [];
  for (const [name, job] of Object.entries(write)) {
    try { await job(); } catch (error) { failed.push(name + ' ' + error); }
  }
  document.documentElement.dataset.failed = failed.join('; ');
  document.documentElement.dataset.written = 'yes';
})();
</script>`;

  // In the names: Chromium encrypts cookie values, with a key stored next to them.
  const setCookies = [
    `${of['cookie-session']}=1; Secure; Path=/`,
    `${of['cookie-lasting']}=1; Max-Age=86400; Secure; Path=/`,
    `${of['cookie-http-only']}=1; Max-Age=86400; Secure; HttpOnly; Path=/`,
  ];

  function onMain({ path, method }: Question): Answer {
    const [name = ''] = path.split('?');
    if (name === `/${of.url}`)
      return { headers: { 'Set-Cookie': setCookies, 'Cache-Control': 'no-store' }, body: main };
    if (name.endsWith('-worker.js'))
      return script(`// ${of['service-worker']}\nself.addEventListener('fetch', () => {});`);
    if (name.endsWith('.js'))
      return script(`window.seen = '${of['cache-script']}';${'function f(){};'.repeat(200)}`);
    if (name === '/style.css') {
      return { headers: { 'Content-Type': 'text/css', ...CACHED }, body: `/* ${of['cache-style']} */` };
    }
    if (name === '/part.png') return picture(of['saved-page-part']);
    if (name.endsWith('.png')) return picture(name === '/picture.png' ? of['cache-picture'] : '');
    if (name === '/fetched') return cached(of['cache-fetch']);
    if (name === '/cached') return cached(of['cache-page']);
    if (name === '/gzip') return packed('gzip', gzipSync(`words ${of['cache-gzip']} words`));
    if (name === '/brotli') return packed('br', brotliCompressSync(`words ${of['cache-brotli']} words`));
    if (name === `/${of['download-url']}`) {
      return {
        headers: {
          'Content-Type': 'application/octet-stream',
          'Content-Disposition': `attachment; filename="${of['download-name']}.bin"`,
        },
        body: of['download-content'],
      };
    }
    if (name === '/sign-in') {
      return page(
        'sign in',
        `<form method="post" action="/signed-in"><input name="user" autocomplete="username">
         <input type="password" name="password" autocomplete="current-password"><button>In</button></form>`,
      );
    }
    if (name === `/${of['closed-tab']}`) return page(of['closed-tab-title'], 'closed soon');
    if (name === `/${of['group-url']}`) return page(of['group-title'], 'in a group');
    if (name === '/form')
      return page('a form', '<form method="post" action="/sent"><input name="story" autofocus></form>');
    if (name === '/letter') return page('a letter', '<textarea spellcheck="true" autofocus></textarea>');
    if (name === '/to-print') return page(of['printed-title'], '<p>words');
    if (name === '/to-save')
      return page(of['saved-page-name'], `<p>${of['saved-page']}<img src="/part.png" alt="">`);
    if (name === '/links') return page('links', '<a href="/linked.txt" autofocus>a file</a>');
    if (name === '/linked.txt') return cached(of['saved-link']);
    if (method === 'POST') return { status: 303, headers: { Location: '/done' } };
    return page('a page', '<p>words</p>');
  }

  return {
    ...site,
    answer(question) {
      const { host, headers } = question;
      if (host === site.host) return onMain(question);
      if (host === site.frameHost) {
        const cookie = `${of['cookie-partitioned']}=1; Max-Age=86400; Secure; SameSite=None; Partitioned; Path=/`;
        return { headers: { 'Set-Cookie': cookie }, body: '<!doctype html><p>a frame' };
      }
      if (host === site.closedHost) {
        return {
          body: `<!doctype html><script>caches.open('c')
            .then((cache) => cache.put('/kept', new Response('${of['closed-site-store']}')))
            .then(() => { document.documentElement.dataset.written = 'yes'; });</script>`,
        };
      }
      if (host === site.hstsHost) {
        return {
          headers: { 'Strict-Transport-Security': 'max-age=86400' },
          body: '<!doctype html><p>always',
        };
      }
      if (host === site.basicHost && !headers.authorization) {
        return { status: 401, headers: { 'WWW-Authenticate': `Basic realm="${of['basic-realm']}"` } };
      }
      if (host === site.permissionHost && question.path.endsWith('.js')) {
        return { headers: { 'Content-Type': 'text/javascript' }, body: 'self.onfetch = () => {};' };
      }
      if (host === site.bookmarkHost) return page(of['bookmark-title'], 'kept in mind');
      if (host === site.listsHost) {
        return page(
          question.path === `/${of['reading-url']}` ? of['reading-title'] : 'a list',
          '<p>words</p>',
        );
      }
      if (host === site.allowedHost) {
        return page(
          'a map',
          `<button autofocus onclick="navigator.geolocation.getCurrentPosition(() => {}, () => {})">Where am I?</button>`,
        );
      }
      if (host === site.clickedHost) return page('a site', '<button>Go on</button>');
      return page('a site', '<p>words</p>');
    },
  };
}

function page(title: string, body: string): Answer {
  return { body: `<!doctype html><title>${title}</title>${body}` };
}

function cached(body: string): Answer {
  return { headers: { 'Content-Type': 'text/plain', ...CACHED }, body };
}

function script(body: string): Answer {
  return { headers: { 'Content-Type': 'text/javascript', ...CACHED }, body };
}

function packed(encoding: string, body: Buffer): Answer {
  return { headers: { 'Content-Type': 'text/plain', 'Content-Encoding': encoding, ...CACHED }, body };
}

/** An image with readable text appended after its end. */
function picture(words: string): Answer {
  return {
    headers: { 'Content-Type': 'image/png', ...CACHED },
    body: Buffer.concat([PIXEL, Buffer.from(words)]),
  };
}
