import { parse } from 'tldts';
import { lazy } from '#lib/lazy.ts';
import { MAX_HOST_LENGTH } from '../network/address.ts';
import {
  type ConfusableTable,
  isAscii,
  isMixed,
  type LetterMaps,
  letterMaps,
  lettersOf,
  nearLetters,
  sameLetters,
} from './host-letters.ts';

/**
 * How much a name says by itself.
 *
 * - `coined`: no other word is a slip away from it.
 * - `known`: coined, but other words are near.
 * - `word`: short, or a word of some language: honest sites are called alike.
 */
export const NAME_STYLES = ['coined', 'known', 'word'] as const;
export type NameStyle = (typeof NAME_STYLES)[number];

/** A name that others imitate. */
export interface GuardedName {
  /** Registrable domain. */
  readonly domain: string;
  /** Host of the page that a person is led to instead; it answers over https. */
  readonly front: string;
  readonly style: NameStyle;
  /** The part that is imitated, where it is not the first of `domain`. */
  readonly label?: string;
  /** Nobody else has this word under another suffix. */
  readonly isAlone?: boolean;
  /** Sign-in hosts below `domain`. */
  readonly hosts?: readonly string[];
  /** By an organisation's list, which nobody can be sure of: a name alike is never a reason to stop. */
  readonly isGiven?: boolean;
}

/** A short list of names. An organisation's own names are added to the same lists. */
export interface NameLists {
  readonly names: readonly GuardedName[];
  /** Domains of the same owners, and of those who relay others' sites; a name alike there is honest. */
  readonly own: readonly string[];
  readonly confusables: ConfusableTable;
}

/**
 * - `letters`: letters or digits that look like those of the real name.
 * - `slip`: one slip of the keys away.
 * - `added`: the real name with words such as "login" around it.
 * - `inside`: the real address in front of another owner's.
 * - `suffix`: the real name with another ending.
 */
export type LookAlikeKind = 'letters' | 'slip' | 'added' | 'inside' | 'suffix';

export interface LookAlike {
  readonly kind: LookAlikeKind;
  /** The domain that is imitated. */
  readonly real: string;
  readonly front: string;
  /** Nobody comes by such a name by chance. */
  readonly isSure: boolean;
}

/** Answers for whole host names; built once from the lists. */
export interface NameIndex {
  readonly lookAlikeOf: (host: string) => LookAlike | undefined;
}

interface Name extends GuardedName {
  readonly label: string;
  readonly suffix: string;
  readonly shape: string;
}

interface Index {
  readonly maps: LetterMaps;
  readonly own: ReadonlySet<string>;
  /** Of an organisation's list: alike by chance, but what stands in front of them is not theirs. */
  readonly given: ReadonlySet<string>;
  readonly byShape: ReadonlyMap<string, readonly Name[]>;
  readonly byDomain: ReadonlyMap<string, Name>;
  /** Those long and odd enough to be found by more than their letters. */
  readonly odd: readonly Name[];
  /** Those with a suffix that is no country's. */
  readonly general: ReadonlyMap<string, Name>;
}

/** A registrable domain, taken apart. */
interface Domain {
  readonly text: string;
  readonly label: string;
  readonly suffix: string;
  /** Customers of one company have their sites under this suffix. */
  readonly isShared: boolean;
}

/** Shorter names are one slip away from too much. */
const MIN_LENGTH = 5;

const SIGN_IN_WORDS = [
  ...['login', 'log', 'signin', 'sign', 'in', 'logon', 'signon', 'account', 'accounts', 'myaccount', 'auth'],
  ...['authenticate', 'verify', 'verification', 'verified', 'validate', 'validation', 'secure', 'secured'],
  ...['security', 'password', 'passwort', 'recovery', 'recover', 'unlock', 'restore', 'reset', 'confirm'],
  ...['confirmation', 'sso', 'connexion', 'compte', 'securite', 'anmelden', 'anmeldung', 'konto', 'cuenta'],
  ...['sesion', 'seguridad', 'verificar', 'acceso', 'accesso', 'conta', 'vhod', 'poczta', 'webmail'],
];
const SIGN_IN: ReadonlySet<string> = new Set(SIGN_IN_WORDS.filter((word) => word !== 'in' && word !== 'log'));

/** What stands around such words, and says nothing by itself. */
const FILLER: ReadonlySet<string> = new Set([
  ...['in', 'log', 'my', 'the', 'new', 'www', 'com', 'net', 'org', 'id', 'user', 'users', 'your', 'page'],
  ...['web', 'online', 'app', 'mobile', 'free'],
]);

/** Beside a name they sound like its owner; help pages of strangers are called so too. */
const SERVICE: ReadonlySet<string> = new Set([
  ...['mail', 'email', 'support', 'service', 'services', 'update', 'upgrade', 'alert', 'alerts', 'admin'],
  ...['inbox', 'notice', 'notification', 'storage', 'quota', 'customer', 'access', 'portal', 'center'],
]);

/** First labels of hosts at which people sign in. */
const SIGN_IN_HOSTS: ReadonlySet<string> = new Set([
  'www',
  'mail',
  'id',
  'passport',
  'my',
  'app',
  'web',
  'm',
]);

const GENERAL: ReadonlySet<string> = new Set(['com', 'net', 'org']);

/** Libraries, schools and translators show other sites below their own names. */
const SHOWS_OTHERS = /proxy|vpn|translat|archive|cache/;

/** The lists with an organisation's names after the general ones, which keep what they have. */
export function withNames(lists: NameLists, more: readonly GuardedName[]): NameLists {
  const known = new Set(lists.names.map(({ domain }) => domain));
  return { ...lists, names: [...lists.names, ...more.filter(({ domain }) => !known.has(domain))] };
}

/**
 * @param lists - the short list, which may be joined with an organisation's
 * @throws never
 */
export function indexNames(lists: () => NameLists): NameIndex {
  const index = lazy(() => makeIndex(lists()));
  let last: { readonly host: string; readonly found: LookAlike | undefined } | undefined;
  return {
    lookAlikeOf: (host) => {
      // A page asks for its own name several times while it comes.
      if (last?.host !== host) last = { host, found: lookAlikeOf(host, index()) };
      return last.found;
    },
  };
}

function makeIndex({ names, own, confusables }: NameLists): Index {
  const known = names
    .map((name): Name => {
      const { label, suffix } = domainOf(name.domain) ?? { label: name.domain, suffix: '' };
      return { ...name, label: name.label ?? label, suffix, shape: shapeOf(name.label ?? label) };
    })
    // Of one name under several suffixes, the general one is meant where nothing else decides.
    .toSorted((a, b) => Number(GENERAL.has(b.suffix)) - Number(GENERAL.has(a.suffix)));
  const byShape = new Map<string, readonly Name[]>();
  for (const name of known) byShape.set(name.shape, [...(byShape.get(name.shape) ?? []), name]);
  return {
    maps: letterMaps(confusables),
    own: new Set([...own, ...domainsOf(names.filter(({ isGiven }) => !isGiven))]),
    given: new Set(domainsOf(names.filter(({ isGiven }) => isGiven))),
    byShape,
    byDomain: new Map(known.toReversed().map((name) => [name.domain, name])),
    odd: known.filter(({ style, label }) => style !== 'word' && label.length >= MIN_LENGTH),
    general: new Map(known.filter(({ suffix }) => GENERAL.has(suffix)).map((name) => [name.label, name])),
  };
}

function domainsOf(names: readonly GuardedName[]): readonly string[] {
  return names.map(({ domain }) => domain);
}

/** Whole host names in the form browsers use; IP addresses and single labels imitate nobody. */
function lookAlikeOf(host: string, index: Index): LookAlike | undefined {
  if (host.length > MAX_HOST_LENGTH || host.endsWith('.onion')) return undefined;
  const domain = domainOf(host);
  if (!domain || isOwn(host, index)) return undefined;
  const text = lettersOf(domain.label);
  const isHonest = isHonestScript(text, domain) || index.given.has(domain.text);
  return (
    (isHonest
      ? undefined
      : (byLetters(text, domain, index) ??
        bySlip(text, domain, index) ??
        byAddedWords(text, domain, index) ??
        byWholeName(text, index))) ?? byInside(host, domain, index)
  );
}

function domainOf(host: string): Domain | undefined {
  const { domain, domainWithoutSuffix, publicSuffix, isPrivate } = parse(host, { allowPrivateDomains: true });
  if (!domain || !domainWithoutSuffix || !publicSuffix) return undefined;
  return { text: domain, label: domainWithoutSuffix, suffix: publicSuffix, isShared: isPrivate ?? false };
}

function isOwn(host: string, { own }: Index): boolean {
  for (let rest = host; rest.includes('.'); rest = rest.slice(rest.indexOf('.') + 1)) {
    if (own.has(rest)) return true;
  }
  return false;
}

/** A word in another script below a suffix in another script: почта.рф imitates nobody. */
function isHonestScript(text: string, { suffix }: Domain): boolean {
  return suffix.includes('xn--') && !/[a-z]/.test(text);
}

function found(kind: LookAlikeKind, { domain, front, isGiven }: Name, isSure: boolean): LookAlike {
  return { kind, real: domain, front, isSure: isSure && !isGiven };
}

/** The same at a glance. Both sides are made so, and the difference is looked at afterwards. */
function shapeOf(text: string): string {
  return hardShapeOf(text.replace(/[1i]/g, 'l'), 'l').replaceAll('i', 'l');
}

/** Digits and pairs of letters as the letters they stand for; `1` is an `l` or an `i`. */
function hardShapeOf(text: string, one: 'l' | 'i'): string {
  return text
    .replace(/[01345]/g, (digit) => ({ 0: 'o', 1: one, 3: 'e', 4: 'a', 5: 's' })[digit] ?? digit)
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd');
}

function byLetters(text: string, domain: Domain, { byShape, maps }: Index): LookAlike | undefined {
  const near = nearLetters(text, maps);
  const alike = byShape.get(shapeOf(near)) ?? byShape.get(shapeOf(sameLetters(text, maps))) ?? [];
  // The one with the same suffix is the one that is meant.
  const name = alike.find(({ suffix }) => suffix === domain.suffix) ?? alike[0];
  if (!name) return undefined;
  const hasSameSuffix = name.suffix === domain.suffix;
  if (text === name.label) {
    return name.isAlone && !domain.isShared && !hasSameSuffix ? found('suffix', name, false) : undefined;
  }
  const isLong = name.label.length >= MIN_LENGTH;
  if (!isAscii(text)) {
    const same = sameLetters(text, maps);
    if (same === name.label && (isLong || hasSameSuffix)) return found('letters', name, true);
    if (isAscii(same) && hasSameSuffix) return found('letters', name, true);
    if (!isLong || (name.style === 'word' && !isMixed(text))) {
      return near === name.label && hasSameSuffix && hasOddAccent(text, name)
        ? found('letters', name, false)
        : undefined;
    }
    return found('letters', name, near === name.label || name.style !== 'word');
  }
  if (!isLong || (name.style === 'word' && !hasSameSuffix)) return undefined;
  const isHard = (['l', 'i'] as const).some((one) => hardShapeOf(text, one) === hardShapeOf(name.label, one));
  // An l for an i is a slip as well, but for a long name that nobody else is near to.
  const isOdd = name.style === 'coined' && hasSameSuffix && name.label.length > MIN_LENGTH + 2;
  if (isHard || isOdd) return found('letters', name, true);
  return name.style === 'word' || isMall(text) ? undefined : found('slip', name, false);
}

const LAST_OF_LATIN_1 = '\u00ff';

/** Below a country's suffix a word may have the marks of the country: "orangé.fr". */
function hasOddAccent(text: string, { suffix }: Name): boolean {
  return GENERAL.has(suffix) || [...text].some((letter) => letter > LAST_OF_LATIN_1);
}

/** For "mail" it is one letter, and a word. */
function isMall(text: string): boolean {
  return text.includes('mall');
}

type Slip = 'swapped' | 'doubled' | 'missing' | 'replaced';

function bySlip(text: string, domain: Domain, { odd }: Index): LookAlike | undefined {
  if (!isAscii(text)) return undefined;
  const near = odd.map((name) => slipOf(name, text, domain)).filter((one) => one !== undefined);
  return near.find(({ isSure }) => isSure) ?? near[0];
}

function slipOf(name: Name, text: string, { suffix }: Domain): LookAlike | undefined {
  const { label, style } = name;
  const slip = slipBetween(label, text);
  if (!slip) return undefined;
  const hasSameSuffix = name.suffix === suffix;
  const isLong = label.length > MIN_LENGTH + 1;
  if (slip === 'missing' || slip === 'replaced') {
    // Another letter makes another word sooner than one too few: "hotrail".
    const isOdd = slip === 'missing' ? isLong : label.length > MIN_LENGTH + 2;
    return style === 'coined' && isOdd && hasSameSuffix && !isMall(text)
      ? found('slip', name, false)
      : undefined;
  }
  return hasSameSuffix || label.length > MIN_LENGTH
    ? found('slip', name, hasSameSuffix && isLong)
    : undefined;
}

/** One slip of the keys; the first letter is hardly ever the wrong one, and often makes another word. */
function slipBetween(real: string, typed: string): Slip | undefined {
  if (Math.abs(real.length - typed.length) > 1 || real === typed) return undefined;
  let start = 0;
  while (start < real.length && real[start] === typed[start]) start++;
  let end = 0;
  while (
    end < Math.min(real.length, typed.length) - start &&
    real[real.length - 1 - end] === typed[typed.length - 1 - end]
  ) {
    end++;
  }
  if (start === 0) return undefined;
  const [lost, came] = [real.slice(start, real.length - end), typed.slice(start, typed.length - end)];
  if (lost.length === 2 && came.length === 2) {
    return lost[0] === came[1] && lost[1] === came[0] ? 'swapped' : undefined;
  }
  if (lost.length + came.length > 2) return undefined;
  if (lost.length === 0) return came === real[start - 1] ? 'doubled' : 'missing';
  if (came.length === 0) return lost === real[start - 1] ? 'doubled' : 'missing';
  return 'replaced';
}

function byAddedWords(text: string, { isShared }: Domain, { odd, maps }: Index): LookAlike | undefined {
  const plain = nearLetters(text, maps);
  if (!isAscii(plain)) return undefined;
  const joined = plain.replaceAll('-', '');
  const parts = plain.split('-').map((part) => ({ part, shape: shapeOf(part) }));
  for (const name of odd) {
    const at = joined.indexOf(name.label);
    if (at >= 0) {
      const around = [joined.slice(0, at), joined.slice(at + name.label.length)];
      const words = around.map((rest) => wordsOf(rest));
      if (words.every((one) => one !== undefined) && words.flat().some((word) => SIGN_IN.has(word ?? ''))) {
        // Pages that explain a service to strangers are called so too: "gmailsignin".
        return found('added', name, parts.length > 1);
      }
    }
    // A company's page at a host that strangers share is called so more often than a false one.
    if (isShared || parts.length < 2) continue;
    const others = parts.filter(({ shape }) => shape !== name.shape).map(({ part }) => part);
    if (others.length !== parts.length - 1) continue;
    if (others.every(isAddedWord) && others.some((word) => SIGN_IN.has(word) || SERVICE.has(word))) {
      return found(
        'added',
        name,
        others.some((word) => SIGN_IN.has(word)),
      );
    }
  }
  return undefined;
}

function isAddedWord(word: string): boolean {
  return SIGN_IN.has(word) || SERVICE.has(word) || FILLER.has(word) || /^\d{1,4}$/.test(word);
}

/** The words a run of letters is made of; `undefined` when there is anything else in it. */
function wordsOf(run: string): readonly string[] | undefined {
  if (run === '') return [];
  for (let length = Math.min(run.length, 14); length > 0; length--) {
    const word = run.slice(0, length);
    if (!isAddedWord(word)) continue;
    const rest = wordsOf(run.slice(length));
    if (rest) return [word, ...rest];
  }
  return undefined;
}

/** `yahoocom-news.example`, `yahoo-com-news.example`: the whole name among words, which may be about it. */
function byWholeName(text: string, { odd }: Index): LookAlike | undefined {
  if (!text.includes('-')) return undefined;
  const around = `-${text}-`;
  const name = odd.find(({ label, suffix }) => {
    const parts = suffix.split('.');
    return [parts.join(''), `-${parts.join('-')}`].some((end) => around.includes(`-${label}${end}-`));
  });
  return name && found('inside', name, false);
}

/** `mail.yahoo.com.evil.example`, `yahoo.com-login.evil.example`, `my-yahoo.com-login.evil.example` */
function byInside(host: string, domain: Domain, { byDomain, maps, general }: Index): LookAlike | undefined {
  const labels = host.split('.').map((label) => sameLetters(lettersOf(label), maps));
  // A suffix is nobody's: `yahoo.com.xx` is Yahoo in a country.
  const last = labels.length - domain.suffix.split('.').length - (isCountrySuffix(domain) ? 1 : 0);
  for (let start = 0; start < last; start++) {
    for (const end of [start + 2, start + 3]) {
      const name = end <= last ? byDomain.get(labels.slice(start, end).join('.')) : undefined;
      const match = name && insideOf(name, labels.slice(0, end).join('.'), labels.slice(end).join('.'));
      if (match) return match;
    }
    const label = labels[start] ?? '';
    const behind = label.slice(label.lastIndexOf('-') + 1);
    const name = general.get(behind);
    const isRunOn = name && (name.style !== 'word' || behind === label);
    if (isRunOn && labels[start + 1]?.startsWith(`${name.suffix}-`)) {
      return found('inside', name, behind === label);
    }
  }
  return undefined;
}

/** `com.xx` serves many owners, whether the list of suffixes knows it or not. */
function isCountrySuffix({ label, suffix }: Domain): boolean {
  return /^(com?|net|org)$/.test(label) && /^[a-z]{2}$/.test(suffix);
}

/**
 * `web.de.firm.example` is a firm's page for Germany: short names and words need a whole sign-in host.
 *
 * @param upTo - the host as far as the name goes
 * @param rest - what follows
 */
function insideOf(name: Name, upTo: string, rest: string): LookAlike | undefined {
  const isWhole = name.hosts?.some((host) => upTo === host || upTo.endsWith(`.${host}`)) ?? false;
  const isCountry = /(^|\.)[a-z]{2}$/.test(name.suffix);
  if (name.style === 'word' && isCountry && !isWhole) return undefined;
  // Other hosts of the owner are shown by libraries; nobody signs in to them.
  const before =
    upTo
      .slice(0, -name.domain.length - 1)
      .split('.')
      .at(-1) ?? '';
  const isSignIn = isWhole || before === '' || SIGN_IN.has(before) || SIGN_IN_HOSTS.has(before);
  const isSure = isSignIn && (name.style !== 'word' || (isWhole && !isCountry));
  return found('inside', name, isSure && !SHOWS_OTHERS.test(rest));
}
