import type { Asked } from '#contracts/messages.ts';
import type { RawPageScan } from '#contracts/page-data.ts';
import { askedBy, isGuarded, shadowOf, TYPED_BOXES, targetOf } from './fields.ts';
import { isShown } from './shown.ts';

const MAX_FORMS = 50;
const MAX_ELEMENTS = 5000;
/** A page with more fields is a spreadsheet; not all of them are classified. */
const MAX_READ = 200;
const MAX_TREES = 200;
const MAX_PARTS = 50;

const MIXED_ACTIVE =
  'script[src^="http:" i], iframe[src^="http:" i], link[rel~="stylesheet" i][href^="http:" i], object[data^="http:" i]';
const MIXED_PASSIVE =
  'img[src^="http:" i], audio[src^="http:" i], video[src^="http:" i], source[src^="http:" i]';

/**
 * Scans a document for forms and mixed content. Changes nothing.
 *
 * @param isStyled - also read styles of fields; expensive, so off for ordinary pages
 */
export function scan(isStyled = location.protocol === 'http:'): RawPageScan {
  const trees = [document, ...shadowTrees(document)];
  const isProtected = location.protocol === 'https:';
  const asked = isProtected ? askedOverHttp() : undefined;
  const countOf = (selector: string, others = 0) => {
    if (!isProtected) return 0;
    const count = trees.reduce((sum, tree) => sum + tree.querySelectorAll(selector).length, 0);
    return Math.min(count + others, MAX_ELEMENTS);
  };
  return {
    forms: formsIn(trees, isStyled),
    mixedActive: countOf(MIXED_ACTIVE, asked?.active),
    mixedPassive: countOf(MIXED_PASSIVE, asked?.passive),
    parts: location.protocol === 'http:' ? partsIn(document) : [],
  };
}

/** Initiators of requests by scripts, which no element names. */
const BY_SCRIPT: readonly string[] = ['fetch', 'xmlhttprequest', 'beacon'];
/** Loopback is not mixed content (https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy). */
const THIS_COMPUTER = /^http:\/\/(127\.|\[::1\]|([^/:]*\.)?localhost[:/])/;
const FONT = /\.(woff2?|ttf|otf|eot)([?#]|$)/i;

/**
 * Counts HTTP requests of scripts and styles. Chromium records blocked requests with their URL; Firefox only images,
 * which it upgrades; neither records web sockets (tried in 156 and 153).
 */
function askedOverHttp(): { readonly active: number; readonly passive: number } {
  const found = { active: new Set<string>(), passive: new Set<string>() };
  for (const entry of performance.getEntriesByType('resource').slice(0, MAX_ELEMENTS)) {
    const { name, initiatorType } = entry as PerformanceResourceTiming;
    if (!name.startsWith('http:') || THIS_COMPUTER.test(name)) continue;
    if (BY_SCRIPT.includes(initiatorType)) found.active.add(name);
    if (initiatorType === 'css') (FONT.test(name) ? found.active : found.passive).add(name);
  }
  return { active: found.active.size, passive: found.passive.size };
}

/** Classifies a field, but an invisible one is never a secret. */
export function askedInSight(field: Element, isStyled = true): Asked | undefined {
  const asked = askedBy(field, isStyled);
  return asked && isGuarded(asked) && !isShown(field as HTMLElement) ? undefined : asked;
}

const FIELDS = `input, textarea, ${TYPED_BOXES}`;

function formsIn(trees: readonly ParentNode[], isStyled: boolean): RawPageScan['forms'] {
  const forms = new Map<Element | ParentNode, { target: string; asks: Asked[] }>();
  let left = MAX_ELEMENTS;
  for (const tree of trees) {
    for (const field of tree.querySelectorAll(FIELDS)) {
      if (left-- <= 0) return withButtons(trees, forms);
      const isRead = left > MAX_ELEMENTS - MAX_READ || (field as HTMLInputElement).type !== 'text';
      const asked = isRead ? askedInSight(field, isStyled) : 'text';
      if (!asked) continue;
      const form = (field as HTMLInputElement).form ?? null;
      let facts = forms.get(form ?? tree);
      if (!facts) {
        if (forms.size >= MAX_FORMS) continue;
        facts = { target: targetOf(form), asks: [] };
        forms.set(form ?? tree, facts);
      }
      if (!facts.asks.includes(asked)) facts.asks.push(asked);
    }
  }
  return withButtons(trees, forms);
}

/** Adds other targets of submit buttons, including buttons outside their form. */
function withButtons(
  trees: readonly ParentNode[],
  forms: ReadonlyMap<Element | ParentNode, { target: string; asks: Asked[] }>,
): RawPageScan['forms'] {
  const all = [...forms.values()];
  const buttons = trees.flatMap((tree) => [
    ...tree.querySelectorAll('button[formaction], input[formaction]'),
  ]);
  for (const button of buttons.slice(0, MAX_ELEMENTS)) {
    const { form = null } = button as HTMLButtonElement;
    const facts = form && forms.get(form);
    const target = facts && targetOf(form, button);
    const isNew = facts && !all.some((one) => one.target === target && one.asks === facts.asks);
    if (target && isNew && all.length < MAX_FORMS) all.push({ target, asks: facts.asks });
  }
  return all;
}

/** Open shadow roots, and closed ones of custom elements. */
function shadowTrees(root: ParentNode): readonly ParentNode[] {
  const found: ParentNode[] = [];
  const queue: ParentNode[] = [root];
  let left = MAX_ELEMENTS;
  for (let tree = queue.shift(); tree; tree = queue.shift()) {
    for (const element of tree.querySelectorAll('*')) {
      if (left-- <= 0 || found.length >= MAX_TREES) return found;
      // Accessing a closed root is expensive, and hardly any other element has one.
      const inner = element.localName.includes('-') ? shadowOf(element) : element.shadowRoot;
      if (!inner) continue;
      found.push(inner);
      queue.push(inner);
    }
  }
  return found;
}

/** Origins of active content in an HTTP page, where an attacker would add some. */
function partsIn(root: ParentNode): string[] {
  const parts = new Set<string>();
  for (const element of root.querySelectorAll('script[src], iframe[src]')) {
    const { src } = element as HTMLScriptElement;
    if (/^https?:/.test(src)) parts.add(new URL(src).origin);
    if (parts.size >= MAX_PARTS) break;
  }
  return [...parts];
}

const MAX_LOADED = 1000;
const MAX_LOADED_ADDRESS = 300;

/** URLs that a document loaded or refers to. */
export function loaded(): string[] {
  const addresses = new Set<string>();
  const add = (address: string) => {
    if (addresses.size < MAX_LOADED && /^https?:/.test(address)) {
      addresses.add(address.slice(0, MAX_LOADED_ADDRESS));
    }
  };
  for (const { name } of performance.getEntriesByType('resource')) add(name);
  const sources = document.querySelectorAll('script[src], img[src], iframe[src], link[rel=stylesheet][href]');
  for (const element of [...sources].slice(0, MAX_ELEMENTS)) {
    add((element as HTMLScriptElement).src || (element as HTMLLinkElement).href);
  }
  return [...addresses];
}
