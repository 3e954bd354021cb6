import type { SettingOutcome } from '#core/session/hardening.ts';
import { useTexts } from '../texts.tsx';

/** Outcomes of the hardened settings. */
export function SettingList({ settings }: { settings: readonly SettingOutcome[] }) {
  const { t } = useTexts();
  if (settings.length === 0) return <p>{t('settings.nothing')}</p>;
  return (
    <ul class="outcomes">
      {settings.map(({ id, status }) => (
        <li key={id} data-setting={id} data-status={status}>
          <span class="outcome-name">{t(`settings.names.${id}`)}</span>
          <span class="outcome-status">{t(`settings.status.${status}`)}</span>
        </li>
      ))}
    </ul>
  );
}
