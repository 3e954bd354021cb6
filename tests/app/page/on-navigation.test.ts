import { describe, expect, it } from 'vitest';
import { createNavigation, type NavigationParts, type ShownPage } from '#app/page/on-navigation.ts';
import { address } from '../../builders.ts';

const CHAIN = { hops: [{ host: 't.example', site: 't.example' }], parameters: [] };

/** Records the calls in order. */
function listening() {
  const called: string[] = [];
  const note =
    (name: string) =>
    async (...values: readonly unknown[]): Promise<undefined> => {
      called.push(
        [name, ...values.map((value) => (typeof value === 'object' ? kindOf(value) : value))].join(' '),
      );
    };
  const kindOf = (value: unknown) =>
    (value as { kind?: string; host?: string } | null)?.kind ?? (value as { host?: string } | null)?.host;
  const parts = {
    visits: {
      record: note('record'),
      forget: note('forget'),
      gone: note('gone'),
      touch: note('touch'),
      touchTab: note('touchTab'),
      touchHost: note('touchHost'),
    },
    httpsFirst: {
      shows: note('shows'),
      arrived: note('arrived'),
      failed: note('failed'),
      gone: note('gone'),
    },
    tls: { opened: note('tls') },
    tlsInfo: { take: async () => undefined, forget: (tabId: number) => void called.push(`no-tls ${tabId}`) },
    redirects: { takeRedirects: () => CHAIN },
    trackers: { opened: note('trackers') },
    clock: { look: note('clock') },
    zoom: { pageOpened: note('zoom') },
    seen: note('seen'),
  };
  const listener = createNavigation(parts as unknown as NavigationParts);
  const settled = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    return called.toSorted();
  };
  return { listener, settled };
}

const shown = (url: string, over: Partial<ShownPage> = {}): ShownPage => {
  const page = url.startsWith('http') ? address(url) : undefined;
  return { url, page, host: page && new URL(url).host, userInfo: undefined, isRefusal: false, ...over };
};

describe('a committed page', () => {
  it('is passed to all use cases', async () => {
    const { listener, settled } = listening();
    listener.onPage(7, shown('https://site.example:8443/'));
    expect(await settled()).toEqual([
      'arrived 7 site.example',
      'clock',
      'record 7 committed',
      'shows 7 https://site.example:8443/',
      'tls 7 site.example ',
      'touch 7 site.example:8443',
      'trackers 7',
      'zoom 7 site.example:8443',
    ]);
  });

  it('is not passed to HTTPS first if it is the browser’s error page', async () => {
    const { listener, settled } = listening();
    listener.onPage(7, shown('https://site.example/', { isRefusal: true }));
    expect((await settled()).filter((call) => call.startsWith('shows'))).toEqual([]);
  });

  it('ends the visit if it is no web page, and records local files', async () => {
    const { listener, settled } = listening();
    listener.onPage(7, shown('file:///letter.html'));
    expect(await settled()).toEqual([
      'clock',
      'forget 7',
      'seen local-files',
      'shows 7 ',
      'touchTab 7',
      'trackers 7',
      'zoom 7 ',
    ]);
  });

  it('does not touch the session if it is one of the browser’s own pages', async () => {
    const { listener, settled } = listening();
    listener.onPage(7, shown('about:blank'));
    expect((await settled()).filter((call) => /touch|seen/.test(call))).toEqual([]);
  });
});

describe('a failed navigation', () => {
  it.each([
    ['old-tls', 'broken'],
    ['expired', 'certificate'],
  ] as const)('because of %s is passed to HTTPS first as %s', async (cause, failure) => {
    const { listener, settled } = listening();
    listener.onRefused(7, address('https://site.example/'), cause);
    expect(await settled()).toEqual([`failed 7 site.example ${failure}`, 'record 7 refused']);
  });

  it('is passed on unchanged', async () => {
    const { listener, settled } = listening();
    listener.onFailed(7, address('https://site.example/'), 'refused');
    expect(await settled()).toEqual(['failed 7 site.example refused', 'record 7 failed']);
  });
});

it('forgets a closed tab everywhere', async () => {
  const { listener, settled } = listening();
  listener.onGone(7);
  expect(await settled()).toEqual(['gone 7', 'gone 7', 'no-tls 7', 'trackers 7']);
});
