import { beforeEach, describe, expect, it, vi } from 'vitest';

const ADDRESS = 'http://detectportal.firefox.com/canonical.html';
const browser = vi.hoisted((): { captivePortal?: object } => ({}));
vi.mock('webextension-polyfill', () => ({ default: browser }));

/** As Firefox has it. */
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

describe('what Firefox says of a network that wants a sign-in first', () => {
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

  it('is asked for at the start, for it may have changed before', async () => {
    portalIn(async () => 'locked_portal', answers);
    const { askPortal } = await adapter();
    const told = vi.fn();
    await askPortal(told);
    expect(told.mock.calls).toEqual([[true, ADDRESS]]);
  });

  it('comes without an address where somebody keeps that away', async () => {
    portalIn(
      async () => 'locked_portal',
      () => Promise.reject(new Error('not allowed')),
    );
    const { askPortal } = await adapter();
    const told = vi.fn();
    await askPortal(told);
    expect(told.mock.calls).toEqual([[true, undefined]]);
  });

  it('is nothing where it was turned off', async () => {
    portalIn(() => Promise.reject(new Error('turned off')), answers);
    const { askPortal } = await adapter();
    const told = vi.fn();
    await askPortal(told);
    expect(told).not.toHaveBeenCalled();
  });

  it('is nothing in a browser that has no word for it', async () => {
    const { askPortal, listenToPortal } = await adapter();
    const told = vi.fn();
    listenToPortal(told);
    await askPortal(told);
    expect(told).not.toHaveBeenCalled();
  });
});
