import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HOLD_MS, HoldButton } from '#ui/parts/hold-button.tsx';
import { find, fire, openPage, type Page } from './dom.ts';

let page: Page;
const onHeld = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  onHeld.mockReset();
  page = openPage();
  render(
    <HoldButton action="tidy-now" describedBy="how" onHeld={onHeld}>
      now
    </HoldButton>,
    page.root,
  );
});

describe('a button to hold', () => {
  it.each([
    ['a click', ['click']],
    ['a short press', ['pointerdown', 'pointerup', 'click']],
    ['a press that slides off', ['pointerdown', 'pointerleave']],
  ])('does nothing on %s', (_, events) => {
    for (const type of events) fire(find(page, 'button'), type);
    vi.advanceTimersByTime(HOLD_MS * 3);
    expect(onHeld).not.toHaveBeenCalled();
  });

  it('acts once after two seconds of pointer press', () => {
    fire(find(page, 'button'), 'pointerdown');
    vi.advanceTimersByTime(HOLD_MS - 1);
    expect(onHeld).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onHeld).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(HOLD_MS * 2);
    expect(onHeld).toHaveBeenCalledTimes(1);
  });

  it.each([' ', 'Enter'])('acts after two seconds of key “%s”, despite key repeat', (key) => {
    for (let times = 0; times < 60; times += 1) {
      fire(find(page, 'button'), 'keydown', { key, repeat: times > 0 });
      vi.advanceTimersByTime(HOLD_MS / 20);
    }
    expect(onHeld).toHaveBeenCalledTimes(1);
  });

  it('ignores keys pressed before and keys released early', () => {
    fire(find(page, 'button'), 'keydown', { key: 'a' });
    vi.advanceTimersByTime(HOLD_MS);
    fire(find(page, 'button'), 'keydown', { key: 'Enter' });
    vi.advanceTimersByTime(HOLD_MS - 1);
    fire(find(page, 'button'), 'keyup', { key: 'Enter' });
    vi.advanceTimersByTime(HOLD_MS);
    expect(onHeld).not.toHaveBeenCalled();
  });

  it('does nothing after it is removed', () => {
    fire(find(page, 'button'), 'pointerdown');
    render(null, page.root);
    vi.advanceTimersByTime(HOLD_MS);
    expect(onHeld).not.toHaveBeenCalled();
  });
});
