import { HoldButton } from '../parts/hold-button.tsx';
import { TableIcon } from '../parts/icons.tsx';
import { useTexts } from '../texts.tsx';
import type { PopupActions } from './model.ts';

interface CleanUpProps {
  /**
   * - `primary`: the one thing to do.
   * - `second`: beside a button that comes first.
   * - `line`: below a warning.
   */
  readonly look: 'primary' | 'second' | 'line';
  readonly signedIn: number;
  readonly actions: PopupActions;
}

const CLASSES = { primary: 'button primary wide', second: 'button wide', line: 'button plain' } as const;

/** A press opens the page on which one leaves; held, it cleans up without it. */
export function CleanUp({ look, signedIn, actions }: CleanUpProps) {
  const { t } = useTexts();
  return (
    <section class={`clean-up clean-up-${look}`} aria-label={t('tidy.open')}>
      <HoldButton
        className={CLASSES[look]}
        action="leave"
        heldAction="tidy-now"
        describedBy="tidy-how"
        heldText={t('tidy.quick')}
        onPress={actions.openLeave}
        onHeld={actions.tidyNow}
      >
        <TableIcon />
        {t('tidy.open')}
      </HoldButton>
      <p id="tidy-how" class="quiet">
        {t('tidy.quickHow')}
        {signedIn > 0 && ` ${t('tidy.skips', { count: signedIn })}`}
      </p>
    </section>
  );
}
