import { useTexts } from '../texts.tsx';
import { Icon } from './icons.tsx';

/** Last in the head of each page, and last in the foot of the popup. */
export function HelpLink({ isInPopup = false }: { isInPopup?: boolean }) {
  const { t } = useTexts();
  return (
    <a class="help-link" href="guide.html#help" {...(isInPopup && { target: '_blank', rel: 'noreferrer' })}>
      <Icon name="help" />
      {t('links.help')}
    </a>
  );
}
