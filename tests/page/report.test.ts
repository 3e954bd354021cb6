import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const scan = vi.hoisted(() => vi.fn());
const tell = vi.hoisted(() => vi.fn(async () => undefined));
vi.mock('../../src/page/page-scan.ts', () => ({ scan }));
vi.mock('../../src/page/talk.ts', () => ({ tell }));

const { createReport } = await import('../../src/page/report.ts');

let change: () => void;
let isObserved = false;
let fields = 0;

class FakeObserver {
  constructor(onChange: () => void) {
    change = () => isObserved && onChange();
  }
  observe() {
    isObserved = true;
  }
  disconnect() {
    isObserved = false;
  }
}

/** Adds a form to the page. */
function showAnother() {
  fields += 1;
  scan.mockReturnValue({
    forms: [{ target: `http://site.example/${fields}`, asks: ['password'] }],
    mixedActive: 0,
    mixedPassive: 0,
    parts: [],
  });
  change();
  vi.runAllTimers();
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  isObserved = false;
  fields = 0;
  scan.mockReturnValue({ forms: [], mixedActive: 0, mixedPassive: 0, parts: [] });
  vi.stubGlobal('MutationObserver', FakeObserver);
  vi.stubGlobal('document', { getElementsByTagName: () => ({ length: fields }) });
  vi.stubGlobal('location', { protocol: 'http:' });
  vi.stubGlobal('isSecureContext', false);
  vi.stubGlobal('window', { top: {} });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('forms that appear late', () => {
  it('are reported once each, and at most twenty times', () => {
    createReport(() => undefined).begin();
    showAnother();
    change();
    vi.runAllTimers();
    expect(tell).toHaveBeenCalledTimes(1);
    for (let count = 0; count < 30; count += 1) showAnother();
    expect(tell).toHaveBeenCalledTimes(20);
    expect(isObserved).toBe(false);
  });

  it('are not reported after as many reports by focused fields', () => {
    const report = createReport(() => undefined);
    report.begin();
    for (let count = 0; count < 19; count += 1) showAnother();
    fields += 1;
    change();
    scan.mockReturnValueOnce({ forms: [{ target: 'http://new.example/', asks: ['card'] }] });
    report.entered({} as Element);
    scan.mockReturnValue({ forms: [{ target: 'http://newer.example/', asks: ['card'] }] });
    vi.runAllTimers();
    expect(tell).toHaveBeenCalledTimes(20);
  });

  it('are not reported after the end, not even by a pending change', () => {
    const report = createReport(() => undefined);
    report.begin();
    change();
    report.end();
    showAnother();
    expect(tell).not.toHaveBeenCalled();
    report.begin();
    showAnother();
    expect([isObserved, tell.mock.calls]).toEqual([false, []]);
  });
});
