/** Helpers for the techniques; created by `waysPage`. */
interface Kit {
  /** A form with an HTTP target, with a password and a card number filled in. */
  form(how?: Partial<{ isSeen: boolean; action: string; target: string; method: string }>): HTMLFormElement;
  /** Observes these events at the window, and records everything observable about each. */
  ear(types: readonly string[], on?: Window): { heard: string[]; stop(): void };
  frame(set: (frame: HTMLIFrameElement) => void): Promise<HTMLIFrameElement>;
  /** Message from a document of another kind. */
  answerOf(set: (frame: HTMLIFrameElement) => void): Promise<unknown>;
  rest(ms?: number): Promise<void>;
  /** New entries of the page's log: DOM mutations, errors, focus changes of the window. */
  news(): readonly string[];
  /** Number of calls of built-in functions that the page replaced. */
  calls(): Readonly<Record<string, number>>;
  /** Runs in documents without these helpers: dispatches keys, reads the form, and reports to the page. */
  readonly inside: string;
}

/**
 * Every known technique by which a page may detect that its fields are guarded. Each runs in the page, must be
 * self-contained, and gives the same result each time in a browser without extensions.
 *
 * A new technique is one more entry. `docs/testing.md` lists them.
 */
export const WAYS: Readonly<Record<string, (kit: Kit) => unknown>> = {
  'events of its own at fields': async (kit) => {
    const form = kit.form();
    const types = [
      'keydown',
      'keypress',
      'keyup',
      'beforeinput',
      'input',
      'textInput',
      'paste',
      'drop',
      'click',
    ];
    const more = [
      'compositionstart',
      'compositionend',
      'focusin',
      'focus',
      'submit',
      'formdata',
      'change',
      'pageshow',
    ];
    // Firefox submits a form on a synthetic click.
    form.addEventListener('submit', (event) => event.preventDefault());
    const ear = kit.ear([...types, ...more]);
    for (const target of [...form.querySelectorAll('input, button'), form, document, window]) {
      for (const type of [...types, ...more]) {
        const event = type.startsWith('key')
          ? new KeyboardEvent(type, {
              key: 'a',
              code: 'KeyA',
              bubbles: true,
              cancelable: true,
              composed: true,
            })
          : new Event(type, { bubbles: true, cancelable: true, composed: true });
        ear.heard.push(String(target.dispatchEvent(event)));
      }
    }
    await kit.rest();
    ear.stop();
    const left = form.outerHTML + [...form.querySelectorAll('input')].map(({ value }) => value);
    form.remove();
    return [ear.heard, left, kit.news()];
  },
  'form data that it reads': async (kit) => {
    const form = kit.form();
    const ear = kit.ear(['formdata']);
    const read = () => [...new FormData(form)].map(([name, value]) => `${name}=${value}`);
    const first = read();
    const own = new FormDataEvent('formdata', { formData: new FormData(form), bubbles: true });
    form.dispatchEvent(own);
    const rest = [...own.formData].length;
    await kit.rest();
    const second = read();
    ear.stop();
    form.remove();
    return [first, rest, second, ear.heard];
  },
  'a submission that it prevents': async (kit) => {
    const form = kit.form();
    const ear = kit.ear(['submit', 'formdata', 'invalid']);
    const read: string[] = [];
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      read.push(...[...new FormData(form)].map(String));
      queueMicrotask(() => read.push(...[...new FormData(form)].map(String)));
    });
    form.requestSubmit();
    form.requestSubmit(form.querySelector('button'));
    form.querySelector('button')?.click();
    await kit.rest();
    read.push(...[...new FormData(form)].map(String));
    ear.stop();
    form.remove();
    return [read, ear.heard, kit.news()];
  },
  'forms that it sends into a frame': async (kit) => {
    const came: string[] = [];
    for (const send of ['submit', 'requestSubmit', 'click'] as const) {
      const frame = await kit.frame((one) => {
        one.name = 'sink';
      });
      const form = kit.form({ action: '/sent', target: 'sink', method: 'get' });
      const ear = kit.ear(['submit', 'formdata']);
      if (send === 'click') form.querySelector('button')?.click();
      else form[send]();
      const search = () => frame.contentWindow?.location.search ?? '';
      for (let turns = 0; turns < 15 && search() === ''; turns += 1) await kit.rest(50);
      came.push(send, search(), ...ear.heard);
      ear.stop();
      form.remove();
      frame.remove();
    }
    return [came, kit.news()];
  },
  'the focus that it moves': async (kit) => {
    const seen: unknown[] = [];
    for (const isSeen of [false, true]) {
      const form = kit.form({ isSeen });
      for (const field of form.querySelectorAll('input')) {
        const ear = kit.ear(['focus', 'focusin', 'blur', 'focusout']);
        for (let times = 0; times < 3; times += 1) {
          field.focus();
          await kit.rest(20);
          seen.push(document.activeElement === field, field.matches(':focus'), field.disabled, field.value);
          field.blur();
        }
        field.focus();
        await kit.rest(150);
        seen.push(
          document.activeElement === field,
          field.outerHTML,
          field.cloneNode(true).isEqualNode(field),
        );
        seen.push(getComputedStyle(field).cssText.length, String(getSelection()), field.selectionStart);
        ear.stop();
        seen.push(ear.heard);
      }
      form.remove();
    }
    return [seen, document.visibilityState, document.hasFocus(), kit.news()];
  },
  'words that it writes by command': async (kit) => {
    const form = kit.form({ isSeen: true });
    const heard: unknown[] = [];
    for (const field of form.querySelectorAll('input')) {
      const ear = kit.ear(['beforeinput', 'input', 'change', 'keydown', 'paste']);
      field.focus();
      for (const word of ['a', 'b']) heard.push(document.execCommand('insertText', false, word), field.value);
      heard.push(document.execCommand('delete'), field.value, document.execCommand('paste'), field.value);
      field.blur();
      await kit.rest(100);
      ear.stop();
      heard.push(ear.heard, field.value, field.type, field.disabled);
    }
    form.remove();
    return [heard, kit.news()];
  },
  'a field that becomes one for a secret': async (kit) => {
    const form = kit.form({ isSeen: true });
    const [field] = form.querySelectorAll('input');
    if (!field) return [];
    const ear = kit.ear(['input', 'focusin', 'blur', 'change']);
    field.type = 'text';
    field.focus();
    document.execCommand('insertText', false, 'x');
    field.type = 'password';
    await kit.rest(100);
    document.execCommand('insertText', false, 'y');
    field.setAttribute('formaction', '/x');
    form.action = '/elsewhere';
    await kit.rest(100);
    ear.stop();
    const after = [field.value, field.outerHTML, document.activeElement === field, ear.heard];
    form.remove();
    return [after, kit.news()];
  },
  'clones and what is written of the page': (kit) => {
    const form = kit.form({ isSeen: true });
    const clone = document.documentElement.cloneNode(true) as HTMLElement;
    const same = clone.isEqualNode(document.documentElement);
    form.remove();
    return [same, document.documentElement.outerHTML, document.styleSheets.length, document.images.length];
  },
  'names of the page': () => [
    Object.getOwnPropertyNames(window)
      .filter((name) => !/^\d+$/.test(name))
      .toSorted(),
    Object.getOwnPropertyNames(document).toSorted(),
    Object.getOwnPropertyNames(Navigator.prototype).toSorted(),
    Object.getOwnPropertyNames(Object.getPrototypeOf(window)).toSorted(),
  ],
  'the signal that nothing may be sold': () => {
    const property = Object.getOwnPropertyDescriptor(Navigator.prototype, 'globalPrivacyControl');
    const wrong = (() => {
      try {
        return String(property?.get?.call({}));
      } catch (error) {
        return String(error);
      }
    })();
    return ['globalPrivacyControl' in navigator, String(property?.get), wrong];
  },
  'functions that it replaced': async (kit) => {
    const before = kit.calls();
    const form = kit.form({ isSeen: true });
    form.querySelector('input')?.focus();
    await kit.rest(100);
    form.querySelector('input')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', cancelable: true }));
    form
      .querySelector('button')
      ?.addEventListener('click', (event) => event.preventDefault(), { once: true });
    form.querySelector('button')?.click();
    form.remove();
    await kit.rest(200);
    const after = Object.entries(kit.calls());
    return after.map(([name, count]) => `${name} ${count - (before[name] ?? 0)}`).toSorted();
  },
  'a document that it opens anew': async (kit) => {
    const frame = await kit.frame(() => undefined);
    const inner = frame.contentWindow;
    if (!inner) return [];
    const heard: string[] = [];
    inner.document.open();
    inner.document.write(
      '<title>x</title><form action="http://other.example/"><input type=password name=p value=v>',
    );
    inner.document.close();
    await kit.rest(50);
    const field = inner.document.querySelector('input');
    inner.addEventListener('keydown', (event) => heard.push(`${event.type} ${event.defaultPrevented}`), true);
    heard.push(
      String(
        field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, cancelable: true })),
      ),
    );
    field?.focus();
    await kit.rest(100);
    heard.push(String(inner.document.activeElement === field), inner.document.documentElement.outerHTML);
    const form = inner.document.querySelector('form');
    heard.push(String(form && [...new FormData(form)].map(String)));
    frame.remove();
    return [heard, kit.news()];
  },
  'a frame with srcdoc': (kit) =>
    kit.answerOf((frame) => {
      frame.srcdoc = kit.inside;
    }),
  'a frame in a sandbox': (kit) =>
    kit.answerOf((frame) => {
      frame.sandbox.add('allow-scripts', 'allow-forms');
      frame.srcdoc = kit.inside;
    }),
  'a frame with blob:': (kit) =>
    kit.answerOf((frame) => {
      frame.src = URL.createObjectURL(new Blob([kit.inside], { type: 'text/html' }));
    }),
  'a frame with data:': (kit) =>
    kit.answerOf((frame) => {
      frame.src = `data:text/html,${encodeURIComponent(kit.inside)}`;
    }),
  'a frame with javascript:': (kit) =>
    kit.answerOf((frame) => {
      Object.assign(window, { inside: kit.inside });
      frame.src = 'javascript:parent.inside';
    }),
  'a frame of another site': (kit) =>
    kit.answerOf((frame) => {
      const other = location.protocol === 'https:' ? 'side' : 'flat';
      frame.src = `${location.protocol}//${other}.${location.host.replace(/^[^.]+\./, '')}/inside`;
    }),
  'navigations that it hears of': async (kit) => {
    const heard: string[] = [];
    const { navigation } = window;
    if (!navigation) return [];
    const onNavigate = (event: NavigateEvent) => {
      heard.push(`${event.navigationType} ${event.cancelable} ${event.defaultPrevented} ${event.formData}`);
      event.preventDefault();
    };
    const onError = ({ message }: ErrorEvent) => heard.push(`error ${message.length > 0}`);
    navigation.addEventListener('navigate', onNavigate);
    navigation.addEventListener('navigateerror', onError);
    for (const method of ['get', 'post']) {
      const form = kit.form({ method });
      form.submit();
      await kit.rest(300);
      form.remove();
    }
    navigation.removeEventListener('navigate', onNavigate);
    navigation.removeEventListener('navigateerror', onError);
    return [heard, kit.news()];
  },
  'what the browser notes of its speed': () =>
    performance.getEntries().flatMap(({ name }) => (/extension:/.test(name) ? [name] : [])),
  'a window that it opens': async (kit) => {
    const other = window.open('', 'probe', 'width=300,height=200');
    if (!other) return 'none';
    other.document.write(kit.inside);
    other.document.close();
    const said = await new Promise((resolve) => {
      addEventListener('message', ({ data }) => resolve(data), { once: true });
      setTimeout(resolve, 60_000, 'no answer');
    });
    other.close();
    await kit.rest(200);
    return said;
  },
};

/** For documents without the helpers. */
function lookInside(): void {
  const field = document.querySelector('input');
  const form = document.querySelector('form');
  const heard: string[] = [];
  for (const type of [
    'keydown',
    'keypress',
    'keyup',
    'beforeinput',
    'paste',
    'focusin',
    'submit',
    'formdata',
  ]) {
    // Whether a new window has the focus varies by itself.
    const hear = ({ isTrusted, defaultPrevented }: Event) => {
      if (!isTrusted || type !== 'focusin') heard.push(`${type} ${isTrusted} ${defaultPrevented}`);
    };
    addEventListener(type, hear, true);
    const event = new Event(type, { bubbles: true, cancelable: true });
    heard.push(String(field?.dispatchEvent(event)));
  }
  field?.focus();
  setTimeout(() => {
    const data = form ? [...new FormData(form)].map(String) : [];
    const names = Object.getOwnPropertyNames(window).length;
    const said = [
      heard,
      data,
      names,
      document.activeElement === field,
      document.documentElement.outerHTML.length,
    ];
    (window.opener ?? parent).postMessage(said, '*');
  }, 300);
}

function makeKit(inside: string): Kit {
  const log: string[] = [];
  const calls: Record<string, number> = {};
  // Not counted: the page's own timeouts depend on the network.
  const later = setTimeout;
  new MutationObserver((records) => {
    for (const { type, attributeName, target } of records) {
      if (type === 'attributes') log.push(`${target.nodeName} ${attributeName}`);
    }
  }).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
  for (const type of ['blur', 'focus', 'visibilitychange', 'securitypolicyviolation', 'error', 'pagehide']) {
    addEventListener(type, ({ target }) => {
      if (target === window || target === document) log.push(type);
    });
  }
  const places: readonly (readonly [object, readonly string[]])[] = [
    [Event.prototype, ['preventDefault', 'stopImmediatePropagation', 'composedPath']],
    [EventTarget.prototype, ['addEventListener', 'removeEventListener', 'dispatchEvent']],
    [Element.prototype, ['getAttribute', 'querySelectorAll', 'querySelector', 'matches', 'attachShadow']],
    [Document.prototype, ['querySelectorAll', 'getElementsByTagName', 'execCommand', 'createElement']],
    [HTMLFormElement.prototype, ['submit', 'requestSubmit']],
    [HTMLElement.prototype, ['focus', 'blur', 'click']],
    [FormData.prototype, ['delete', 'get', 'forEach', 'set']],
    [WeakSet.prototype, ['has', 'add']],
    [Map.prototype, ['get', 'set']],
    [Array.prototype, ['includes', 'flat']],
    [Promise.prototype, ['then']],
    [JSON, ['parse']],
    [window, ['setTimeout', 'postMessage', 'getSelection']],
    [navigator.storage ?? {}, ['estimate', 'getDirectory']],
    [performance, ['now', 'getEntriesByType']],
  ];
  for (const [place, names] of places) {
    for (const name of names) {
      const own = Reflect.get(place, name) as ((...input: unknown[]) => unknown) | undefined;
      if (!own) continue;
      Object.defineProperty(place, name, {
        configurable: true,
        writable: true,
        value: function (this: unknown, ...input: unknown[]) {
          calls[name] = (calls[name] ?? 0) + 1;
          return Reflect.apply(own, this, input);
        },
      });
    }
  }
  const rest = (ms = 50) => new Promise<void>((resolve) => later(resolve, ms));
  const kit: Kit = {
    inside,
    rest,
    calls: () => ({ ...calls }),
    news: () => log.splice(0),
    form: ({ isSeen = false, action = 'http://other.example/in', target = '', method = 'post' } = {}) => {
      const form = document.createElement('form');
      Object.assign(form, { action, target, method });
      form.innerHTML = `<input type="password" name="p" value="own"><input name="cardnumber" value="4111"><button>x</button>`;
      if (!isSeen) form.style.cssText = 'position:absolute;width:1px;height:1px;overflow:hidden;opacity:0';
      document.body.append(form);
      return form;
    },
    ear: (types, on = window) => {
      const heard: string[] = [];
      const hear = (event: Event) => {
        const { type, isTrusted, defaultPrevented, cancelable, eventPhase } = event;
        heard.push([type, isTrusted, defaultPrevented, cancelable, eventPhase].join(' '));
      };
      for (const type of types) for (const capture of [true, false]) on.addEventListener(type, hear, capture);
      const stop = () => {
        for (const type of types)
          for (const capture of [true, false]) on.removeEventListener(type, hear, capture);
      };
      return { heard, stop };
    },
    frame: async (set) => {
      const frame = document.createElement('iframe');
      set(frame);
      document.body.append(frame);
      await rest(50);
      return frame;
    },
    answerOf: async (set) => {
      const said = new Promise((resolve) => {
        addEventListener('message', ({ data }) => resolve(data), { once: true });
        setTimeout(resolve, 60_000, 'no answer');
      });
      const frame = await kit.frame(set);
      const answer = await said;
      frame.remove();
      return [answer, kit.news()];
    },
  };
  return kit;
}

function tryAll(ways: typeof WAYS, kit: Kit): void {
  const send = fetch;
  let runs = 0;
  async function run(): Promise<void> {
    const results: Record<string, unknown> = {};
    // Ignore focus changes caused by the driver.
    kit.news();
    for (const [name, way] of Object.entries(ways)) {
      results[name] = await Promise.resolve()
        .then(() => way(kit))
        .catch((error: unknown) => `threw ${error}`);
    }
    runs += 1;
    await send(`/results?run=${runs}`, { method: 'POST', body: JSON.stringify(results) });
  }
  // Starts without user activation, also by a driver: on load, and again at each new hash; not with `?`.
  if (location.search === '') addEventListener('load', () => setTimeout(run, 500));
  addEventListener('hashchange', () => setTimeout(run, 500));
  // A person's actions in harmless fields, as the page observes them.
  const heard: string[] = [];
  const form = document.querySelector('form');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    heard.push(...[...new FormData(form)].map(String));
  });
  const types = [
    'pointerdown',
    'mousedown',
    'click',
    'focusin',
    'focusout',
    'keydown',
    'keypress',
    'beforeinput',
  ];
  for (const type of [
    ...types,
    'input',
    'keyup',
    'change',
    'submit',
    'formdata',
    'blur',
    'visibilitychange',
  ]) {
    addEventListener(
      type,
      (event) => {
        const { key = '', data = '' } = event as KeyboardEvent & InputEvent;
        const { id = '' } = event.target as Element;
        if (type === 'pointerdown') heard.length = 0;
        heard.push(
          [type, key, data, id, event.isTrusted, event.defaultPrevented, event.cancelable].join(' '),
        );
        if (type === 'keyup' && key === 'Escape') {
          void send('/person', { method: 'POST', body: JSON.stringify(heard.splice(0)) });
        }
      },
      true,
    );
  }
}

/** Runs all techniques and sends their results to `/results`; a person's actions to `/person`. */
export function waysPage(): string {
  const inside = `<!doctype html><title>inside</title><form action="http://other.example/"><input type="password" name="p" value="v"></form><script>(${lookInside})()</script>`;
  const ways = Object.entries(WAYS).map(([name, way]) => `${JSON.stringify(name)}: ${way}`);
  const asText = JSON.stringify(inside).replaceAll('</', '<\\/');
  return `<!doctype html><title>ways</title>
<script>window.kit = (${makeKit})(${asText});</script>
<form action="/in" method="post"><input id="who" name="who"><input id="safe" name="safe" type="password"><button id="go">Go</button></form>
<script>(${tryAll})({${ways.join(',\n')}}, window.kit);</script>`;
}

/** The document in a cross-site frame. */
export function insidePage(): string {
  return `<!doctype html><title>inside</title><form action="http://other.example/"><input type="password" name="p" value="v"></form><script>(${lookInside})()</script>`;
}
