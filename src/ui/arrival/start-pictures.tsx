import { useState } from 'preact/hooks';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import { HowToAllow } from '../parts/how-to-allow.tsx';
import { ChangePicture, PinPicture } from '../parts/pictures.tsx';
import { type Fact, FactRow } from '../popup/fact-row.tsx';
import { useTexts } from '../texts.tsx';

export type StartPicture = 'pin' | 'private' | 'change';

interface StartPicturesProps {
  readonly browser: BrowserKind;
  readonly isAllowedInPrivate: boolean;
  /** At first. */
  readonly opened: StartPicture | undefined;
}

/** What Start does to the browser, and two things that only the person can do; each with a picture. */
export function StartPictures({ browser, isAllowedInPrivate, opened: first }: StartPicturesProps) {
  const { t } = useTexts();
  const [opened, setOpened] = useState(first);
  const facts: Fact<StartPicture>[] = [
    {
      name: 'change',
      icon: 'settings',
      text: t('arrival.change.title'),
      detail: (
        <div class="stack">
          <ChangePicture />
          <p>{t('arrival.change.text')}</p>
          {/* Once here, and then only where somebody asks. */}
          {browser === 'chromium' && <p class="quiet">{t('tls.chromium.title')}</p>}
        </div>
      ),
    },
    {
      name: 'pin',
      icon: 'pin',
      text: t('arrival.pin.title'),
      detail: (
        <div class="stack">
          <PinPicture browser={browser} />
          <p>{t(`arrival.pin.${browser}`)}</p>
        </div>
      ),
    },
  ];
  if (!isAllowedInPrivate) {
    facts.push({
      name: 'private',
      icon: 'private-window',
      text: t('arrival.allow'),
      detail: <HowToAllow browser={browser} what="private" />,
    });
  }
  return <FactRow facts={facts} opened={opened} onOpen={setOpened} />;
}
