import type { Address } from '../network/address.ts';
import { isUnprotected } from '../network/address.ts';
import { BLOCKED_NAVIGATION_CODES, type TryFailure } from '../network/https-first.ts';
import { interceptorOf } from './detectors/tls-interception.ts';
import type { Guarded } from './field-kind.ts';
import type { FindingCode } from './finding.ts';
import type { LookAlike } from './look-alike.ts';
import type { Visit } from './visit.ts';

/** Findings for which the secret guard holds a password, card or document number back. */
const HELD_BACK = [
  'insecure-password-field',
  'insecure-sensitive-form',
  'insecure-http-auth',
  'insecure-form-target',
  'certificate-error',
  'tls-interception',
  'look-alike-domain',
] as const satisfies readonly FindingCode[];

/** All causes of an interstitial: held secrets, and navigations that failed over HTTPS. */
export const INTERSTITIAL_CODES = [...HELD_BACK, ...BLOCKED_NAVIGATION_CODES] as const;
export type InterstitialCode = (typeof INTERSTITIAL_CODES)[number];

/** Content of the interstitial. The URL itself stays in the tab. */
export interface Interstitial {
  readonly code: InterstitialCode;
  readonly host: string;
  /** Target of the form; differs from `host` for `insecure-form-target` only. */
  readonly target: string;
  /** The page was loaded over HTTP, so HTTPS is worth a try. */
  readonly canUpgrade: boolean;
  /** Kind of the held secret. */
  readonly asks: Guarded;
  /** Who intercepts TLS, for `tls-interception` only. */
  readonly issuer?: string;
  /** Only for `look-alike-domain`. */
  readonly real?: RealSite;
  /** Only for a blocked navigation. */
  readonly navigation?: NavigationDetails;
}

export interface NavigationDetails {
  readonly failure: TryFailure;
  /** The navigation submitted a form, whose data is lost. */
  readonly isSent: boolean;
  /** Nothing has loaded over HTTPS yet: the network may require a sign-in first. */
  readonly isBeforeSignIn: boolean;
}

/** The site that the person most likely wanted. */
export interface RealSite {
  readonly domain: string;
  /** Host of its front page, which supports HTTPS. */
  readonly front: string;
}

/** An open or opening interstitial. Session storage only. */
export interface PendingInterstitial {
  readonly interstitial: Interstitial;
  /** The requested URL, if the tab still shows the previous page. */
  readonly url?: string | undefined;
  /** Tab of the interstitial, once it is open. */
  readonly interstitialTabId: number | undefined;
}

export const INTERSTITIAL_ANSWERS = ['back', 'upgrade', 'real', 'portal', 'protected', 'continue'] as const;
export type InterstitialAnswer = (typeof INTERSTITIAL_ANSWERS)[number];

/** A secret that a person is about to enter or send. */
export interface GuardedEntry {
  readonly page: Address;
  /** The frame with the field; the page itself if it is in no frame. */
  readonly frame: Address;
  readonly target: Address;
  readonly certificate: Visit['certificate'];
  readonly tlsInfo: Visit['tlsInfo'];
  readonly asks: Guarded;
  /** The upgrade to HTTPS was tried in this session and failed. */
  readonly isTried?: boolean;
  /** The first of the three addresses that imitates a name. */
  readonly imitation?: Imitation | undefined;
}

export interface Imitation extends LookAlike {
  readonly host: string;
}

/**
 * Decides whether a secret would be exposed now. By facts only: a guess never interrupts.
 *
 * Private addresses are not blocked: captive portals often have no HTTPS.
 *
 * @param consents - `consentKey`s of the interstitials that the person continued past
 * @returns the interstitial; `undefined` if nothing has to be held back
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
  // The HTTPS address of an imitation is no way out, and its other findings do not matter.
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

/** Decides whether a password entered in the HTTP authentication dialog would be exposed. */
export function interstitialForWindow(page: Address): Interstitial | undefined {
  if (!isPubliclyExposed(page)) return undefined;
  const { host } = page;
  return { code: 'insecure-http-auth', host, target: host, canUpgrade: true, asks: 'password' };
}

function isPubliclyExposed(address: Address): boolean {
  return isUnprotected(address) && address.network === 'public';
}

/**
 * Scope of "Sign in anyway": this site, cause and target, until the session ends. TLS interception affects
 * every connection of this computer, so that consent applies to every site.
 */
export function consentKey({
  code,
  host,
  target = host,
}: Pick<Interstitial, 'code' | 'host'> & Partial<Interstitial>): string {
  if (code === 'tls-interception') return code;
  return host === target ? `${code} ${host}` : `${code} ${host} ${target}`;
}
