import type { NavigationDetails, Stop } from '#core/page/interstitial.ts';
import type { StopModel } from './stop-view.tsx';

const forum: Stop = {
  code: 'insecure-password-field',
  host: 'forum.example',
  target: 'forum.example',
  canUpgrade: true,
  asks: 'password',
};

const form: Stop = {
  code: 'insecure-form-target',
  host: 'shop.example',
  target: 'pay.shop.example',
  canUpgrade: false,
  asks: 'password',
};

const password: StopModel = {
  stop: forum,
  isAnswering: false,
  hasFailed: false,
};

function tide(navigation: Partial<NavigationDetails> = {}): Stop {
  return {
    code: 'no-protected-address',
    host: 'tide.example',
    target: 'tide.example',
    canUpgrade: false,
    asks: 'password',
    navigation: { failure: 'refused', isSent: false, isBeforeSignIn: false, ...navigation },
  };
}

export const stopSamples: Readonly<Record<string, StopModel>> = {
  password,
  more: { ...password, isMoreOpen: true },
  failed: { ...password, hasFailed: true },
  form: { ...password, stop: form },
  card: { ...password, stop: { ...forum, code: 'insecure-sensitive-form', asks: 'card' } },
  'card-more': {
    ...password,
    stop: { ...forum, code: 'insecure-sensitive-form', asks: 'card' },
    isMoreOpen: true,
  },
  id: { ...password, stop: { ...forum, code: 'insecure-sensitive-form', asks: 'id' } },
  window: { ...password, stop: { ...forum, code: 'insecure-http-auth' } },
  'form-card': { ...password, stop: { ...form, asks: 'card' } },
  proof: {
    ...password,
    stop: {
      code: 'certificate-error',
      host: 'mail.example',
      target: 'mail.example',
      canUpgrade: false,
      asks: 'password',
    },
  },
  networkFacts: {
    ...password,
    stop: {
      code: 'tls-interception',
      host: 'mail.example',
      target: 'mail.example',
      canUpgrade: false,
      asks: 'password',
      issuer: 'Corner Filters Ltd',
    },
    isMoreOpen: true,
  },
  plain: { ...password, stop: tide() },
  'plain-more': { ...password, stop: tide(), isMoreOpen: true },
  'plain-silent': { ...password, stop: tide({ failure: 'silent' }) },
  'plain-loop': { ...password, stop: tide({ failure: 'loop' }) },
  'plain-no-page': { ...password, stop: tide({ failure: 'no-page' }) },
  'plain-sent': { ...password, stop: tide({ isSent: true }), isMoreOpen: true },
  'plain-before-sign-in': { ...password, stop: tide({ isBeforeSignIn: true }) },
  'plain-before-sign-in-more': { ...password, stop: tide({ isBeforeSignIn: true }), isMoreOpen: true },
  unproven: {
    ...password,
    stop: {
      code: 'unproven-address',
      host: 'bakery.example',
      target: 'bakery.example',
      canUpgrade: false,
      asks: 'password',
    },
  },
  'look-alike': {
    ...password,
    stop: {
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
    stop: {
      code: 'look-alike-domain',
      host: `mail.yahoo.com.${'xn--fiqs8s-'.repeat(5)}.${'a-long-name-'.repeat(5)}.${'and-on-'.repeat(8)}.evil.example`,
      target: 'evil.example',
      canUpgrade: false,
      asks: 'card',
      real: { domain: 'yahoo.com', front: 'mail.yahoo.com' },
    },
  },
  none: { stop: undefined, isAnswering: false, hasFailed: false },
};
