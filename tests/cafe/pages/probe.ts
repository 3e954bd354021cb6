import { html, layout } from './layout.ts';

/** Result of one detection technique; must be empty. */
export interface ProbeResult {
  readonly way: string;
  readonly saw: readonly string[];
}

/**
 * A page that tries to detect extensions by the known techniques: their files, elements, styles, globals, changed
 * built-ins, performance entries, messages, policy reports, and their reaction to a password field.
 *
 * `?base=<extension origin>&files=a,b,c` names the files; `window.lookAround()` returns the results.
 *
 * @source Sjösten, Van Acker, Sabelfeld: Discovering Browser Extensions via Web Accessible Resources (2017)
 * @source Starov, Nikiforakis: XHOUND (2017); Laperdrix et al.: Fingerprinting in Style (2021)
 */
export function probePage(): string {
  return layout({
    title: 'The tracker',
    tagline: 'Is there anything between us?',
    colour: '#4a4a55',
    head: html`<script>${EARLY}</script>`,
    body: html`<form method="post" action="/sign-in" id="probe-form">
  <h2>Sign in, please</h2>
  <label for="name">Name</label><input id="name" name="name">
  <label for="password">Password</label><input id="password" name="password" type="password">
</form>
<section><h2>What I saw</h2><ul id="saw"></ul></section>
<div id="bait-ad" class="ad ads adsbox banner sponsored"></div>
<script>${LATE}</script>`,
  });
}

/** Runs first, to observe every later change of the page. */
const EARLY = `
const probe = { added: [], attributes: [], messages: [], policy: [], events: [], globals: [] };
probe.namesAtStart = new Set(Object.getOwnPropertyNames(window));
new MutationObserver((records) => {
  for (const record of records) {
    for (const node of record.addedNodes) {
      if (node.nodeType === 1 && !record.target.closest?.('[data-own]')) probe.added.push(node);
    }
    if (record.type === 'attributes') probe.attributes.push(record.target.tagName + ' ' + record.attributeName);
  }
}).observe(document, { childList: true, subtree: true, attributes: true });
addEventListener('message', (event) => probe.messages.push(typeof event.data + ' from ' + event.origin));
addEventListener('securitypolicyviolation', (event) => probe.policy.push(event.blockedURI));
`;

const LATE = `
// What the parser itself put there is not news: everything known by the end of the parse is ours,
// unless its name is one that this page never wrote.
const OWN_TAGS = new Set(['HTML','HEAD','META','TITLE','LINK','STYLE','SCRIPT','BODY','HEADER','H1','H2','P','MAIN',
  'FORM','LABEL','INPUT','SECTION','UL','LI','DIV']);
const OWN_COUNTS = { style: 1, script: 2, link: 1, div: 1, iframe: 0 };

function extras() {
  const saw = [];
  for (const [tag, count] of Object.entries(OWN_COUNTS)) {
    const found = document.getElementsByTagName(tag).length;
    if (found !== count) saw.push(tag + ': ' + found + ' instead of ' + count);
  }
  for (const element of document.querySelectorAll('*')) {
    if (!OWN_TAGS.has(element.tagName)) saw.push('element ' + element.tagName.toLowerCase());
    if (element.shadowRoot) saw.push('shadow root in ' + element.tagName.toLowerCase());
  }
  if (document.documentElement.children.length !== 2) saw.push('children of the root: ' + document.documentElement.children.length);
  return saw;
}

function attributes() {
  const root = [...document.documentElement.attributes, ...document.body.attributes].map(({ name }) => name);
  return [...root.filter((name) => name !== 'lang'), ...probe.attributes];
}

function styles() {
  const saw = [];
  if (document.styleSheets.length !== 1) saw.push('sheets: ' + document.styleSheets.length);
  if (document.adoptedStyleSheets?.length) saw.push('adopted sheets: ' + document.adoptedStyleSheets.length);
  const bait = getComputedStyle(document.getElementById('bait-ad'));
  if (bait.display !== 'block' || bait.visibility !== 'visible') saw.push('bait is hidden');
  return saw;
}

/** Compared with a fresh window of the same origin. */
function withFresh(look) {
  const frame = document.createElement('iframe');
  frame.dataset.own = '';
  document.body.append(frame);
  const saw = look(frame.contentWindow);
  frame.remove();
  return saw;
}

function globals() {
  const own = new Set(['probe','OWN_TAGS','OWN_COUNTS','extras','attributes','styles','withFresh','globals','natives',
    'entries','readFile','files','fields','knownIds','lookAround','runtime','stacks','pings']);
  return withFresh((fresh) => {
    const usual = new Set(Object.getOwnPropertyNames(fresh));
    const names = Object.getOwnPropertyNames(window).filter((name) => !usual.has(name) && !own.has(name) && !/^\\d+$/.test(name));
    const onNavigator = Object.getOwnPropertyNames(navigator);
    const onDocument = Object.getOwnPropertyNames(document).filter((name) => name !== 'location');
    return [...names, ...onNavigator.map((name) => 'navigator.' + name), ...onDocument.map((name) => 'document.' + name)];
  });
}

function natives() {
  const places = [
    ['window', window, ['fetch', 'addEventListener', 'open', 'postMessage']],
    ['XMLHttpRequest', XMLHttpRequest.prototype, ['open', 'send']],
    ['EventTarget', EventTarget.prototype, ['addEventListener', 'dispatchEvent']],
    ['HTMLFormElement', HTMLFormElement.prototype, ['submit', 'requestSubmit']],
    ['HTMLElement', HTMLElement.prototype, ['focus', 'attachShadow']],
    ['Element', Element.prototype, ['attachShadow']],
    ['Storage', Storage.prototype, ['setItem']],
  ];
  return places.flatMap(([title, object, names]) => names.flatMap((name) => {
    const value = object[name];
    if (value === undefined) return [];
    return Function.prototype.toString.call(value).includes('[native code]') ? [] : [title + '.' + name];
  }));
}

function entries() {
  return performance.getEntries().map(({ name }) => name).filter((name) => /extension:/.test(name));
}

function stacks() {
  const at = (new Error().stack ?? '').replaceAll(location.href, '');
  return /extension:/.test(at) ? [at] : [];
}

/** A page can only talk to an extension that lets it; then these exist. */
function runtime() {
  const saw = [];
  if (window.chrome?.runtime !== undefined) saw.push('chrome.runtime');
  if (window.browser !== undefined) saw.push('browser');
  return saw;
}

async function readFile(url) {
  const ways = {
    fetch: () => fetch(url).then(() => true, () => false),
    image: () => new Promise((done) => { const image = new Image(); image.onload = () => done(true); image.onerror = () => done(false); image.src = url; }),
    frame: () => new Promise((done) => {
      const frame = document.createElement('iframe');
      frame.dataset.own = '';
      frame.src = url;
      frame.onload = () => {
        // A refused frame holds an error page of another origin, and so does one that loaded: length tells.
        done(frame.contentWindow !== null && frame.contentWindow.length > 0);
        frame.remove();
      };
      document.body.append(frame);
      setTimeout(() => { frame.remove(); done(false); }, 400);
    }),
    script: () => new Promise((done) => {
      const script = document.createElement('script');
      script.onload = () => { script.remove(); done(true); };
      script.onerror = () => { script.remove(); done(false); };
      script.src = url;
      document.body.append(script);
    }),
    style: () => new Promise((done) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.onload = () => { link.remove(); done(true); };
      link.onerror = () => { link.remove(); done(false); };
      link.href = url;
      document.head.append(link);
    }),
  };
  const saw = [];
  for (const [way, read] of Object.entries(ways)) if (await read()) saw.push(way + ' ' + url);
  return saw;
}

async function files() {
  const query = new URLSearchParams(location.search);
  const base = query.get('base');
  if (!base) return [];
  const saw = [];
  for (const name of (query.get('files') ?? '').split(',')) saw.push(...await readFile(base + '/' + name));
  return saw;
}

function knownIds() {
  const names = ['clean-table', 'cleantable', 'clean-table-root', 'session-tidy', 'tidy', 'wxt-root'];
  return names.filter((name) => document.getElementById(name) || document.querySelector(name) || name in document.documentElement.dataset);
}

/** A field of an HTTPS page works as ever: nothing takes the focus, the keys or the events. */
async function fields() {
  const saw = [];
  const password = document.getElementById('password');
  const seen = [];
  for (const type of ['focus', 'blur', 'input']) password.addEventListener(type, () => seen.push(type));
  password.focus();
  await new Promise((done) => setTimeout(done, 300));
  if (document.activeElement !== password) saw.push('focus was taken');
  password.value = 'not a real one';
  const event = new InputEvent('input', { bubbles: true, cancelable: true });
  if (!password.dispatchEvent(event)) saw.push('input was stopped');
  const form = document.getElementById('probe-form');
  const submit = new SubmitEvent('submit', { bubbles: true, cancelable: true });
  form.addEventListener('submit', (sent) => { if (sent.defaultPrevented) saw.push('submit was stopped'); sent.preventDefault(); });
  form.dispatchEvent(submit);
  password.blur();
  if (seen.join(' ') !== 'focus input blur') saw.push('events: ' + seen.join(' '));
  if (password.value !== 'not a real one') saw.push('value was changed');
  password.value = '';
  return saw;
}

/** Some extensions answer to a message or an event in the page. */
async function pings() {
  const before = probe.messages.length;
  for (const name of ['ping', 'clean-table', 'clean-table:ping', 'extension-ping']) {
    window.postMessage({ type: name }, location.origin);
    document.dispatchEvent(new CustomEvent(name, { detail: name }));
  }
  await new Promise((done) => setTimeout(done, 300));
  const answers = probe.messages.length - before - 4;
  return answers > 0 ? [answers + ' answers'] : [];
}

window.lookAround = async () => {
  const first = {
    elements: extras(), attributes: attributes(), styles: styles(), globals: globals(), natives: natives(),
    runtime: runtime(), stacks: stacks(), 'known names': knownIds(),
    messages: [...probe.messages],
    policy: [...probe.policy],
  };
  const second = { fields: await fields(), pings: await pings() };
  const third = { 'elements after use': extras(), 'styles after use': styles(), 'attributes after use': attributes() };
  const fourth = { 'files of the extension': await files() };
  const all = { ...first, ...second, ...third, 'performance entries': entries().filter(() => !location.search), ...fourth };
  const results = Object.entries(all).map(([way, saw]) => ({ way, saw }));
  document.getElementById('saw').replaceChildren(...results.map(({ way, saw }) => {
    const item = document.createElement('li');
    item.textContent = way + ': ' + (saw.length === 0 ? 'nothing' : saw.join(', '));
    return item;
  }));
  return results;
};
`;
