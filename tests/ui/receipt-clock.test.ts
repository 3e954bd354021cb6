import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReceiptClock, type ReceiptClock } from '#ui/leave/receipt-clock.ts';
import { fire, openPage, type Page } from './dom.ts';

const MINUTE_MS = 60_000;

let page: Page;
let ends: number;
let clock: ReceiptClock;

beforeEach(() => {
  vi.useFakeTimers();
  page = openPage();
  ends = 0;
  clock = createReceiptClock(page.document, () => {
    ends += 1;
  });
});

afterEach(() => clock.stop());

function hasFocus(html: string): void {
  page.root.innerHTML = html;
  Object.defineProperty(page.document, 'activeElement', {
    value: page.root.querySelector('input'),
    configurable: true,
  });
}

describe('the minute of the receipt', () => {
  it('ends once, after a minute in which nobody did anything', () => {
    clock.start();
    vi.advanceTimersByTime(MINUTE_MS - 1000);
    expect(ends).toBe(0);
    vi.advanceTimersByTime(5 * MINUTE_MS);
    expect(ends).toBe(1);
  });

  it.each(['pointermove', 'pointerdown', 'wheel', 'keydown'])(
    'stands still for five seconds after a %s',
    (type) => {
      clock.start();
      vi.advanceTimersByTime(30_000);
      fire(page.document, type);
      vi.advanceTimersByTime(33_000);
      expect(ends).toBe(0);
      vi.advanceTimersByTime(1000);
      expect(ends).toBe(1);
    },
  );

  it('stands still while a task has the focus', () => {
    hasFocus('<li data-task="passwords"><input></li>');
    clock.start();
    vi.advanceTimersByTime(2 * MINUTE_MS);
    expect(ends).toBe(0);
    hasFocus('<div><input></div>');
    vi.advanceTimersByTime(MINUTE_MS);
    expect(ends).toBe(1);
  });

  it('stands still while another tab is in front', () => {
    Object.defineProperty(page.document, 'hidden', { value: true, configurable: true });
    clock.start();
    vi.advanceTimersByTime(2 * MINUTE_MS);
    expect(ends).toBe(0);
  });

  it('ends after ten minutes whatever goes on', () => {
    clock.start();
    for (let seconds = 0; seconds < 599; seconds += 1) {
      fire(page.document, 'keydown');
      vi.advanceTimersByTime(1000);
    }
    expect(ends).toBe(0);
    vi.advanceTimersByTime(1000);
    expect(ends).toBe(1);
  });

  it('begins again when it is started again, and not after it was stopped', () => {
    clock.start();
    vi.advanceTimersByTime(50_000);
    clock.start();
    vi.advanceTimersByTime(50_000);
    expect(ends).toBe(0);
    clock.stop();
    vi.advanceTimersByTime(MINUTE_MS);
    expect(ends).toBe(0);
  });
});
