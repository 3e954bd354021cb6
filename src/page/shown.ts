import { attributeOf } from './field-text.ts';

const MAX_LEVELS = 20;

/**
 * Whether a person can see a field now. Pages hide fields from people to catch bots. Forces layout, so call it for few
 * fields only.
 */
export function isShown(field: HTMLElement): boolean {
  const { right, bottom } = field.getBoundingClientRect();
  const isOnPage = right + scrollX > 0 && bottom + scrollY > 0;
  if (!isOnPage || !field.checkVisibility() || getComputedStyle(field).visibility !== 'visible') return false;
  // If the whole form is hidden from screen readers, a modal dialog covers it.
  const hidden = field.closest('[aria-hidden=true]');
  if (hidden && !hidden.querySelector('form')) return false;
  // Some pages draw their own box over an invisible field, which then stays in the tab order.
  const isSkipped = attributeOf(field, 'tabindex').startsWith('-');
  let element: HTMLElement | null = field;
  for (let level = 0; element && level < MAX_LEVELS; level++, element = element.parentElement) {
    const { opacity, overflowX, overflowY } = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    const clips =
      (element === field && field.matches('input')) || (overflowX !== 'visible' && overflowY !== 'visible');
    if ((clips && (width <= 1 || height <= 1)) || (isSkipped && opacity === '0')) return false;
  }
  return true;
}
