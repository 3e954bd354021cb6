import type { BrowserKind } from '#core/session/browser-kind.ts';
import type { Language } from '#core/session/session.ts';
import type english from '#locales/en/menus.json';

/** What the menus of the browsers say, in the language of the browser, which need not be the person's. */
export interface Menus {
  readonly language: Language;
  readonly labels: MenuLabels;
}

export type MenuLabels = { readonly [Browser in BrowserKind]: Readonly<(typeof english)[Browser]> };

const CATALOGUES: { readonly [L in Language]: () => Promise<{ default: MenuLabels }> } = {
  en: () => import('#locales/en/menus.json'),
  fr: () => import('#locales/fr/menus.json'),
  ar: () => import('#locales/ar/menus.json'),
  es: () => import('#locales/es/menus.json'),
};

/** @param language - the browser's own, or the person's where the browser speaks none of ours */
export async function loadMenus(language: Language): Promise<Menus> {
  const { default: labels } = await CATALOGUES[language]();
  return { language, labels };
}
