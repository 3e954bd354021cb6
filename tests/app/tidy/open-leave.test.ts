import { describe, expect, it } from 'vitest';
import { createOpenLeave } from '#app/tidy/open-leave.ts';
import { fakeMemory, fakeTabs } from '../fakes.ts';

function place(isSecondPress = () => true) {
  const tabs = fakeTabs();
  let made = 0;
  const openLeave = createOpenLeave({
    memory: fakeMemory(),
    tabs,
    newToken: () => `token-${++made}`,
    isSecondPress,
  });
  return { tabs, openLeave, urls: () => [...tabs.all.values()].map(({ url }) => url) };
}

describe('the leaving page', () => {
  it('is opened once, and shown if it is open', async () => {
    const { tabs, openLeave, urls } = place();
    await openLeave.open(false);
    await openLeave.open(false);
    expect(urls()).toEqual(['own:leave.html']);
    expect(tabs.shown).toHaveLength(1);
  });

  it('may start a tidy without a question once, but not when reloaded', async () => {
    const { openLeave, urls } = place();
    await openLeave.open(true);
    expect(urls()).toEqual(['own:leave.html?quick=token-1']);
    expect(await openLeave.takeToken('token-1')).toBe(true);
    expect(await openLeave.takeToken('token-1')).toBe(false);
  });

  it('rejects an unknown token', async () => {
    const { openLeave } = place();
    expect(await openLeave.takeToken('1')).toBe(false);
    await openLeave.open(true);
    expect(await openLeave.takeToken('1')).toBe(false);
    expect(await openLeave.takeToken('token-1')).toBe(true);
  });

  it('starts without a question at the second key press, not at the first', async () => {
    let presses = 0;
    const { openLeave, urls } = place(() => ++presses === 2);
    await openLeave.keyPressed();
    expect(urls()).toEqual([]);
    await openLeave.keyPressed();
    expect(urls()).toEqual(['own:leave.html?quick=token-1']);
  });
});
