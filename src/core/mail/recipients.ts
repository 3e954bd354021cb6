import { getDomain } from 'tldts';
import { ownValue } from '#lib/own-value.ts';
import { withoutEnd } from '../network/address.ts';
import type { Provider, ProviderIndex } from './provider.ts';
import { type JudgeContext, judgeProvider, type ProviderJudgement } from './rule.ts';

/** Longer texts are cut: a person can act on a list, not on an archive. */
export const MAX_TEXT_LENGTH = 200_000;
export const MAX_ADDRESSES = 500;

/** RFC 5321 §4.5.3.1 */
const MAX_ADDRESS_LENGTH = 254;

/**
 * What is known about a recipient's mailbox. It says nothing about the person.
 *
 * - `listed`: a service of the table, with its verdict.
 * - `disposable`: a disposable mailbox that others may read.
 * - `government`: an official address; no warning.
 * - `unknown`: an undocumented service, or an own domain, which does not reveal the server.
 */
export type Recipient = {
  readonly domain: string;
  /** In order of appearance, without duplicates. */
  readonly addresses: readonly string[];
} & (
  | { readonly kind: 'listed'; readonly provider: Provider; readonly judgement: ProviderJudgement }
  | { readonly kind: 'disposable' | 'government' | 'unknown' }
);

export interface Recipients {
  /** One per domain: those with warnings first, then in order of appearance. */
  readonly recipients: readonly Recipient[];
  readonly addressCount: number;
  /** The text exceeded the limits. */
  readonly isCut: boolean;
}

export interface RecipientLists {
  readonly providers: ProviderIndex;
  readonly isDisposable: (domain: string) => boolean;
}

/** Unquoted local parts only. */
const ADDRESS = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}_-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63}/gu;

/**
 * Finds e-mail addresses in a text: pasted lists, `Name <a@b.c>`, header lines.
 *
 * @param text - anything; only `MAX_TEXT_LENGTH` characters and `MAX_ADDRESSES` addresses are read
 * @returns lower-case ASCII domains, no duplicates; `isCut` if a limit was reached
 * @throws never
 */
export function findAddresses(text: string): {
  readonly addresses: readonly string[];
  readonly isCut: boolean;
} {
  const found = new Set<string>();
  for (const [match] of text.slice(0, MAX_TEXT_LENGTH).matchAll(ADDRESS)) {
    const address = clean(match);
    if (address === undefined) continue;
    if (found.size === MAX_ADDRESSES && !found.has(address)) return { addresses: [...found], isCut: true };
    found.add(address);
  }
  return { addresses: [...found], isCut: text.length > MAX_TEXT_LENGTH };
}

function clean(match: string): string | undefined {
  const address = withoutEnd(match.replace(/^[.'`*_~=-]+/, ''), '-.');
  const at = address.lastIndexOf('@');
  const domain = hostOf(address.slice(at + 1));
  if (at < 1 || domain === undefined || address.length > MAX_ADDRESS_LENGTH) return undefined;
  return `${address.slice(0, at)}@${domain}`;
}

/** In the form browsers use: lower case, punycode. */
function hostOf(domain: string): string | undefined {
  try {
    const { hostname } = new URL(`https://${domain}/`);
    return /[a-z]$/.test(hostname) ? hostname : undefined;
  } catch {
    return undefined;
  }
}

/** Judges the mailboxes of all addresses in a text. Pure and total. */
export function judgeRecipients(text: string, lists: RecipientLists, context: JudgeContext): Recipients {
  const { addresses, isCut } = findAddresses(text);
  const byDomain = new Map<string, string[]>();
  for (const address of addresses) {
    const domain = address.slice(address.lastIndexOf('@') + 1);
    byDomain.set(domain, [...(byDomain.get(domain) ?? []), address]);
  }
  const recipients = [...byDomain].map(([domain, ofDomain]) => ({
    ...judgeDomain(domain, lists, context),
    domain,
    addresses: ofDomain,
  }));
  return {
    recipients: recipients.toSorted((a, b) => weight(b) - weight(a)),
    addressCount: addresses.length,
    isCut,
  };
}

type Judged =
  | { readonly kind: 'listed'; readonly provider: Provider; readonly judgement: ProviderJudgement }
  | { readonly kind: 'disposable' | 'government' | 'unknown' };

function judgeDomain(
  domain: string,
  { providers, isDisposable }: RecipientLists,
  context: JudgeContext,
): Judged {
  const provider = providers.byDomain(domain);
  if (provider) return { kind: 'listed', provider, judgement: judgeProvider(provider, context) };
  if (isGovernment(domain)) return { kind: 'government' };
  const site = getDomain(domain) ?? domain;
  if (isDisposable(domain) || isDisposable(site)) return { kind: 'disposable' };
  return { kind: 'unknown' };
}

/**
 * Second-level domains that registries reserve for authorities, with the countries that do (public suffix list). The
 * same letters are a province elsewhere: `go.it` is Gorizia.
 */
const OFFICES: Readonly<Record<string, string>> = {
  go: 'ci cr id jp ke kr pw th tz ug',
  gob: 'ar bo cl do ec es gt hn mx ni pa pe pk sv ve',
  gouv: 'bj ci dj fr ht km mg ml rw sn',
  govt: 'nz',
  gub: 'uy',
  gv: 'ao at',
  admin: 'ch',
};

/** `gov` and `mil`, alone (RFC 1591) or below any country, mean nothing else. A ministry's subdomain is one too. */
function isGovernment(domain: string): boolean {
  const [office = '', country = ''] = domain.split('.').slice(-2);
  if (country === 'gov' || country === 'mil') return true;
  if (!/^([a-z]{2}|xn--.+)$/.test(country)) return false;
  return (
    office === 'gov' || office === 'mil' || (ownValue(OFFICES, office)?.split(' ').includes(country) ?? false)
  );
}

function weight(recipient: Recipient): number {
  if (recipient.kind === 'disposable') return 3;
  if (recipient.kind !== 'listed') return 0;
  return { avoid: 3, caution: 2, unknown: 0, acceptable: 0, trusted: 0 }[recipient.judgement.verdict];
}
