import type { ComponentChildren } from 'preact';

/** Always on the screen, however long the page is. */
export function ActionBar({ children }: { children: ComponentChildren }) {
  return <div class="action-bar">{children}</div>;
}
