import { Icon, type IconName } from '../parts/icons.tsx';
import { LanguagePicker } from '../parts/language-picker.tsx';
import { useTexts } from '../texts.tsx';

const PAGES = [
  { href: 'mail.html', icon: 'mail', text: 'menu.mail' },
  { href: 'settings.html', icon: 'settings', text: 'menu.settings' },
  { href: 'guide.html#help', icon: 'help', text: 'menu.help' },
  { href: 'guide.html#cannot', icon: 'limits', text: 'menu.cannot' },
  { href: 'settings.html#keys', icon: 'keyboard', text: 'menu.keys' },
] as const satisfies readonly { href: string; icon: IconName; text: string }[];

/** @param onTime - shows the time that was paid for; only where somebody can have paid for some */
export function PopupMenu({ onTime }: { onTime: (() => void) | undefined }) {
  const { t } = useTexts();
  return (
    <nav id="menu" class="menu" aria-label={t('menu.label')}>
      <ul>
        {PAGES.map(({ href, icon, text }) => (
          <li key={href}>
            <a href={href} target="_blank" rel="noreferrer">
              <Icon name={icon} />
              {t(text)}
            </a>
          </li>
        ))}
        {onTime && (
          <li>
            <button type="button" onClick={onTime}>
              <Icon name="clock" />
              {t('time.question')}
            </button>
          </li>
        )}
        <li>
          <LanguagePicker />
        </li>
      </ul>
    </nav>
  );
}
