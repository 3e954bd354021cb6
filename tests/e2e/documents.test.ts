import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '../cafe/pages/index.ts';
import { type TestBrowser, waitFor } from './harness/index.ts';
import { click, startSession, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const SUFFIX = '.docs.example';
const PLAIN = `http://plain${SUFFIX}`;
const SAFE = `https://safe${SUFFIX}`;
const WORD = 'c0rrect';

/** Reports to the creating page what it observes, and the content of its field. */
const FIELD = `<input type="password" id="p" name="p" style="width:200px;height:40px"><script>
  { const home = window.opener ?? window.top;
    for (const type of ['keydown', 'keypress', 'beforeinput', 'input', 'keyup']) {
      addEventListener(type, () => home.postMessage({ type, value: document.querySelector('#p').value }, '*'), true);
    } }</script>`;
const quoted = FIELD.replaceAll('"', '&quot;');
const inScript = JSON.stringify(FIELD).replaceAll('</', '<\\/');
const FRAME = 'width="400" height="200"';

/** Kinds of documents, by how they are created. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  page: FIELD,
  srcdoc: `<iframe ${FRAME} srcdoc="${quoted}"></iframe>`,
  'srcdoc in a sandbox': `<iframe ${FRAME} sandbox="allow-scripts" srcdoc="${quoted}"></iframe>`,
  'about:blank, written': `<iframe ${FRAME}></iframe><script>{ const { contentDocument: inner } = document.querySelector('iframe');
    inner.open(); inner.write(${inScript}); inner.close(); }</script>`,
  'about:blank, filled': `<iframe ${FRAME}></iframe><script>{ const inner = document.querySelector('iframe').contentWindow;
    for (const type of ['keydown', 'keypress', 'beforeinput', 'input', 'keyup']) {
      inner.addEventListener(type, () => postMessage({ type, value: inner.document.querySelector('#p').value }), true);
    }
    inner.document.body.innerHTML = ${inScript}; }</script>`,
  'blob:': `<script>{ const frame = document.createElement('iframe'); frame.width = 400; frame.height = 200;
    frame.src = window.URL.createObjectURL(new Blob([${inScript}], { type: 'text/html' })); document.documentElement.append(frame); }</script>`,
  'data:': `<iframe ${FRAME} src="data:text/html,${encodeURIComponent(FIELD)}"></iframe>`,
  'javascript:': `<iframe ${FRAME}></iframe><script>window.words = ${inScript};
    document.querySelector('iframe').src = 'javascript:parent.words';</script>`,
  'replaced by document.open()': `<script>addEventListener('load', () => setTimeout(() => {
    document.open(); document.write(${inScript}); document.close(); document.title = 'done'; }));</script>`,
  'an open tree': `<sign-in></sign-in><script>{ const tree = document.querySelector('sign-in').attachShadow({ mode: 'open' });
    tree.innerHTML = '<input type="password" id="p" style="width:200px;height:40px">';
    for (const type of ['keydown', 'keypress', 'beforeinput', 'input', 'keyup']) {
      addEventListener(type, () => postMessage({ type, value: tree.querySelector('#p').value }), true);
    } }</script>`,
  'a closed tree': `<sign-in></sign-in><script>{ const tree = document.querySelector('sign-in').attachShadow({ mode: 'closed' });
    tree.innerHTML = '<input type="password" id="p" style="width:200px;height:40px">';
    for (const type of ['keydown', 'keypress', 'beforeinput', 'input', 'keyup']) {
      addEventListener(type, () => postMessage({ type, value: tree.querySelector('#p').value }), true);
    } }</script>`,
};

/**
 * After `document.open()` the page's own listeners come first (docs/inspection.md): it observes keys until the
 * interstitial is in front, but no character gets in.
 */
const HEARS = /written|document\.open/;

/** In a window opened by a click on the button. */
const WINDOWS: Readonly<Record<string, string>> = {
  'a window, written': `const other = window.open(''); other.document.write(${inScript}); other.document.close();`,
  'a window with a blob:': `window.open(window.URL.createObjectURL(new Blob([${inScript}], { type: 'text/html' })));`,
};
const EAR = `<script>window.heard = []; addEventListener('message', ({ data }) => heard.push(data));</script>`;

function answer({ path }: Question) {
  const name = decodeURIComponent(path.slice(1));
  const body = DOCUMENTS[name] ?? '<p>Thank you.</p>';
  const opening = WINDOWS[name];
  return {
    body: opening
      ? `<!doctype html><title>${name}</title>${EAR}<button id="b">Open</button>
         <script>document.querySelector('#b').onclick = () => { ${opening} };</script>`
      : `<!doctype html><title>${name}</title>${EAR}${body}`,
  };
}
interface Heard {
  readonly type: string;
  readonly value: string;
}

const heardBy = (page: Page) => page.evaluate(() => (window as unknown as { heard: readonly Heard[] }).heard);

/** Events that must not have been observed. */
function toldTo(document: string, heard: readonly Heard[]): readonly Heard[] {
  return HEARS.test(document) ? heard.filter(({ value }) => value !== '') : heard;
}

describe.each(BROWSER_NAMES)('in every kind of document, in %s', (name) => {
  const table = sitAtTable(name, {
    guests: { suffix: SUFFIX, httpOnly: [`plain${SUFFIX}`], answer },
    keepsPage: true,
  });
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = table.browser;
    await startSession(browser);
  });

  const interstitials = async () => (await browser.addresses()).filter((url) => url.includes('stop.html'));

  async function goBack(): Promise<string | undefined> {
    const stop = await browser.findPage(`${browser.backend.extensionUrl}stop.html`);
    await untilShown(stop, '[data-stop]');
    const code = await stop.evaluate(() => document.querySelector<HTMLElement>('[data-stop]')?.dataset.stop);
    await click(stop, '[data-action="back"]');
    await waitFor('the interstitial to go', async () => (await interstitials()).length === 0);
    return code;
  }

  /** Clicks into the field, wherever it is, and types. */
  async function typeIn(page: Page): Promise<void> {
    await page.bringToFront();
    const spot = await page.evaluate(() => {
      const { x, y } = document.querySelector('iframe, input, sign-in')?.getBoundingClientRect() ?? {
        x: 0,
        y: 0,
      };
      return { x: x + 40, y: y + 20 };
    });
    await page.mouse.click(spot.x, spot.y);
    await page.keyboard.type(WORD);
  }

  async function openDocument(site: string, document: string): Promise<Page> {
    const page = await browser.openPage(`${site}/${encodeURIComponent(document)}`);
    await page.bringToFront();
    if (document.startsWith('replaced')) {
      await waitFor('the new document', () => page.evaluate(() => globalThis.document.title === 'done'));
      await page.evaluate((ear) => {
        Object.assign(window, { heard: [] });
        addEventListener('message', ({ data }) =>
          (window as unknown as { heard: unknown[] }).heard.push(data),
        );
        return ear;
      }, EAR);
    }
    await waitFor('its frame', async () => page.frames().length > 1 || (await page.$('iframe')) === null);
    return page;
  }

  describe.each(Object.keys(DOCUMENTS))('%s', (document) => {
    it('no character of a password gets in, and no key is observed, on an HTTP page', async () => {
      const page = await openDocument(PLAIN, document);
      await typeIn(page);
      expect(await goBack()).toBe('insecure-password-field');
      expect(toldTo(document, await heardBy(page))).toEqual([]);
      await page.close();
    });

    it('typing works as usual on an HTTPS page', async () => {
      const page = await openDocument(SAFE, document);
      await typeIn(page);
      await waitFor('the words', async () => (await heardBy(page)).at(-1)?.value === WORD);
      expect((await heardBy(page)).filter(({ type }) => type === 'keydown')).toHaveLength(WORD.length);
      expect(await interstitials()).toEqual([]);
      await page.close();
    });
  });

  describe.each(Object.keys(WINDOWS))('%s', (document) => {
    async function openWindow(site: string): Promise<readonly [Page, Page]> {
      const page = await browser.openPage(`${site}/${encodeURIComponent(document)}`);
      await page.bringToFront();
      const before = new Set(await browser.backend.browser.pages());
      await page.click('#b');
      const other = await waitFor('the window', async () =>
        (await browser.backend.browser.pages()).find((one) => !before.has(one)),
      );
      await waitFor('its field', () =>
        other.evaluate(() => globalThis.document.querySelector('#p') !== null),
      );
      return [page, other];
    }

    it('no character of a password gets in if the opener is an HTTP page', async () => {
      const [page, other] = await openWindow(PLAIN);
      await typeIn(other);
      expect(await goBack()).toBe('insecure-password-field');
      expect(toldTo(document, await heardBy(page))).toEqual([]);
      await other.close();
      await page.close();
    });

    it('typing works as usual if the opener is an HTTPS page', async () => {
      const [page, other] = await openWindow(SAFE);
      await typeIn(other);
      await waitFor('the words', async () => (await heardBy(page)).at(-1)?.value === WORD);
      expect(await interstitials()).toEqual([]);
      await other.close();
      await page.close();
    });
  });
});
