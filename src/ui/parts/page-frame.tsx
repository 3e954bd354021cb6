import type { ComponentChildren } from 'preact';
import { useTexts } from '../texts.tsx';
import { HelpLink } from './help-link.tsx';
import { TableIcon } from './icons.tsx';
import { LanguagePicker } from './language-picker.tsx';

/** The frame of a whole page of ours: name above, language and help always in the same corner. */
export function PageFrame({ page, children }: { page: string; children: ComponentChildren }) {
  const { t } = useTexts();
  return (
    <div class={`page page-${page}`}>
      <header class="page-head">
        <TableIcon />
        <span class="app-name">{t('app.title')}</span>
        <span class="quiet">{t('app.purpose')}</span>
        <LanguagePicker />
        <HelpLink />
      </header>
      <main>{children}</main>
    </div>
  );
}
