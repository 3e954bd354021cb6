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
 * How distinctive a name is.
 *
 * - `coined`: no other word is one typo away.
 * - `known`: coined, but other words are similar.
 * - `word`: short, or a word of some language: legitimate sites have similar names.
 */
export const NAME_STYLES = ['coined', 'known', 'word'] as const;
export type NameStyle = (typeof NAME_STYLES)[number];

/** A name that is protected against imitation. */
export interface GuardedName {
  /** Registrable domain. */
  readonly domain: string;
  /** Host of its front page, which supports HTTPS. */
  readonly front: string;
  readonly style: NameStyle;
  /** The label that is imitated, if it is not the first of `domain`. */
  readonly label?: string;
  /** Nobody else uses this name under another suffix. */
  readonly isAlone?: boolean;
  /** Sign-in hosts below `domain`. */
  readonly hosts?: readonly string[];
  /** From an organization's list, which may be malicious: its look-alikes are never blocked. */
  readonly isGiven?: boolean;
}

/** The built-in names. An organization's names are added with `withNames`. */
export interface NameLists {
  readonly names: readonly GuardedName[];
  /** Domains of the same owners, and of relays; never look-alikes. */
  readonly own: readonly string[];
  readonly confusables: ConfusableTable;
}

/**
 * - `letters`: confusable letters or digits.
 * - `slip`: one typo away.
 * - `added`: the real name with words such as "login" around it.
 * - `inside`: the real host name in front of another domain.
 * - `suffix`: the real name under another suffix.
 */
export type LookAlikeKind = 'letters' | 'slip' | 'added' | 'inside' | 'suffix';

export interface LookAlike {
  readonly kind: LookAlikeKind;
  /** The domain that is imitated. */
  readonly real: string;
  readonly front: string;
  /** The imitation cannot be a coincidence. */
  readonly isSure: boolean;
}

/** Look-up by host name; built once from the lists. */
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
  /** From an organization's list: not look-alikes themselves, but their subdomains may contain real names. */
  readonly given: ReadonlySet<string>;
  readonly byShape: ReadonlyMap<string, readonly Name[]>;
  readonly byDomain: ReadonlyMap<string, Name>;
  /** Names distinctive enough to be matched with typos and added words. */
  readonly odd: readonly Name[];
  /** Names under a generic suffix. */
  readonly general: ReadonlyMap<string, Name>;
}

/** A registrable domain and its parts. */
interface Domain {
  readonly text: string;
  readonly label: string;
  readonly suffix: string;
  /** The suffix is a private one: customers of one company have their sites below it. */
  readonly isShared: boolean;
}

/** Shorter names are one typo away from too many others. */
const MIN_LENGTH = 5;

const SIGN_IN_WORDS = [
  ...['login', 'log', 'signin', 'sign', 'in', 'logon', 'signon', 'account', 'accounts', 'myaccount', 'auth'],
  ...['authenticate', 'verify', 'verification', 'verified', 'validate', 'validation', 'secure', 'secured'],
  ...['security', 'password', 'passwort', 'recovery', 'recover', 'unlock', 'restore', 'reset', 'confirm'],
  ...['confirmation', 'sso', 'connexion', 'compte', 'securite', 'anmelden', 'anmeldung', 'konto', 'cuenta'],
  ...['sesion', 'seguridad', 'verificar', 'acceso', 'accesso', 'conta', 'vhod', 'poczta', 'webmail'],
];
const SIGN_IN: ReadonlySet<string> = new Set(SIGN_IN_WORDS.filter((word) => word !== 'in' && word !== 'log'));

/** Words that accompany those and mean nothing alone. */
const FILLER: ReadonlySet<string> = new Set([
  ...['in', 'log', 'my', 'the', 'new', 'www', 'com', 'net', 'org', 'id', 'user', 'users', 'your', 'page'],
  ...['web', 'online', 'app', 'mobile', 'free'],
]);

/** Words that suggest the owner, but also occur in names of unrelated help pages. */
const SERVICE: ReadonlySet<string> = new Set([
  ...['mail', 'email', 'support', 'service', 'services', 'update', 'upgrade', 'alert', 'alerts', 'admin'],
  ...['inbox', 'notice', 'notification', 'storage', 'quota', 'customer', 'access', 'portal', 'center'],
]);

/** First labels of sign-in hosts. */
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

/** Library proxies, translators and archives serve other sites below their own names. */
const SHOWS_OTHERS = /proxy|vpn|translat|archive|cache/;

/** Adds an organization's names; existing ones take precedence. */
export function withNames(lists: NameLists, more: readonly GuardedName[]): NameLists {
  const known = new Set(lists.names.map(({ domain }) => domain));
  return { ...lists, names: [...lists.names, ...more.filter(({ domain }) => !known.has(domain))] };
}

/**
 * Creates the look-up. The index is built on first use.
 *
 * @param lists - the built-in lists, optionally with an organization's names
 * @throws never
 */
export function indexNames(lists: () => NameLists): NameIndex {
  const index = lazy(() => makeIndex(lists()));
  let last: { readonly host: string; readonly found: LookAlike | undefined } | undefined;
  return {
    lookAlikeOf: (host) => {
      // A page asks for its own host several times while it loads.
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
    // Of a name under several suffixes, the generic one is reported unless another matches exactly.
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

/** @param host - in the form browsers use; IP addresses and single labels are never look-alikes */
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

/** A word in another script below a suffix of another script, such as почта.рф, imitates nothing. */
function isHonestScript(text: string, { suffix }: Domain): boolean {
  return suffix.includes('xn--') && !/[a-z]/.test(text);
}

function found(kind: LookAlikeKind, { domain, front, isGiven }: Name, isSure: boolean): LookAlike {
  return { kind, real: domain, front, isSure: isSure && !isGiven };
}

/** Skeleton of a name: names that look the same have the same skeleton. */
function shapeOf(text: string): string {
  return hardShapeOf(text.replace(/[1i]/g, 'l'), 'l').replaceAll('i', 'l');
}

/** Replaces digits and letter pairs by the letters they resemble; `1` by `one`. */
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
  // Prefer the name with the same suffix.
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
  // An `l` for an `i` may be a typo, except in a long name that is similar to no other.
  const isOdd = name.style === 'coined' && hasSameSuffix && name.label.length > MIN_LENGTH + 2;
  if (isHard || isOdd) return found('letters', name, true);
  return name.style === 'word' || isMall(text) ? undefined : found('slip', name, false);
}

const LAST_OF_LATIN_1 = '\u00ff';

/** Under a country's suffix, accents of its language are normal: "orangé.fr". */
function hasOddAccent(text: string, { suffix }: Name): boolean {
  return GENERAL.has(suffix) || [...text].some((letter) => letter > LAST_OF_LATIN_1);
}

/** One letter from "mail", but a word of its own. */
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
    // A replaced letter makes another word more often than a missing one: "hotrail".
    const isOdd = slip === 'missing' ? isLong : label.length > MIN_LENGTH + 2;
    return style === 'coined' && isOdd && hasSameSuffix && !isMall(text)
      ? found('slip', name, false)
      : undefined;
  }
  return hasSameSuffix || label.length > MIN_LENGTH
    ? found('slip', name, hasSameSuffix && isLong)
    : undefined;
}

/** Classifies a single typo. Not in the first letter, which rarely is one and often makes another word. */
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
        // Help pages by third parties have such names too: "gmailsignin".
        return found('added', name, parts.length > 1);
      }
    }
    // Below a private suffix, companies' own pages have such names more often than imitations.
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

/** Splits a run of letters into known words; `undefined` if that is impossible. */
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

/** `yahoocom-news.example`, `yahoo-com-news.example`: the name with its suffix among words, which may be about it. */
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
  // `yahoo.com.xx` is Yahoo in a country, not a subdomain.
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

/** `com.xx` serves many owners, whether or not the public suffix list has it. */
function isCountrySuffix({ label, suffix }: Domain): boolean {
  return /^(com?|net|org)$/.test(label) && /^[a-z]{2}$/.test(suffix);
}

/**
 * `web.de.firm.example` is a company's page for Germany: short names and words need a whole sign-in host.
 *
 * @param upTo - the host up to the end of the name
 * @param rest - the remaining labels
 */
function insideOf(name: Name, upTo: string, rest: string): LookAlike | undefined {
  const isWhole = name.hosts?.some((host) => upTo === host || upTo.endsWith(`.${host}`)) ?? false;
  const isCountry = /(^|\.)[a-z]{2}$/.test(name.suffix);
  if (name.style === 'word' && isCountry && !isWhole) return undefined;
  // Library proxies serve other hosts of the owner, where nobody signs in.
  const before =
    upTo
      .slice(0, -name.domain.length - 1)
      .split('.')
      .at(-1) ?? '';
  const isSignIn = isWhole || before === '' || SIGN_IN.has(before) || SIGN_IN_HOSTS.has(before);
  const isSure = isSignIn && (name.style !== 'word' || (isWhole && !isCountry));
  return found('inside', name, isSure && !SHOWS_OTHERS.test(rest));
}
