import { useTexts } from '../texts.tsx';
import type { LeaveActions } from './model.ts';

interface LaterCardProps {
  /** First letters of the accounts; removed after a minute. */
  readonly letters: readonly string[];
  readonly actions: Pick<LeaveActions, 'print'>;
}

/** What to do later on a trusted device: letters on the screen, and a list for printing without them. */
export function LaterCard({ letters, actions }: LaterCardProps) {
  const { t } = useTexts();
  return (
    <section class="card notice later" aria-labelledby="later">
      <h2 id="later">{t('later.title')}</h2>
      {letters.length > 0 && (
        <p data-letters={letters.length}>
          {t('leave.rememberText', { count: letters.length })}{' '}
          <bdi dir="ltr" class="letters">
            {letters.join(', ')}
          </bdi>
        </p>
      )}
      <button type="button" class="button" data-action="print" onClick={actions.print}>
        {t('later.print')}
      </button>
    </section>
  );
}

/** Print only, and worded so that it reveals nothing about anybody. */
export function PaperList() {
  const { t } = useTexts();
  return (
    <section class="paper">
      <h1>{t('later.paperTitle')}</h1>
      <ul>
        <li>{t('later.paper1')}</li>
        <li>{t('later.paper2')}</li>
        <li>{t('later.paper3')}</li>
        <li>{t('later.paper4')}</li>
      </ul>
    </section>
  );
}
