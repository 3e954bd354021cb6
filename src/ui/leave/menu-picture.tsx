import type { BrowserKind } from '#core/session/browser-kind.ts';
import type { StepId } from '#core/tidy/plan.ts';
import { directionOf, useTexts } from '../texts.tsx';
import type { Menus } from './menus.ts';

/** What a person sees in the browser where they must click; the words are the browser's own. */
export type Picture =
  | { readonly kind: 'keys'; readonly letter: 'delete' | 'o' }
  | { readonly kind: 'menu'; readonly button: 'dots' | 'lines' | 'arrow'; readonly path: readonly string[] }
  | { readonly kind: 'address'; readonly address: string; readonly title: string }
  | {
      readonly kind: 'dialog';
      readonly title: string;
      readonly time: string;
      readonly ticks: readonly string[];
      readonly more?: string;
      readonly button: string;
    };

const DICTIONARY = 'chrome://settings/editDictionary';

/** Steps without an entry need no click of their own. */
export function picturesOf(browser: BrowserKind, id: StepId, { labels }: Menus): readonly Picture[] {
  if (browser === 'chromium') {
    const menu = labels.chromium;
    const clearing: Picture = {
      kind: 'dialog',
      title: menu.deleteData,
      time: menu.lastHour,
      ticks: [menu.cookies, menu.siteSettings],
      more: menu.showMore,
      button: menu.deleteNow,
    };
    const menuTo = (...path: string[]): Picture => ({ kind: 'menu', button: 'dots', path });
    switch (id) {
      case 'passwords':
        return [menuTo(menu.passwordsAndAutofill, menu.passwordManager)];
      case 'site-names':
        return [{ kind: 'keys', letter: 'delete' }, clearing];
      case 'tab-groups':
        return [menuTo(menu.tabGroups, menu.deleteGroup)];
      case 'bookmarks':
        return [{ kind: 'keys', letter: 'o' }, menuTo(menu.bookmarksAndLists, menu.readingList)];
      case 'dictionary':
        return [{ kind: 'address', address: DICTIONARY, title: menu.customWords }];
    }
    return [];
  }
  const menu = labels.firefox;
  switch (id) {
    case 'site-files':
      return [
        { kind: 'keys', letter: 'delete' },
        {
          kind: 'dialog',
          title: menu.clearData,
          time: menu.lastHour,
          ticks: [menu.cookies, menu.siteSettings],
          button: menu.clearNow,
        },
      ];
    case 'tab-groups':
      return [{ kind: 'menu', button: 'arrow', path: ['', menu.deleteGroup] }];
    case 'bookmarks':
      return [{ kind: 'keys', letter: 'o' }];
    case 'passwords':
    case 'addresses':
      return [{ kind: 'menu', button: 'lines', path: [menu.settings, menu.passwordsAndAutofill] }];
  }
  return [];
}

/** The sentence beside it says the same, so whoever hears the page misses nothing. */
export function MenuPicture({ picture, menus }: { picture: Picture; menus: Menus }) {
  const { language } = menus;
  return (
    <div
      class={`drawn drawn-${picture.kind}`}
      aria-hidden="true"
      lang={language}
      dir={picture.kind === 'keys' ? 'ltr' : directionOf(language)}
    >
      <Drawing picture={picture} />
    </div>
  );
}

function Drawing({ picture }: { picture: Picture }) {
  switch (picture.kind) {
    case 'keys':
      return <Keys letter={picture.letter} />;
    case 'menu':
      return <Menu {...picture} />;
    case 'address':
      return <AddressBar {...picture} />;
    case 'dialog':
      return <Dialog {...picture} />;
  }
}

function Keys({ letter }: { letter: 'delete' | 'o' }) {
  const { t } = useTexts();
  const keys = [
    t('receipt.keys.ctrl'),
    t('receipt.keys.shift'),
    letter === 'o' ? 'O' : t('receipt.keys.delete'),
  ];
  return (
    <>
      {keys.map((key, index) => (
        <span key={key}>
          {index > 0 && '+ '}
          <kbd>{key}</kbd>
        </span>
      ))}
    </>
  );
}

/** A window with its menu open, and the entries to click, one after the other. */
function Menu({ button, path }: { button: 'dots' | 'lines' | 'arrow'; path: readonly string[] }) {
  return (
    <>
      <div class="drawn-top">
        <span class="drawn-field" />
        <span class="drawn-button">
          <MenuButton button={button} />
          <Pointer />
        </span>
      </div>
      <div class="drawn-menus">
        {path.map((label, index) => (
          <ul key={label} class="drawn-list">
            <li class="drawn-blank" />
            {label === '' ? <li class="drawn-blank drawn-here" /> : <li class="drawn-here">{label}</li>}
            {index === 0 && <li class="drawn-blank" />}
          </ul>
        ))}
      </div>
    </>
  );
}

function MenuButton({ button }: { button: 'dots' | 'lines' | 'arrow' }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false" class="drawn-icon">
      {button === 'dots' && [4, 10, 16].map((y) => <circle key={y} cx="10" cy={y} r="2" />)}
      {button === 'lines' && <path d="M3 5h14M3 10h14M3 15h14" />}
      {button === 'arrow' && <path d="M4 7l6 6 6-6" />}
    </svg>
  );
}

/** Where to click. */
function Pointer() {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false" class="drawn-pointer">
      <path d="M5 2l11 8.500-5 .7 2.800 5.600-2.300 1.100-2.700-5.600L5 16Z" />
    </svg>
  );
}

function AddressBar({ address, title }: { address: string; title: string }) {
  return (
    <>
      <div class="drawn-top">
        <bdi class="drawn-field" dir="ltr">
          {address}
        </bdi>
      </div>
      <p class="drawn-title">{title}</p>
    </>
  );
}

interface DialogProps {
  readonly title: string;
  readonly time: string;
  readonly ticks: readonly string[];
  readonly more?: string;
  readonly button: string;
}

function Dialog({ title, time, ticks, more, button }: DialogProps) {
  return (
    <>
      <p class="drawn-title">{title}</p>
      <p class="drawn-choice">{time}</p>
      <ul class="drawn-list">
        {ticks.map((label, index) => (
          <li key={label} class="drawn-tick">
            {more !== undefined && index === ticks.length - 1 && <span class="drawn-more">{more} ▾</span>}
            <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
              <rect x="1.500" y="1.500" width="17" height="17" rx="3" />
              <path d="M5 10.500 8.500 14 15 6.500" />
            </svg>
            <span>{label}</span>
          </li>
        ))}
      </ul>
      <p class="drawn-press">
        {button}
        <Pointer />
      </p>
    </>
  );
}
