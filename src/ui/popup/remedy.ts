import type { Finding } from '#core/page/finding.ts';
import type { Verdict } from '#core/page/verdict.ts';

/** The one thing to do about a page. */
export type Remedy =
  | { readonly kind: 'upgrade' }
  | { readonly kind: 'real'; readonly real: string }
  | { readonly kind: 'services' }
  | { readonly kind: 'leave' };

/** @returns for each page of care or stop exactly one; for others none, since a note asks for nothing */
export function remedyFor({ level, findings: [worst] }: Verdict): Remedy | undefined {
  if (!worst || level === 'L0' || level === 'L1') return undefined;
  switch (worst.code) {
    case 'insecure-page':
      return canUpgrade(worst) ? { kind: 'upgrade' } : { kind: 'leave' };
    case 'look-alike-domain':
      return { kind: 'real', real: worst.facts.real };
    case 'untrusted-email-provider':
      return { kind: 'services' };
    default:
      return { kind: 'leave' };
  }
}

/** On a local network no HTTPS address can be expected, and one that failed is not worth a second try. */
export function canUpgrade({ code, facts }: Finding): boolean {
  return code === 'insecure-page' && facts.network === 'public' && !facts.isTried;
}

/** What a person would give away here; a page that asks for a card is not told of as one for passwords. */
export type Risk = 'password' | 'card' | 'id' | 'sign-in' | 'computer';

/** @returns `undefined`: the title of the finding says it best */
export function riskOf({ level, findings: [worst] }: Verdict): Risk | undefined {
  if (!worst || level !== 'L3') return undefined;
  switch (worst.code) {
    case 'insecure-password-field':
    case 'insecure-http-auth':
      return 'password';
    case 'insecure-sensitive-form':
      return worst.facts.asks === 'phone' ? undefined : worst.facts.asks;
    case 'insecure-form-target':
      return worst.facts.asks === 'text' ? undefined : worst.facts.asks;
    case 'certificate-error':
    case 'ssl-strip-suspected':
      return 'sign-in';
    case 'tls-interception':
      return 'computer';
    default:
      return undefined;
  }
}
