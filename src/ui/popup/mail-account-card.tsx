import type { MailAccount } from '#core/mail/mail-account.ts';
import { useTexts } from '../texts.tsx';

/** Who may read the mail of this account. Quietly and without a verdict: nothing is known of whoever runs it. */
export function MailAccountCard({ account }: { account: MailAccount }) {
  return (
    <section class="card">
      <MailAccountNote account={account} />
    </section>
  );
}

export function MailAccountNote({ account }: { account: MailAccount }) {
  const { t } = useTexts();
  const name = account.kind === 'work' ? account.organisation : account.host;
  return (
    <div class="account">
      {name !== undefined && (
        <p class="account-name">
          <bdi dir="ltr">{name}</bdi>
        </p>
      )}
      <p>
        {account.kind === 'work' ? t('provider.work') : t('provider.ownServer', { domain: account.site })}
      </p>
    </div>
  );
}
