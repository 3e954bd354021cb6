import type { InputOf } from '#contracts/messages.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import { createScreen } from '../lib/create-screen.tsx';
import { textsOfSession } from '../page-texts.ts';
import type { Send } from '../send.ts';
import { createTexts } from '../texts.tsx';
import {
  type ListOrigin,
  type SettingsActions,
  type SettingsModel,
  SettingsView,
  type Shortcut,
} from './settings-view.tsx';

export interface SettingsPorts {
  readonly send: Send;
  readonly browser: BrowserKind;
  readonly root: Element;
  readonly browserLanguages: readonly string[];
  readonly loadOrigins: () => Promise<readonly ListOrigin[]>;
  readonly listShortcuts: () => Promise<readonly Shortcut[]>;
}

export async function runSettings(ports: SettingsPorts): Promise<void> {
  const { send, browser, root } = ports;
  const [texts, session, timer, blocking, lists, shortcuts] = await Promise.all([
    textsOfSession(send, ports.browserLanguages),
    send('session/get', {}),
    send('timer/get', {}).catch(() => undefined),
    send('blocking/get', {}).catch(() => undefined),
    ports.loadOrigins().catch(() => []),
    ports.listShortcuts().catch(() => []),
  ]);
  const first: SettingsModel = {
    browser,
    session,
    idleMinutes: timer?.idleMinutes,
    blocking,
    lists,
    shortcuts,
    note: undefined,
  };

  const { draw, speak } = createScreen(
    {
      root,
      texts,
      title: (_, { t }) => t('settings.title'),
      view: (model) => <SettingsView model={model} actions={actions} />,
    },
    first,
  );

  async function change(input: InputOf<'session/change'>): Promise<void> {
    try {
      const changed = await send('session/change', input);
      if (changed) speak(await createTexts(changed.language));
      draw({ session: changed, note: changed ? 'saved' : undefined });
    } catch {
      draw({ note: 'failed' });
    }
  }

  const actions: SettingsActions = {
    pickLanguage: (language) => void change({ language }),
    setIdle: (idle) => {
      send('timer/change', { idle }).then(
        (changed) => draw({ idleMinutes: changed?.idleMinutes, note: changed ? 'saved' : 'failed' }),
        () => draw({ note: 'failed' }),
      );
    },
    setBlocking: (isOn) => {
      send('blocking/set', { isOn }).then(
        (changed) => draw({ blocking: changed, note: changed ? 'saved' : 'failed' }),
        () => draw({ note: 'failed' }),
      );
    },
    setHideAddress: (hideAddress) => void change({ hideAddress }),
  };

  draw();
}
