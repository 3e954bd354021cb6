import type { StopModel } from './stop-view.tsx';

const password: StopModel = {
  stop: { code: 'insecure-password-field', host: 'forum.example', target: 'forum.example', canUpgrade: true },
  isAnswering: false,
  hasFailed: false,
};

export const stopSamples: Readonly<Record<string, StopModel>> = {
  password,
  more: { ...password, isMoreOpen: true },
  failed: { ...password, hasFailed: true },
  form: {
    ...password,
    stop: {
      code: 'insecure-form-target',
      host: 'shop.example',
      target: 'pay.shop.example',
      canUpgrade: false,
    },
  },
  proof: {
    ...password,
    stop: { code: 'certificate-error', host: 'mail.example', target: 'mail.example', canUpgrade: false },
  },
  none: { stop: undefined, isAnswering: false, hasFailed: false },
};
