import { html, layout } from './layout.ts';

/** Cookies of the response: a session cookie, a persistent one, an HttpOnly one. */
export const KEPT_COOKIES = [
  'kept_session=1; Path=/; Secure; SameSite=Lax',
  'kept_lasting=1; Path=/; Secure; SameSite=Lax; Max-Age=86400',
  'kept_http_only=1; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=86400',
] as const;

/** Writes to every kind of storage; `data-kept="yes"` on the body when done. */
export function keepsPage(): string {
  return layout({
    title: 'A page that keeps things',
    tagline: 'Cookies, storage, caches, a worker, files',
    colour: '#6a4d2f',
    body: html`<section><h2>Kept in this browser</h2><ul id="kept"></ul></section>
<script>
const writers = {
  cookie: () => { document.cookie = 'kept_script=1; path=/; max-age=86400; secure; samesite=lax'; },
  localStorage: () => localStorage.setItem('kept', '1'),
  sessionStorage: () => sessionStorage.setItem('kept', '1'),
  indexedDB: () => new Promise((done, fail) => {
    const request = indexedDB.open('kept', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('things').put('1', 'kept');
    request.onsuccess = () => { request.result.close(); done(); };
    request.onerror = () => fail(request.error);
  }),
  caches: async () => (await caches.open('kept')).put('/kept', new Response('1')),
  serviceWorker: async () => {
    await navigator.serviceWorker.register('/worker.js');
    await navigator.serviceWorker.ready;
  },
  files: async () => {
    const folder = await navigator.storage.getDirectory();
    await folder.getFileHandle('kept.txt', { create: true });
  },
};
(async () => {
  for (const [name, write] of Object.entries(writers)) {
    const item = document.createElement('li');
    try { await write(); item.textContent = name; }
    catch (error) { item.textContent = name + ': ' + error; }
    document.getElementById('kept').append(item);
  }
  document.body.dataset.kept = 'yes';
})();
</script>`,
  });
}

/** Changes nothing: reports what a later visitor finds, as JSON in `#found`. */
export function foundPage(): string {
  return layout({
    title: 'What is still here',
    tagline: 'Reads, and writes nothing',
    colour: '#6a4d2f',
    body: html`<section><pre id="found"></pre></section>
<script>
(async () => {
  const files = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
  document.getElementById('found').textContent = JSON.stringify({
    cookie: document.cookie,
    localStorage: Object.keys(localStorage),
    indexedDB: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    serviceWorkers: (await navigator.serviceWorker.getRegistrations()).length,
    files,
  });
})();
</script>`,
  });
}

export const WORKER_SCRIPT =
  "self.addEventListener('install', () => self.skipWaiting());\n" +
  "self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));\n";
