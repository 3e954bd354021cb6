import type { BlockingState } from '#contracts/messages.ts';
import { useTexts } from '../texts.tsx';
import type { PopupActions } from './model.ts';

/** Blocked requests, and a switch for pages that look broken. Not styled as a warning. */
export function BlockingCard({ blocking, actions }: { blocking: BlockingState; actions: PopupActions }) {
  const { t } = useTexts();
  if (!blocking.isOn) return null;
  return (
    <details class="fold" data-watch={blocking.isPaused ? 'paused' : 'on'} data-stopped={blocking.blocked}>
      <summary>
        {blocking.isPaused ? t('watch.paused') : t('watch.broken')}
        {/* Quiet: a number of blocked requests is no problem. */}
        <span class="quiet"> · {t('watch.blocked', { count: blocking.blocked })}</span>
      </summary>
      {!blocking.isPaused && <p>{t('watch.brokenText')}</p>}
      <button
        type="button"
        class="button"
        data-action="let-through"
        onClick={() => actions.letThrough(!blocking.isPaused)}
      >
        {blocking.isPaused ? t('watch.resume') : t('watch.pause')}
      </button>
    </details>
  );
}
