import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LeaveState, PreviewStep } from '#contracts/messages.ts';
import { stepsByUs } from '#core/tidy/plan.ts';
import { runLeave } from '#ui/leave/controller.tsx';
import { leaveSamples } from '#ui/leave/samples.ts';
import { type FakeBackground, fakeBackground, find, fire, openPage, type Page } from './dom.ts';
import { english } from './texts.ts';

function sample(name: string): LeaveState {
  const model = leaveSamples[name];
  if (!model) throw new Error(`no sample ${name}`);
  return model.state;
}

const ready = sample('ready');
const running = sample('running');
const finished = sample('receipt');

let page: Page;

beforeEach(() => {
  page = openPage();
  vi.useFakeTimers();
});

afterEach(() => {
  vi.clearAllTimers();
});

/** Time in steps, so that what follows from each answer happens before the next question. */
async function pass(ms: number): Promise<void> {
  for (let past = 0; past < ms; past += 100) await vi.advanceTimersByTimeAsync(100);
}

async function open(background: FakeBackground, quickToken?: string): Promise<void> {
  void runLeave({
    send: background.send,
    root: page.root,
    browserLanguages: ['en'],
    menuLanguage: 'en-US',
    quickToken,
  });
  // Real modules are loaded on the way.
  await vi.waitFor(() => expect(page.root.innerHTML).not.toBe(''), { interval: 5 });
  await pass(100);
}

function receipt(): Element | null {
  return page.document.querySelector('[data-receipt]');
}

function asks({ asked }: FakeBackground, name: string): unknown[] {
  return asked.filter((ask) => ask.name === name).map(({ input }) => input);
}

function withTidy(states: readonly (LeaveState | Error)[]): FakeBackground {
  let asked = -1;
  let hasBegun = false;
  return fakeBackground({
    'leave/take-token': ({ token }: { token: string }) => token === 'token' && !hasBegun,
    'leave/get': () => {
      if (!hasBegun) return ready;
      asked += 1;
      const state = states[Math.min(asked, states.length - 1)];
      if (state instanceof Error || !state) throw state ?? new Error('no state');
      return state;
    },
    'leave/tidy': () => {
      hasBegun = true;
    },
    'leave/forget': () => undefined,
  });
}

describe('tidying up', () => {
  it('asks for the chosen scope and the files to keep, and shows the receipt', async () => {
    const background = withTidy([running, running, finished]);
    await open(background);
    fire(find(page, 'input[name=scope][value=everything]'), 'change');
    fire(Object.assign(find(page, 'input[name=keep][value="1"]'), { checked: true }), 'change');
    await pass(100);
    fire(find(page, '[data-action=tidy]'), 'click');
    await pass(500);
    expect(page.document.querySelector('progress')).not.toBeNull();
    await pass(1000);
    expect(asks(background, 'leave/tidy')).toEqual([
      { scope: 'everything', keepFiles: [1], leaveOut: [], closeTabs: [], clipboardCleared: false },
    ]);
    expect(receipt()?.getAttribute('data-receipt')).toBe('complete');
  });

  it('asks once, however often it is pressed', async () => {
    const background = withTidy([running]);
    await open(background);
    for (let times = 0; times < 3; times += 1) fire(find(page, '[data-action=tidy]'), 'click');
    await pass(1000);
    expect(asks(background, 'leave/tidy')).toHaveLength(1);
  });

  it('goes on asking while the background is dead, and keeps what it knew', async () => {
    const dead = new Error('dead');
    const background = withTidy([running, dead, dead, dead, running, finished]);
    await open(background);
    fire(find(page, '[data-action=tidy]'), 'click');
    await pass(1000);
    expect(page.document.querySelector('progress')).not.toBeNull();
    await pass(2000);
    expect(receipt()).not.toBeNull();
  });

  it('follows a tidy whose start was heard by a background that died before it answered', async () => {
    let hasBegun = false;
    const background = fakeBackground({
      'leave/get': () => (hasBegun ? running : ready),
      'leave/tidy': () => {
        hasBegun = true;
        throw new Error('the message port closed');
      },
    });
    await open(background);
    fire(find(page, '[data-action=tidy]'), 'click');
    await pass(1000);
    expect(page.document.querySelector('progress')).not.toBeNull();
  });

  it('says so when it is refused, and can be asked again', async () => {
    const background = fakeBackground({ 'leave/get': () => ready });
    await open(background);
    fire(find(page, '[data-action=tidy]'), 'click');
    await pass(1000);
    expect(find(page, '[data-action=tidy]').getAttribute('aria-disabled')).toBe('false');
    fire(find(page, '[data-action=tidy]'), 'click');
    await pass(1000);
    expect(asks(background, 'leave/tidy')).toHaveLength(2);
  });

  it('starts at once for the smaller scope, keeping nothing, when asked without questions', async () => {
    const background = withTidy([running, finished]);
    await open(background, 'token');
    await pass(1000);
    expect(asks(background, 'leave/tidy')).toEqual([
      { scope: 'sitting', keepFiles: [], leaveOut: [], closeTabs: [], clipboardCleared: false },
    ]);
  });

  it('starts nothing by itself in a page that is loaded again', async () => {
    const background = fakeBackground({ 'leave/get': () => ready, 'leave/take-token': () => false });
    await open(background, 'used');
    await pass(1000);
    expect(asks(background, 'leave/tidy')).toEqual([]);
    expect(page.document.querySelector('[data-action=tidy]')).not.toBeNull();
  });

  it('starts nothing by itself when there is no session, also when asked without questions', async () => {
    const background = fakeBackground({ 'leave/get': () => sample('no-session') });
    await open(background, 'token');
    await pass(1000);
    expect(asks(background, 'leave/tidy')).toEqual([]);
  });

  it('follows a tidy that was under way when the page was opened', async () => {
    const states = [running, running, finished];
    const background = fakeBackground({ 'leave/get': () => states.shift() ?? finished });
    await open(background);
    await pass(2000);
    expect(receipt()).not.toBeNull();
  });
});

describe('a tidy that was cut short', () => {
  it('is finished for everything, because its beginning is not known', async () => {
    const background = fakeBackground({
      'leave/get': () => sample('cut-short'),
      'leave/tidy': () => undefined,
    });
    await open(background);
    fire(find(page, '[data-action=tidy]'), 'click');
    await pass(500);
    expect(asks(background, 'leave/tidy')).toMatchObject([{ scope: 'everything' }]);
  });

  it('can be left as it is', async () => {
    const background = fakeBackground({
      'leave/get': () => sample('cut-short'),
      'leave/forget': () => undefined,
    });
    await open(background);
    fire(find(page, '[data-action=leave-as-is]'), 'click');
    await pass(100);
    expect(asks(background, 'leave/forget')).toHaveLength(1);
    expect(asks(background, 'leave/tidy')).toHaveLength(0);
  });
});

describe('the receipt', () => {
  const background = () => fakeBackground({ 'leave/get': () => finished, 'leave/forget': () => undefined });

  it('goes away after a minute, and is forgotten', async () => {
    const asked = background();
    await open(asked);
    await pass(59_000);
    expect(receipt()).not.toBeNull();
    await pass(1_500);
    expect(receipt()).toBeNull();
    expect(asks(asked, 'leave/forget')).toHaveLength(1);
  });

  it('stays for another minute when asked to', async () => {
    await open(background());
    await pass(50_000);
    const before = find(page, '.action-bar p[role=status].action-note').textContent;
    fire(find(page, '[data-action=longer]'), 'click');
    await pass(100);
    expect(find(page, '.action-bar p[role=status].action-note').textContent).not.toBe(before);
    await pass(50_000);
    expect(receipt()).not.toBeNull();
    await pass(11_000);
    expect(receipt()).toBeNull();
  });

  it('waits while somebody moves the mouse, and not for a mouse that lies still', async () => {
    await open(background());
    for (let seconds = 0; seconds < 70; seconds += 2) {
      fire(page.document, 'pointermove', { movementX: 3, movementY: 0 });
      await pass(2000);
    }
    expect(receipt()).not.toBeNull();
    for (let seconds = 0; seconds < 70; seconds += 2) {
      fire(page.document, 'pointermove', { movementX: 0, movementY: 0 });
      await pass(2000);
    }
    expect(receipt()).toBeNull();
  });

  it('ticks a task, which is then one thing less to do', async () => {
    await open(background());
    const todo = () => find(page, '.sum-part:has(.sum-todo) b').textContent;
    expect(todo()).toBe('3');
    fire(Object.assign(find(page, 'input[name=task-done]'), { checked: true }), 'change');
    await pass(100);
    expect(todo()).toBe('2');
  });

  it('goes away at once when the person has read it', async () => {
    const asked = background();
    await open(asked);
    fire(find(page, '[data-action=finish]'), 'click');
    await pass(100);
    expect(receipt()).toBeNull();
    expect(asks(asked, 'leave/forget')).toHaveLength(1);
  });
});

describe('signing out', () => {
  it('opens the page, and remembers what is done', async () => {
    const background = fakeBackground({
      'leave/get': () => ready,
      'leave/open-host': () => undefined,
      'leave/sign-out': () => undefined,
    });
    await open(background);
    const row = find(page, '[data-host="www.forum.example"]');
    fire(row.querySelector('button') as Element, 'click');
    fire(Object.assign(row.querySelector('input') as Element, { checked: true }), 'change');
    await pass(100);
    expect(asks(background, 'leave/open-host')).toEqual([{ host: 'www.forum.example' }]);
    expect(asks(background, 'leave/sign-out')).toEqual([{ host: 'www.forum.example', isDone: true }]);
  });
});

describe('before it happens', () => {
  const preview: readonly PreviewStep[] = [
    { id: 'cookies', method: 'since', count: 12 },
    { id: 'cache', method: 'all', count: undefined },
    { id: 'site-storage', method: 'hosts', count: undefined },
  ];

  function withPreview(): FakeBackground {
    return fakeBackground({
      'leave/get': () => ready,
      'leave/preview': ({ scope }) =>
        scope === 'sitting' ? preview : [{ id: 'cookies', method: 'all', count: 400 }],
      'leave/tidy': () => undefined,
    });
  }

  const shownCount = () => find(page, '[data-preview=cookies]').getAttribute('data-count');

  it('shows how much goes, for the scope that is chosen', async () => {
    await open(withPreview());
    await pass(100);
    expect(shownCount()).toBe('12');
    fire(find(page, 'input[name=scope][value=everything]'), 'change');
    await pass(100);
    expect(shownCount()).toBe('400');
    expect(page.document.querySelector('input[name=optional]')).toBeNull();
  });

  it('leaves out what others would lose with it, if that is unticked', async () => {
    const background = withPreview();
    await open(background);
    await pass(100);
    const ticks = [...page.document.querySelectorAll('input[name=optional]')];
    expect(ticks.map((tick) => tick.getAttribute('value'))).toEqual(['cache', 'site-storage']);
    fire(Object.assign(find(page, 'input[name=optional][value=cache]'), { checked: false }), 'change');
    await pass(100);
    fire(find(page, '[data-action=tidy]'), 'click');
    await pass(500);
    expect(asks(background, 'leave/tidy')).toMatchObject([{ leaveOut: ['cache'] }]);
  });

  it('takes its room before it is counted, so that nothing moves away under a finger', async () => {
    let answer: (steps: readonly PreviewStep[]) => void = () => undefined;
    const counted = new Promise<readonly PreviewStep[]>((resolve) => {
      answer = resolve;
    });
    await open(fakeBackground({ 'leave/get': () => ready, 'leave/preview': () => counted }));
    await pass(100);
    const shape = () => [
      ...[...page.document.querySelectorAll('.counts dt')].map((row) => row.textContent),
      ...[...page.document.querySelectorAll('input[name=optional]')].map((tick) =>
        tick.getAttribute('value'),
      ),
    ];
    const before = shape();
    expect(before.length).toBeGreaterThan(3);
    expect(find(page, '.removal summary').textContent).toContain('…');
    expect(find(page, '.counts').textContent).toContain('…');
    expect(page.document.querySelector('[data-preview]')).toBeNull();
    answer(stepsByUs(ready.browser, 'sitting').map((step) => ({ ...step, count: 3 })));
    await pass(100);
    expect(find(page, '.counts').textContent).not.toContain('…');
    expect(shape()).toEqual(before);
  });

  it('goes without numbers where they cannot be had', async () => {
    await open(fakeBackground({ 'leave/get': () => ready }));
    await pass(100);
    expect(page.document.querySelector('[data-preview]')).toBeNull();
    expect(page.document.querySelector('.counts dd')).toBeNull();
    expect(find(page, '[data-action=tidy]')).not.toBeNull();
  });
});

describe('where nobody pressed Start', () => {
  const withoutStart = sample('begin-browser');
  const counted: readonly PreviewStep[] = [{ id: 'history', method: 'since', count: 5 }];

  const background = (state: LeaveState = withoutStart) =>
    fakeBackground({
      'leave/get': () => state,
      'leave/preview': () => counted,
      'leave/take-token': () => true,
      'leave/tidy': () => undefined,
    });

  const chosen = () => find(page, 'input[name=begin][checked]').getAttribute('value');

  it('asks when the visit began, and takes what happened last before it', async () => {
    const asked = background();
    await open(asked);
    await pass(100);
    expect(chosen()).toBe('mark');
    expect(page.document.querySelector('input[name=scope]')).toBeNull();
    expect(asks(asked, 'leave/preview')).toEqual([{ scope: 'sitting', begin: 'mark' }]);
  });

  it.each([
    ['hour', 'sitting'],
    ['everything', 'everything'],
  ])('counts and removes from “%s”', async (begin, scope) => {
    const asked = background();
    await open(asked);
    fire(find(page, `input[name=begin][value="${begin}"]`), 'change');
    await pass(100);
    expect(asks(asked, 'leave/preview').at(-1)).toEqual({ scope, begin });
    fire(find(page, '[data-action=tidy]'), 'click');
    await pass(500);
    expect(asks(asked, 'leave/tidy')).toMatchObject([{ scope, begin }]);
  });

  it('asks nothing of that in a session', async () => {
    await open(fakeBackground({ 'leave/get': () => ready }));
    expect(page.document.querySelector('input[name=begin]')).toBeNull();
    expect(page.document.querySelectorAll('input[name=scope]')).toHaveLength(2);
  });

  it('without questions takes the mark', async () => {
    const asked = background();
    await open(asked, 'token');
    await pass(500);
    expect(asks(asked, 'leave/tidy')).toMatchObject([{ scope: 'sitting', begin: 'mark' }]);
  });

  it('without questions removes nothing where only everything can be removed', async () => {
    const asked = background(sample('begin-unknown'));
    await open(asked, 'token');
    await pass(500);
    expect(asks(asked, 'leave/tidy')).toEqual([]);
    expect(chosen()).toBe('everything');
  });

  it('takes no other answer unseen where the chosen one is not offered any more', async () => {
    const states = [withoutStart];
    const asked = background();
    asked.answer({ 'leave/get': () => states.at(-1) ?? withoutStart });
    await open(asked);
    fire(find(page, 'input[name=begin][value=hour]'), 'change');
    await pass(100);
    states.push({ ...withoutStart, begins: withoutStart.begins.filter(({ id }) => id !== 'hour') });
    await pass(1500);
    expect(chosen).toThrow();
  });
});

describe('when nobody seems to be here', () => {
  const counting = (leftMs: number): LeaveState => ({ ...ready, countdown: { cause: 'idle', leftMs } });

  function withCountdown(states: readonly LeaveState[]): FakeBackground {
    let asked = -1;
    let hasBegun = false;
    return fakeBackground({
      'leave/get': () => {
        asked += 1;
        return hasBegun ? finished : (states[Math.min(asked, states.length - 1)] ?? ready);
      },
      'leave/tidy': () => {
        hasBegun = true;
      },
      'leave/forget': () => undefined,
      'timer/here': () => undefined,
    });
  }

  it('counts down on a page that was open already, and hides what stood there', async () => {
    const background = withCountdown([ready, ready, counting(42_000)]);
    await open(background);
    expect(page.document.querySelector('[data-countdown]')).toBeNull();
    await pass(2500);
    expect(find(page, '[data-countdown]').getAttribute('data-seconds')).toBe('42');
    expect(page.root.textContent).not.toContain('mail.example');
    expect(page.document.title).toBe(english.t('countdown.idle'));
  });

  it('tidies up what came since the session started when it has run out', async () => {
    const background = withCountdown([ready, counting(500), counting(0)]);
    await open(background);
    fire(find(page, 'input[name=scope][value=everything]'), 'change');
    await pass(4000);
    expect(asks(background, 'leave/tidy')).toMatchObject([{ scope: 'sitting' }]);
    expect(receipt()).not.toBeNull();
  });

  it.each([
    ['the button', () => fire(find(page, '[data-action=still-here]'), 'click')],
    ['any key', () => fire(page.document, 'keydown', { key: 'x' })],
    ['any press', () => fire(find(page, '[data-countdown]'), 'pointerdown')],
  ])('stops at %s', async (_, press) => {
    const background = withCountdown([counting(42_000), ready]);
    await open(background);
    press();
    await pass(3000);
    expect(asks(background, 'timer/here')).toHaveLength(1);
    expect(page.document.querySelector('[data-countdown]')).toBeNull();
    expect(asks(background, 'leave/tidy')).toHaveLength(0);
  });

  it('begins at once when that is pressed', async () => {
    const background = withCountdown([counting(42_000)]);
    await open(background);
    const button = find(page, '[data-action=tidy]');
    fire(button, 'pointerdown');
    fire(button, 'click');
    await pass(2000);
    expect(asks(background, 'timer/here')).toHaveLength(0);
    expect(asks(background, 'leave/tidy')).toHaveLength(1);
  });

  it('follows a tidy that the background began', async () => {
    const background = withCountdown([counting(1000), counting(0), running, finished]);
    await open(background);
    await pass(4000);
    expect(receipt()).not.toBeNull();
  });
});

describe('for later', () => {
  it('shows first letters after the tidy has forgotten the names, for one minute, however long the rest stays', async () => {
    const background = withTidy([running, finished]);
    await open(background);
    fire(find(page, '[data-action=tidy]'), 'click');
    await pass(1500);
    expect(find(page, '[data-letters]').textContent).toContain('M, F');
    expect(page.root.textContent).not.toContain('mail.example');
    await pass(30_000);
    fire(find(page, '[data-action=longer]'), 'click');
    await pass(31_000);
    expect(receipt()).not.toBeNull();
    expect(page.document.querySelector('[data-letters]')).toBeNull();
    expect(find(page, '[data-action=print]')).not.toBeNull();
  });

  it('prints under a name that says nothing', async () => {
    const titles: string[] = [];
    Object.assign(page.document.defaultView ?? {}, { print: () => titles.push(page.document.title) });
    await open(fakeBackground({ 'leave/get': () => finished }));
    fire(find(page, '[data-action=print]'), 'click');
    expect(titles).toEqual([english.t('later.paperTitle')]);
    expect(page.document.title).toBe(english.t('tidy.open'));
  });
});

it('a long step says that it goes on, and for how long', async () => {
  const background = withTidy([running]);
  await open(background);
  fire(find(page, '[data-action=tidy]'), 'click');
  await pass(2000);
  expect(page.root.textContent).not.toContain(english.t('leave.takesLong'));
  await pass(3000);
  expect(page.root.textContent).toContain(english.t('leave.takesLong'));
  expect(
    Number(find(page, '[aria-current=step] [data-seconds]').getAttribute('data-seconds')),
  ).toBeGreaterThan(2);
});
