import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HOLD_MS, HoldButton } from '#ui/parts/hold-button.tsx';
import { find, fire, openPage, type Page } from './dom.ts';

let page: Page;
const onHeld = vi.fn();
const onPress = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  onHeld.mockReset();
  onPress.mockReset();
  page = openPage();
  render(
    <HoldButton
      className="button"
      action="leave"
      heldAction="tidy-now"
      describedBy="how"
      heldText="now"
      onPress={onPress}
      onHeld={onHeld}
    >
      later
    </HoldButton>,
    page.root,
  );
});

describe('a button to hold', () => {
  it.each([
    ['a click', ['click'], 1],
    ['a short press', ['pointerdown', 'pointerup', 'click'], 1],
    ['a press that slides off', ['pointerdown', 'pointerleave'], 0],
  ])('does not take %s for a hold', (_, events, presses) => {
    for (const type of events) fire(find(page, 'button'), type);
    vi.advanceTimersByTime(HOLD_MS * 3);
    expect(onHeld).not.toHaveBeenCalled();
    expect(onPress).toHaveBeenCalledTimes(presses);
  });

  it('says what it will do while it is held', async () => {
    fire(find(page, 'button'), 'pointerdown');
    await vi.advanceTimersByTimeAsync(1);
    expect(find(page, 'button').textContent).toBe('now');
    fire(find(page, 'button'), 'pointerup');
    await vi.advanceTimersByTimeAsync(1);
    expect(find(page, 'button').textContent).toBe('later');
  });

  it('does not press when a hold ends, and does at the next press', () => {
    fire(find(page, 'button'), 'pointerdown');
    vi.advanceTimersByTime(HOLD_MS);
    fire(find(page, 'button'), 'pointerup');
    fire(find(page, 'button'), 'click');
    expect(onHeld).toHaveBeenCalledTimes(1);
    expect(onPress).not.toHaveBeenCalled();
    for (const type of ['pointerdown', 'pointerup', 'click']) fire(find(page, 'button'), type);
    expect(onPress).toHaveBeenCalledTimes(1);
  });

  it.each([' ', 'Enter'])('takes a short key “%s” for a press', (key) => {
    fire(find(page, 'button'), 'keydown', { key });
    expect(onPress).not.toHaveBeenCalled();
    fire(find(page, 'button'), 'keyup', { key });
    expect(onPress).toHaveBeenCalledTimes(1);
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
