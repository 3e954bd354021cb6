import { beforeEach, describe, expect, it, vi } from 'vitest';

const ADDRESS = 'http://detectportal.firefox.com/canonical.html';
const browser = vi.hoisted((): { captivePortal?: object } => ({}));
vi.mock('webextension-polyfill', () => ({ default: browser }));

/** A fake of Firefox's API. */
function portalIn(state: () => Promise<string>, address: () => Promise<{ value?: unknown }>) {
  const listeners: ((details: { state: string }) => void)[] = [];
  browser.captivePortal = {
    onStateChanged: { addListener: (listener: (typeof listeners)[number]) => listeners.push(listener) },
    canonicalURL: { get: address },
    getState: state,
  };
  return (now: string) => {
    for (const listener of listeners) listener({ state: now });
  };
}

async function adapter() {
  vi.resetModules();
  return import('#browser/page/captive-portal.ts');
}

const answers = async () => ({ value: ADDRESS });

describe('Firefox’s captive portal state', () => {
  beforeEach(() => {
    delete browser.captivePortal;
  });

  it.each([
    ['locked_portal', true],
    ['unlocked_portal', false],
    ['not_captive', false],
    ['unknown', false],
  ])('is passed on when it changes: %s', async (state, isLocked) => {
    const change = portalIn(async () => 'unknown', answers);
    const { listenToPortal } = await adapter();
    const told = vi.fn();
    listenToPortal(told);
    change(state);
    await vi.waitFor(() => expect(told.mock.calls).toEqual([[isLocked, ADDRESS]]));
  });

  it('is read at the start', async () => {
    portalIn(async () => 'locked_portal', answers);
    const { askPortal } = await adapter();
    const told = vi.fn();
    await askPortal(told);
    expect(told.mock.calls).toEqual([[true, ADDRESS]]);
  });

  it('has no URL if the setting is not readable', async () => {
    portalIn(
      async () => 'locked_portal',
      () => Promise.reject(new Error('not allowed')),
    );
    const { askPortal } = await adapter();
    const told = vi.fn();
    await askPortal(told);
    expect(told.mock.calls).toEqual([[true, undefined]]);
  });

  it('is ignored if detection is off', async () => {
    portalIn(() => Promise.reject(new Error('turned off')), answers);
    const { askPortal } = await adapter();
    const told = vi.fn();
    await askPortal(told);
    expect(told).not.toHaveBeenCalled();
  });

  it('is ignored in a browser without the API', async () => {
    const { askPortal, listenToPortal } = await adapter();
    const told = vi.fn();
    listenToPortal(told);
    await askPortal(told);
    expect(told).not.toHaveBeenCalled();
  });
});
