import { describe, expect, it } from 'vitest';
import { createOpenLeave } from '#app/tidy/open-leave.ts';
import { fakeMemory, fakeTabs, SESSION } from '../fakes.ts';

async function place(isSecondPress = () => true, isStarted = true) {
  const tabs = fakeTabs();
  const memory = fakeMemory();
  if (isStarted) await memory.session.set(SESSION);
  let made = 0;
  const openLeave = createOpenLeave({
    memory,
    tabs,
    newToken: () => `token-${++made}`,
    isSecondPress,
  });
  return { tabs, openLeave, urls: () => [...tabs.all.values()].map(({ url }) => url) };
}

describe('the leaving page', () => {
  it('is opened once, and shown if it is open', async () => {
    const { tabs, openLeave, urls } = await place();
    await openLeave.open(false);
    await openLeave.open(false);
    expect(urls()).toEqual(['own:leave.html']);
    expect(tabs.shown).toHaveLength(1);
  });

  it('may start a tidy without a question once, but not when reloaded', async () => {
    const { openLeave, urls } = await place();
    await openLeave.open(true);
    expect(urls()).toEqual(['own:leave.html?quick=token-1']);
    expect(await openLeave.takeToken('token-1')).toBe(true);
    expect(await openLeave.takeToken('token-1')).toBe(false);
  });

  it('rejects an unknown token', async () => {
    const { openLeave } = await place();
    expect(await openLeave.takeToken('1')).toBe(false);
    await openLeave.open(true);
    expect(await openLeave.takeToken('1')).toBe(false);
    expect(await openLeave.takeToken('token-1')).toBe(true);
  });

  it('starts without a question at the second key press, not at the first', async () => {
    let presses = 0;
    const { openLeave, urls } = await place(() => ++presses === 2);
    await openLeave.keyPressed();
    expect(urls()).toEqual([]);
    await openLeave.keyPressed();
    expect(urls()).toEqual(['own:leave.html?quick=token-1']);
  });

  it('asks when the visit began where nobody pressed Start, whatever was pressed', async () => {
    const { openLeave, urls } = await place(() => true, false);
    await openLeave.keyPressed();
    expect(urls()).toEqual(['own:leave.html']);
  });
});
