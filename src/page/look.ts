import type { RawLook } from '#contracts/messages.ts';

/**
 * Reads what a document shows of its forms and of its unprotected parts. Changes nothing.
 *
 * Also handed to the browser as source text, to run in every frame: it may use nothing but its own body.
 *
 * @returns addresses as the document names them, and the addresses of everything it loaded
 */
export function look(): RawLook & { loaded: string[] } {
  const MAX_FORMS = 50;
  const MAX_ELEMENTS = 5000;
  const MAX_LOADED = 1000;
  const TEXT_TYPES = ['text', 'search', 'email', 'tel', 'number', 'url', 'textarea'];

  /** A page may name a field "action" or "type" and so hide the property of that name. */
  const attribute = (element: Element, name: string) => Element.prototype.getAttribute.call(element, name);

  const targetOf = (form: Element | null, button: Element | null) => {
    const named = (button && attribute(button, 'formaction')) || (form && attribute(form, 'action')) || '';
    try {
      return new URL(named, document.baseURI || location.href).href.slice(0, 2048);
    } catch {
      return location.href.slice(0, 2048);
    }
  };

  const fields = [...document.querySelectorAll('input, textarea')].slice(0, MAX_ELEMENTS);
  const forms = new Map<Element | null, { target: string; asksForSecret: boolean; asksForText: boolean }>();
  for (const field of fields) {
    const type =
      field.localName === 'textarea' ? 'textarea' : (attribute(field, 'type') ?? 'text').toLowerCase();
    const isSecret = type === 'password';
    if (!isSecret && !TEXT_TYPES.includes(type)) continue;
    const form = (field as HTMLInputElement).form ?? null;
    let facts = forms.get(form);
    if (!facts) {
      if (forms.size >= MAX_FORMS) break;
      const button = form?.querySelector('[formaction]') ?? null;
      facts = { target: targetOf(form, button), asksForSecret: false, asksForText: false };
      forms.set(form, facts);
    }
    if (isSecret) facts.asksForSecret = true;
    else facts.asksForText = true;
  }

  const isProtected = location.protocol === 'https:';
  const countOf = (selector: string) =>
    isProtected ? Math.min(document.querySelectorAll(selector).length, MAX_ELEMENTS) : 0;

  const loaded = new Set<string>();
  const add = (address: string | null) => {
    if (address && loaded.size < MAX_LOADED && /^https?:/.test(address)) loaded.add(address.slice(0, 300));
  };
  for (const { name } of performance.getEntriesByType('resource')) add(name);
  const sources = document.querySelectorAll('script[src], img[src], iframe[src], link[rel=stylesheet][href]');
  for (const element of [...sources].slice(0, MAX_ELEMENTS)) {
    add((element as HTMLScriptElement).src || (element as HTMLLinkElement).href);
  }

  return {
    page: location.href.slice(0, 2048),
    forms: [...forms.values()],
    mixedActive: countOf(
      'script[src^="http:" i], iframe[src^="http:" i], link[rel~="stylesheet" i][href^="http:" i], object[data^="http:" i]',
    ),
    mixedPassive: countOf(
      'img[src^="http:" i], audio[src^="http:" i], video[src^="http:" i], source[src^="http:" i]',
    ),
    loaded: [...loaded],
  };
}
