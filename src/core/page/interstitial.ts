import type { Address } from '../network/address.ts';
import { isUnprotected } from '../network/address.ts';
import { BLOCKED_NAVIGATION_CODES, type TryFailure } from '../network/https-first.ts';
import { interceptorOf } from './detectors/tls-interception.ts';
import type { Guarded } from './field-kind.ts';
import type { FindingCode } from './finding.ts';
import type { LookAlike } from './look-alike.ts';
import type { Visit } from './visit.ts';

/** The causes that hold a password, or the number of a card or passport, back with a page of their own. */
const HELD_BACK = [
  'insecure-password-field',
  'insecure-sensitive-form',
  'insecure-http-auth',
  'insecure-form-target',
  'certificate-error',
  'tls-interception',
  'look-alike-domain',
] as const satisfies readonly FindingCode[];

/** All that the interstitial stops for: what is typed, or a page that would come without protection. */
export const INTERSTITIAL_CODES = [...HELD_BACK, ...BLOCKED_NAVIGATION_CODES] as const;
export type InterstitialCode = (typeof INTERSTITIAL_CODES)[number];

/** What the interstitial says. The address itself stays in the tab. */
export interface Interstitial {
  readonly code: InterstitialCode;
  readonly host: string;
  /** Where the form would have sent the words; differs from `host` for `insecure-form-target` only. */
  readonly target: string;
  /** The page came without protection, so its HTTPS address is worth a try. */
  readonly canUpgrade: boolean;
  /** What would have been typed. */
  readonly asks: Guarded;
  /** Who intercepts TLS, for `tls-interception` only. */
  readonly issuer?: string;
  /** Only where a name is imitated. */
  readonly real?: RealSite;
  /** Only for a page that would come without protection. */
  readonly navigation?: NavigationDetails;
}

export interface NavigationDetails {
  readonly failure: TryFailure;
  /** What was typed into a form was on its way there, and is lost. */
  readonly isSent: boolean;
  /** Nothing has come protected yet: the network may want a sign-in first. */
  readonly isBeforeSignIn: boolean;
}

/** The site that a person most likely wanted. */
export interface RealSite {
  readonly domain: string;
  /** Host of its front page, which answers over https. */
  readonly front: string;
}

/** An interstitial that is shown, or about to be. Session memory only. */
export interface PendingInterstitial {
  readonly interstitial: Interstitial;
  /** What the tab asked for, where it still shows the page before. */
  readonly url?: string | undefined;
  /** The tab of the interstitial, once it is open. */
  readonly interstitialTabId: number | undefined;
}

export const INTERSTITIAL_ANSWERS = ['back', 'upgrade', 'real', 'portal', 'protected', 'continue'] as const;
export type InterstitialAnswer = (typeof INTERSTITIAL_ANSWERS)[number];

/** A field for a secret that a person is about to use. */
export interface GuardedEntry {
  readonly page: Address;
  /** The frame the field is in; the page itself where there is none. */
  readonly frame: Address;
  readonly target: Address;
  readonly certificate: Visit['certificate'];
  readonly tlsInfo: Visit['tlsInfo'];
  readonly asks: Guarded;
  /** Its HTTPS address was tried in this session, and failed. */
  readonly isTried?: boolean;
  /** The first of the three addresses that imitates a name. */
  readonly imitation?: Imitation | undefined;
}

export interface Imitation extends LookAlike {
  readonly host: string;
}

/**
 * Would what is typed here be exposed now? Facts only, never a guess (WARN-12).
 *
 * Private addresses are not stopped: the café's own sign-in page has no protected way.
 *
 * @param consents - keys of what the person went on past already
 * @returns what to stop for; `undefined` when there is nothing to hold back
 */
export function interstitialFor(
  secret: GuardedEntry,
  consents: readonly string[] = [],
): Interstitial | undefined {
  return stopsFor(secret).find((interstitial) => !consents.includes(consentKey(interstitial)));
}

/** Worst first. */
function stopsFor(secret: GuardedEntry): readonly Interstitial[] {
  const { page, frame, target, certificate, tlsInfo, asks, isTried, imitation } = secret;
  const at = (code: InterstitialCode, canUpgrade: boolean): Interstitial => ({
    code,
    host: page.host,
    target: target.host,
    canUpgrade,
    asks,
  });
  // The HTTPS address of a false name is no way out, and neither are the rest of its troubles.
  if (imitation?.isSure) {
    const real = { domain: imitation.real, front: imitation.front };
    return [{ ...at('look-alike-domain', false), host: imitation.host, real }];
  }
  if (isPubliclyExposed(page)) {
    return [at(asks === 'password' ? 'insecure-password-field' : 'insecure-sensitive-form', !isTried)];
  }
  const issuer = interceptorOf({ page, tlsInfo });
  const isProven = !certificate || certificate === 'old-tls';
  return [
    ...(issuer === undefined ? [] : [{ ...at('tls-interception', false), issuer }]),
    ...(isProven ? [] : [at('certificate-error', false)]),
    ...(isPubliclyExposed(frame) || isPubliclyExposed(target) ? [at('insecure-form-target', false)] : []),
  ];
}

/** Would a password typed into the browser's own small window be exposed? */
export function interstitialForWindow(page: Address): Interstitial | undefined {
  if (!isPubliclyExposed(page)) return undefined;
  const { host } = page;
  return { code: 'insecure-http-auth', host, target: host, canUpgrade: true, asks: 'password' };
}

function isPubliclyExposed(address: Address): boolean {
  return isUnprotected(address) && address.network === 'public';
}

/**
 * "Sign in anyway" holds for this site, cause and target until the session ends. Who opens the lines of this
 * computer opens them all, so for that cause it holds for every site.
 */
export function consentKey({
  code,
  host,
  target = host,
}: Pick<Interstitial, 'code' | 'host'> & Partial<Interstitial>): string {
  if (code === 'tls-interception') return code;
  return host === target ? `${code} ${host}` : `${code} ${host} ${target}`;
}
