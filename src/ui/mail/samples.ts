import type { MailModel } from './mail-view.tsx';

const first: MailModel = {
  part: 'group',
  places: [
    {
      page: 'https://account.harbour.example/sign-ins',
      source: 'https://help.harbour.example/1',
      date: '2026',
    },
    { page: 'https://id.island.example/', source: 'https://island.example/help', date: '2026-03-12' },
  ],
};

export const mailSamples: Readonly<Record<string, MailModel>> = {
  group: first,
  account: { ...first, part: 'account' },
};
