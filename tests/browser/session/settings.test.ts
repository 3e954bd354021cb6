import { beforeEach, describe, expect, it, vi } from 'vitest';

/** A setting that behaves as in both browsers. */
class FakeSetting {
  #own: unknown;
  #isOurs = false;
  readonly #base: unknown;
  readonly #isLocked: boolean;

  constructor(base: unknown, isLocked = false) {
    this.#base = base;
    this.#isLocked = isLocked;
  }

  async get() {
    const levelOfControl = this.#isLocked
      ? 'not_controllable'
      : this.#isOurs
        ? 'controlled_by_this_extension'
        : 'controllable_by_this_extension';
    return { value: this.#isOurs ? this.#own : this.#base, levelOfControl };
  }

  /** Chromium: a forbidden write is ignored without an error. */
  async set({ value }: { value: unknown }) {
    if (this.#isLocked) return;
    this.#own = value;
    this.#isOurs = true;
  }

  async clear() {
    this.#isOurs = false;
  }
}

const privacy = vi.hoisted(() => ({
  services: {} as Record<string, unknown>,
  network: {} as Record<string, unknown>,
  websites: {} as Record<string, unknown>,
}));
vi.mock('webextension-polyfill', () => ({ default: { privacy } }));

import { settings } from '#browser/session/settings.ts';

const saving = () => privacy.services.passwordSavingEnabled as FakeSetting;

beforeEach(() => {
  privacy.services = { passwordSavingEnabled: new FakeSetting(true) };
  privacy.network = {
    networkPredictionEnabled: new FakeSetting(false),
    webRTCIPHandlingPolicy: new FakeSetting('default', true),
  };
  privacy.websites = {};
});

describe('hardening a setting', () => {
  it('changes it and reads it back', async () => {
    expect(await settings.harden('save-passwords')).toBe('changed');
    expect((await saving().get()).value).toBe(false);
  });

  it('does not touch one that is strict already', async () => {
    expect(await settings.harden('prediction')).toBe('already');
    expect(await settings.countHeld()).toBe(0);
  });

  it('detects that a policy controls it, although the write reports no error', async () => {
    expect(await settings.harden('webrtc')).toBe('locked');
  });

  it('reports a setting that the browser lacks', async () => {
    expect(await settings.harden('tracking-protection')).toBe('failed');
  });
});

describe('restoring settings', () => {
  it('restores exactly the previous values, and only those we control', async () => {
    await settings.harden('save-passwords');
    expect(await settings.countHeld()).toBe(1);
    await settings.restoreAll();
    expect(await saving().get()).toEqual({ value: true, levelOfControl: 'controllable_by_this_extension' });
    expect(await settings.countHeld()).toBe(0);
  });
});
