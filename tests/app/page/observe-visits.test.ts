import { describe, expect, it } from 'vitest';
import type { Item, Memory } from '#app/memory.ts';
import { createVisitObserver, type VisitObserverParts } from '#app/page/observe-visits.ts';
import type { ListedProvider } from '#core/page/finding.ts';
import { address, form, scan as lookOf } from '../../builders.ts';
import { fakeMemory, fakePages, fakeTabs, fakeToolbar, inEnglish, SESSION } from '../fakes.ts';

const NOW_MS = 1_000_000;

function watchOver(parts: Pick<VisitObserverParts, 'memory'> & Partial<VisitObserverParts>) {
  return createVisitObserver({
    ...{ toolbar: fakeToolbar(), scanPage: fakePages().scanPage, tabs: fakeTabs({}), lists: {} },
    ...{ language: inEnglish, now: () => NOW_MS },
    ...parts,
  });
}

async function post(isSessionRunning = true, pages = fakePages(), tabs = fakeTabs({})) {
  const memory = fakeMemory();
  const toolbar = fakeToolbar();
  if (isSessionRunning) {
    await memory.session.set(SESSION);
  }
  return { memory, toolbar, watch: watchOver({ memory, toolbar, scanPage: pages.scanPage, tabs }) };
}

const HTTP_URL = 'http://forum.example/';
const HTTP = address(HTTP_URL);
const scan = lookOf({ forms: [form(HTTP_URL)] });

/** Serializes changes, and does not write unchanged values. */
function asSlowAsABrowser<Value>(item: Item<Value>, onWrite: () => void): Item<Value> {
  let turn: Promise<Value | undefined> = Promise.resolve(undefined);
  const change = async (by: (value: Value | undefined) => Value | undefined) => {
    await new Promise((done) => setTimeout(done));
    const before = await item.get();
    const after = by(before);
    if (after === before || after === undefined) return after;
    onWrite();
    await item.set(after);
    return after;
  };
  return {
    ...item,
    update: (by) => {
      turn = turn.then(() => change(by));
      return turn;
    },
  };
}

describe('watching visits', () => {
  it('observes where nobody pressed Start', async () => {
    const { watch, memory, toolbar } = await post(false);
    await watch.record(1, { kind: 'committed', page: HTTP });
    await watch.touch(1, HTTP.host);
    expect((await memory.visit(1).get())?.page).toEqual(HTTP);
    expect(await memory.hosts.get()).toEqual({ [HTTP.host]: NOW_MS });
    expect(toolbar.shown.get(1)).toBe('L1');
  });

  it('never creates a visit from a page scan: a tab from before the session stays unknown', async () => {
    const { watch, memory } = await post();
    await watch.record(1, { kind: 'scanned', scan, isWhole: false });
    expect(await memory.visit(1).get()).toBeUndefined();
  });

  it('starts a visit anew at the next scan if the background ended', async () => {
    const { watch, memory } = await post(
      true,
      fakePages({ 1: { scan, thirdParties: [] } }),
      fakeTabs({ 1: HTTP_URL }),
    );
    expect(await watch.inspectNow(1), 'there before the session').toBeUndefined();
    await watch.touch(1, HTTP.host);
    expect(await watch.inspectNow(1)).toMatchObject({ page: HTTP, isScanned: true, forms: [{}] });
    await memory.visit(1).remove();
    await watch.scanned(1, HTTP_URL, scan);
    expect(await memory.visit(1).get()).toMatchObject({ page: HTTP, isScanned: true, forms: [{}] });
  });

  it('scans the current page and drops the visit of the previous one', async () => {
    const tabs = fakeTabs({ 1: 'https://next.example/' });
    const { watch } = await post(true, fakePages({ 1: { scan: lookOf(), thirdParties: [] } }), tabs);
    await watch.record(1, { kind: 'committed', page: HTTP });
    await watch.touch(1, HTTP.host);
    expect(await watch.inspectNow(1)).toMatchObject({ page: { host: 'next.example' }, isScanned: true });
  });

  it('creates no visit for a page that cannot be scanned, which may be an error page', async () => {
    const { watch, memory } = await post(true, fakePages(), fakeTabs({ 1: HTTP_URL }));
    await watch.touch(1, HTTP.host);
    expect(await watch.inspectNow(1)).toBeUndefined();
    expect(await memory.visit(1).get()).toBeUndefined();
  });

  it('does not add the current page’s scan to the previous page', async () => {
    const { watch, memory } = await post();
    await watch.record(1, { kind: 'committed', page: address('https://before.example/') });
    await watch.touch(1, 'before.example');
    await watch.scanned(1, HTTP_URL, scan);
    expect(await memory.visit(1).get()).toMatchObject({ page: HTTP, isScanned: true });
    await watch.scanned(1, HTTP_URL, lookOf({ mixedActive: 2 }));
    expect(await memory.visit(1).get()).toMatchObject({ forms: [{}], mixedActive: 2 });
  });

  it('writes a few times for a page with five thousand frames, and loses none', async () => {
    const inner = fakeMemory();
    await inner.session.set(SESSION);
    const writes: string[] = [];
    const memory = {
      ...inner,
      hosts: asSlowAsABrowser(inner.hosts, () => writes.push('hosts')),
      touchedTabs: asSlowAsABrowser(inner.touchedTabs, () => writes.push('tabs')),
      visit: () => visit,
    };
    const slowVisit = asSlowAsABrowser(inner.visit(1), () => writes.push('visit'));
    const visit = { ...slowVisit, hold: slowVisit.update };
    const watch = watchOver({ memory });
    await watch.record(1, { kind: 'committed', page: HTTP });
    const hosts = Array.from({ length: 5000 }, (_, index) => `f${index}.example`);
    await Promise.all(hosts.flatMap((host) => [watch.touch(1, host), watch.scanned(1, HTTP_URL, scan)]));
    expect(Object.keys((await memory.hosts.get()) ?? {})).toEqual(hosts);
    expect(await memory.touchedTabs.get()).toEqual({ 1: NOW_MS });
    expect((await visit.get())?.forms).toHaveLength(1);
    expect(writes.length, writes.join()).toBeLessThan(10);
  });

  it('writes later values after a failed write, and the failed ones with them', async () => {
    const inner = fakeMemory();
    await inner.session.set(SESSION);
    let isBroken = true;
    const hosts: Memory['hosts'] = {
      ...inner.hosts,
      update: (change) => (isBroken ? Promise.reject(new Error('no memory')) : inner.hosts.update(change)),
    };
    const memory = { ...inner, hosts };
    const watch = watchOver({ memory });
    await expect(watch.touch(1, 'a.example')).rejects.toThrow('no memory');
    isBroken = false;
    await watch.touch(1, 'b.example');
    expect(Object.keys((await memory.hosts.get()) ?? {})).toEqual(['a.example', 'b.example']);
  });

  it('raises the toolbar level per tab', async () => {
    const { watch, toolbar } = await post();
    await watch.record(1, { kind: 'committed', page: HTTP });
    await watch.record(2, { kind: 'committed', page: address('https://mail.example/') });
    expect(toolbar.shown.get(1)).toBe('L1');
    await watch.record(1, { kind: 'scanned', scan, isWhole: false });
    expect(toolbar.shown.get(1)).toBe('L3');
    expect(toolbar.shown.get(2)).toBe('L0');
  });

  it('gives all quiet tabs the icon of the session that began, and no other', async () => {
    const { watch, toolbar, memory } = await post();
    await watch.touch(1, 'forum.example');
    await watch.touch(2, 'mail.example');
    await watch.touch(3, 'never-looked-at.example');
    await watch.record(1, { kind: 'committed', page: HTTP });
    await watch.record(2, { kind: 'committed', page: address('https://mail.example/') });
    await memory.session.set({ ...SESSION, place: 'cafe' });
    await watch.redraw();
    expect(toolbar.lives).toEqual([['started', [2, 3]]]);
  });

  it('adds the result of a scan', async () => {
    const pages = fakePages({
      1: { scan, thirdParties: [{ host: 'cdn.tracker.example', site: 'tracker.example' }] },
    });
    const { watch } = await post(true, pages);
    await watch.record(1, { kind: 'committed', page: HTTP });
    const visit = await watch.inspectNow(1);
    expect(visit).toMatchObject({ isScanned: true, thirdParties: [{ host: 'cdn.tracker.example' }] });
    expect(visit?.forms).toHaveLength(1);
  });

  it('scans once for concurrent requests, and again for later ones', async () => {
    let looks = 0;
    const pages = {
      ...fakePages(),
      scanPage: async () => {
        looks += 1;
        return { scan, thirdParties: [] };
      },
    };
    const { watch } = await post(true, pages);
    await watch.record(1, { kind: 'committed', page: HTTP });
    const [one, other] = await Promise.all([watch.inspectNow(1), watch.inspectNow(1)]);
    expect(one).toBe(other);
    expect(looks).toBe(1);
    await watch.inspectNow(1);
    expect(looks).toBe(2);
  });

  it('does not claim a look where the browser forbids one', async () => {
    const { watch } = await post();
    await watch.record(1, { kind: 'committed', page: HTTP });
    expect((await watch.inspectNow(1))?.isScanned).toBe(false);
  });

  it('records each host and tab of the session once', async () => {
    const { watch, memory } = await post();
    await watch.touch(1, 'a.example');
    await watch.touch(1, 'a.example');
    await watch.touch(2, 'b.example');
    expect(Object.keys((await memory.hosts.get()) ?? {})).toEqual(['a.example', 'b.example']);
    expect(await memory.touchedTabs.get()).toEqual({ 1: NOW_MS, 2: NOW_MS });
  });

  it('removes the visit when the tab shows no web page', async () => {
    const { watch, memory } = await post();
    await watch.record(1, { kind: 'committed', page: HTTP });
    await watch.forget(1);
    expect(await memory.visit(1).get()).toBeUndefined();
  });
});

describe('a mail service with a warning', () => {
  const HOSTS: Record<string, string> = {
    'mail.careful.example': 'careful',
    'in.careful.example': 'careful',
    'mail.other.example': 'other',
  };
  const byHost = (host: string): ListedProvider | undefined => {
    const name = HOSTS[host];
    return name === undefined ? undefined : { name, verdict: 'avoid', reasons: [] };
  };

  async function post() {
    const memory = fakeMemory();
    await memory.session.set(SESSION);
    const toolbar = fakeToolbar();
    const watch = watchOver({ memory, toolbar, lists: { providers: { byHost } } });
    const open = async (tabId: number, host: string) => {
      await watch.record(tabId, { kind: 'committed', page: address(`https://${host}/`) });
      return toolbar.shown.get(tabId);
    };
    return { memory, toolbar, watch, open };
  }

  it('is reported once per session, in all tabs', async () => {
    const { open } = await post();
    expect(await open(1, 'mail.careful.example')).toBe('L2');
    expect(await open(2, 'mail.careful.example')).toBe('L1');
    expect(await open(1, 'quiet.example')).toBe('L0');
    expect(await open(1, 'mail.careful.example')).toBe('L1');
    expect(await open(1, 'mail.careful.example')).toBe('L1');
  });

  it('stays reported while the person stays there', async () => {
    const { open } = await post();
    expect(await open(1, 'mail.careful.example')).toBe('L2');
    expect(await open(1, 'in.careful.example')).toBe('L2');
    expect(await open(1, 'mail.careful.example')).toBe('L2');
  });

  it('is reported once even if the scan arrives before the commit is stored', async () => {
    const { watch, memory, toolbar } = await post();
    await watch.record(1, { kind: 'committed', page: address('https://before.example/') });
    const url = 'https://mail.careful.example/';
    await Promise.all([
      watch.record(1, { kind: 'committed', page: address(url) }),
      watch.scanned(1, url, lookOf()),
    ]);
    expect((await memory.visit(1).get())?.isTold).toBeUndefined();
    expect(toolbar.shown.get(1)).toBe('L2');
  });

  it('does not suppress the warning of another service', async () => {
    const { open, memory } = await post();
    expect(await open(1, 'mail.careful.example')).toBe('L2');
    expect(await open(1, 'mail.other.example')).toBe('L2');
    expect(await memory.told.get()).toEqual({ careful: 1, other: 1 });
  });

  it('is stored for a restarted background, like everything the toolbar shows', async () => {
    const inner = fakeMemory();
    await inner.session.set(SESSION);
    const isHeld: boolean[] = [];
    const visitOf = (tabId: number) => {
      const item = inner.visit(tabId);
      return {
        ...item,
        hold: (...[change, canBeLost]: Parameters<typeof item.hold>) =>
          item.hold((known) => {
            const after = change(known);
            isHeld.push(after !== undefined && canBeLost(after));
            return after;
          }, canBeLost),
      };
    };
    const watch = watchOver({ memory: { ...inner, visit: visitOf }, lists: { providers: { byHost } } });
    for (const url of ['https://mail.careful.example/', HTTP_URL, 'https://quiet.example/']) {
      await watch.record(1, { kind: 'committed', page: address(url) });
    }
    expect(isHeld).toEqual([false, false, true]);
  });

  it('causes no reads on other pages', async () => {
    const { open, memory } = await post();
    await open(1, 'quiet.example');
    expect(await memory.told.get()).toBeUndefined();
  });
});
