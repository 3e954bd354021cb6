import type { Interstitial, NavigationDetails } from '#core/page/interstitial.ts';
import type { InterstitialModel } from './interstitial-view.tsx';

const forum: Interstitial = {
  code: 'insecure-password-field',
  host: 'forum.example',
  target: 'forum.example',
  canUpgrade: true,
  asks: 'password',
};

const form: Interstitial = {
  code: 'insecure-form-target',
  host: 'shop.example',
  target: 'pay.shop.example',
  canUpgrade: false,
  asks: 'password',
};

const password: InterstitialModel = {
  interstitial: forum,
  isAnswering: false,
  hasFailed: false,
};

function tide(navigation: Partial<NavigationDetails> = {}): Interstitial {
  return {
    code: 'no-protected-address',
    host: 'tide.example',
    target: 'tide.example',
    canUpgrade: false,
    asks: 'password',
    navigation: { failure: 'refused', isSent: false, isBeforeSignIn: false, ...navigation },
  };
}

export const interstitialSamples: Readonly<Record<string, InterstitialModel>> = {
  password,
  more: { ...password, isMoreOpen: true },
  failed: { ...password, hasFailed: true },
  form: { ...password, interstitial: form },
  card: { ...password, interstitial: { ...forum, code: 'insecure-sensitive-form', asks: 'card' } },
  'card-more': {
    ...password,
    interstitial: { ...forum, code: 'insecure-sensitive-form', asks: 'card' },
    isMoreOpen: true,
  },
  id: { ...password, interstitial: { ...forum, code: 'insecure-sensitive-form', asks: 'id' } },
  window: { ...password, interstitial: { ...forum, code: 'insecure-http-auth' } },
  'form-card': { ...password, interstitial: { ...form, asks: 'card' } },
  proof: {
    ...password,
    interstitial: {
      code: 'certificate-error',
      host: 'mail.example',
      target: 'mail.example',
      canUpgrade: false,
      asks: 'password',
    },
  },
  networkFacts: {
    ...password,
    interstitial: {
      code: 'tls-interception',
      host: 'mail.example',
      target: 'mail.example',
      canUpgrade: false,
      asks: 'password',
      issuer: 'Corner Filters Ltd',
    },
    isMoreOpen: true,
  },
  plain: { ...password, interstitial: tide() },
  'plain-more': { ...password, interstitial: tide(), isMoreOpen: true },
  'plain-silent': { ...password, interstitial: tide({ failure: 'silent' }) },
  'plain-waiting': {
    ...password,
    interstitial: tide({ failure: 'silent' }),
    isAnswering: true,
    isWaiting: true,
  },
  'plain-loop': { ...password, interstitial: tide({ failure: 'loop' }) },
  'plain-no-page': { ...password, interstitial: tide({ failure: 'no-page' }) },
  'plain-sent': { ...password, interstitial: tide({ isSent: true }), isMoreOpen: true },
  'plain-before-sign-in': { ...password, interstitial: tide({ isBeforeSignIn: true }) },
  'plain-before-sign-in-more': {
    ...password,
    interstitial: tide({ isBeforeSignIn: true }),
    isMoreOpen: true,
  },
  'plain-long': {
    ...password,
    interstitial: { ...tide(), host: `${'a-long-name-'.repeat(8)}.tide.example` },
  },
  'plain-failed': { ...password, interstitial: tide(), hasFailed: true },
  unproven: {
    ...password,
    interstitial: {
      code: 'unproven-address',
      host: 'bakery.example',
      target: 'bakery.example',
      canUpgrade: false,
      asks: 'password',
    },
  },
  'look-alike': {
    ...password,
    interstitial: {
      code: 'look-alike-domain',
      host: 'login.yahoo-verify.example',
      target: 'login.yahoo-verify.example',
      canUpgrade: false,
      asks: 'password',
      real: { domain: 'yahoo.com', front: 'mail.yahoo.com' },
    },
  },
  'look-alike-long': {
    ...password,
    interstitial: {
      code: 'look-alike-domain',
      host: `mail.yahoo.com.${'xn--fiqs8s-'.repeat(5)}.${'a-long-name-'.repeat(5)}.${'and-on-'.repeat(8)}.evil.example`,
      target: 'evil.example',
      canUpgrade: false,
      asks: 'card',
      real: { domain: 'yahoo.com', front: 'mail.yahoo.com' },
    },
  },
  none: { interstitial: undefined, isAnswering: false, hasFailed: false },
};
