import type { SentUnencryptedEntry } from '#contracts/messages.ts';
import { useTexts } from '../texts.tsx';
import type { LeaveModel } from './model.ts';

/** What asks for no decision, so it has no number. */
export function GoodToKnow({ model }: { model: LeaveModel }) {
  const { t } = useTexts();
  const { signOut, files, sentUnencrypted, place, browser } = model.state;
  const hosts = signOut.filter(({ isGuess }) => !isGuess).map(({ host }) => host);
  return (
    <>
      <SentUnencrypted entries={sentUnencrypted} />
      <section class="info">
        <h2>{t('leave.knowTitle')}</h2>
        <ul>
          {signOut.length === 0 && <li>{t('leave.signOutNone')}</li>}
          {files.length === 0 && <li>{t('leave.filesNone')}</li>}
          <li>
            <Remember hosts={hosts} />
          </li>
          <li>{t('leave.bookmarks')}</li>
          {place !== 'own' && <li>{t(`leave.account.${browser}`)}</li>}
        </ul>
      </section>
    </>
  );
}

/** Who saw what without protection: nothing brings it back, so it is said what can still be changed. */
function SentUnencrypted({ entries }: { entries: readonly SentUnencryptedEntry[] }) {
  const { t, language } = useTexts();
  if (entries.length === 0) return null;
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return (
    <section class="info info-care">
      <h2>{t('leave.sentUnencryptedTitle')}</h2>
      <p>{t('leave.sentUnencryptedText')}</p>
      <ul class="rows">
        {entries.map(({ host, kinds }) => (
          <li key={host} data-in-clear={host} data-kinds={kinds.join(' ')}>
            <span class="row-name">
              <bdi dir="ltr">{host}</bdi>{' '}
              <small>{list.format(kinds.map((kind) => t(`leave.sentUnencrypted.${kind}`)))}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Nothing may be stored for later, so the person gets something to remember: letters, never names. */
function Remember({ hosts }: { hosts: readonly string[] }) {
  const { t } = useTexts();
  if (hosts.length === 0) return <>{t('leave.rememberNone')}</>;
  return (
    <>
      {t('leave.rememberText', { count: hosts.length })}{' '}
      <bdi dir="ltr" class="letters">
        {firstLetters(hosts).join(', ')}
      </bdi>
    </>
  );
}

export function firstLetters(hosts: readonly string[]): readonly string[] {
  return hosts.map((host) =>
    host
      .replace(/^www\./, '')
      .charAt(0)
      .toUpperCase(),
  );
}
