import { beforeEach, describe, expect, it, vi } from 'vitest';

/** One browser setting, as the two browsers really behave. */
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

  /** Chromium: a forbidden write is ignored and no error is reported. */
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

  it('does not touch what is strict already', async () => {
    expect(await settings.harden('prediction')).toBe('already');
    expect(await settings.countHeld()).toBe(0);
  });

  it('finds out that a policy holds it, although the write reports no error', async () => {
    expect(await settings.harden('webrtc')).toBe('locked');
  });

  it('says so where the browser has no such setting', async () => {
    expect(await settings.harden('tracking-protection')).toBe('failed');
  });
});

describe('putting settings back', () => {
  it('brings back exactly what was there, and only what is ours', async () => {
    await settings.harden('save-passwords');
    expect(await settings.countHeld()).toBe(1);
    await settings.restoreAll();
    expect(await saving().get()).toEqual({ value: true, levelOfControl: 'controllable_by_this_extension' });
    expect(await settings.countHeld()).toBe(0);
  });
});
