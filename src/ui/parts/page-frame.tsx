import type { ComponentChildren } from 'preact';
import { useTexts } from '../texts.tsx';
import { TableIcon } from './icons.tsx';

/** Layout of the full pages: name, content, and help always in the same corner. */
export function PageFrame({ page, children }: { page: string; children: ComponentChildren }) {
  const { t } = useTexts();
  return (
    <div class={`page page-${page}`}>
      <header class="page-head">
        <TableIcon />
        <span class="app-name">{t('app.title')}</span>
        <a class="help-link" href="guide.html#help">
          {t('links.help')}
        </a>
      </header>
      <main>{children}</main>
    </div>
  );
}
