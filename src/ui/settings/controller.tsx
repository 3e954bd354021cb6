import type { InputOf } from '#contracts/messages.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import { createScreen } from '../lib/create-screen.tsx';
import { showChapter } from '../lib/show-chapter.ts';
import { languageSwitch, readVoice, textsOfSession } from '../page-texts.ts';
import type { Send } from '../send.ts';
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
  const [texts, session, timer, blocking, own, voice, lists, shortcuts] = await Promise.all([
    textsOfSession(send, ports.browserLanguages),
    send('session/get', {}),
    send('timer/get', {}).catch(() => undefined),
    send('blocking/get', {}).catch(() => undefined),
    send('own-computer/get', {}).catch(() => undefined),
    readVoice(send),
    ports.loadOrigins().catch(() => []),
    ports.listShortcuts().catch(() => []),
  ]);
  const first: SettingsModel = {
    browser,
    session,
    isOwn: own?.isKept,
    isSilent: voice.isSilent,
    idleMinutes: timer?.idleMinutes,
    blocking,
    lists,
    shortcuts,
    note: undefined,
  };

  const { draw } = createScreen(
    {
      root,
      texts,
      title: (_, { t }) => t('settings.title'),
      speakIn: languageSwitch(send),
      view: (model) => <SettingsView model={model} actions={actions} />,
    },
    first,
  );

  async function change(input: InputOf<'session/change'>): Promise<void> {
    try {
      const changed = await send('session/change', input);
      draw({ session: changed, note: changed ? 'saved' : undefined });
    } catch {
      draw({ note: 'failed' });
    }
  }

  const actions: SettingsActions = {
    setOwn: (isOwn) => {
      send('own-computer/set', { isKept: isOwn }).then(
        ({ isKept }) => draw({ isOwn: isKept, note: 'saved' }),
        () => draw({ note: 'failed' }),
      );
    },
    setSilent: (silent) => {
      send('voice/change', { isSilent: silent }).then(
        ({ isSilent }) => draw({ isSilent, note: 'saved' }),
        () => draw({ note: 'failed' }),
      );
    },
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
  showChapter();
}
