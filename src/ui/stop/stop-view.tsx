import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { BLOCKED_NAVIGATION_CODES, type TryFailure } from '#core/network/https-first.ts';
import type { Stop, StopAnswer, StopCode } from '#core/page/interstitial.ts';
import { LevelMark } from '../parts/icons.tsx';
import { type Translate, useTexts } from '../texts.tsx';

export interface StopModel {
  /** `undefined`: this page was opened by hand, or after its stop had passed. */
  readonly stop: Stop | undefined;
  readonly isAnswering: boolean;
  readonly hasFailed: boolean;
  /** Only sample models open it at once. */
  readonly isMoreOpen?: boolean;
}

interface StopViewProps {
  readonly model: StopModel;
  readonly onAnswer: (answer: StopAnswer) => void;
}

export function StopView({ model, onAnswer }: StopViewProps) {
  return model.stop ? <Warning model={model} stop={model.stop} onAnswer={onAnswer} /> : <NothingToStop />;
}

function NothingToStop() {
  const { t } = useTexts();
  return (
    <main class="stop-page" data-stop="none">
      <div class="stop-box">
        <h1>{t('stop.none')}</h1>
        <p>{t('stop.noneText')}</p>
      </div>
    </main>
  );
}

/** Four things in this order: what, what can happen to you, do this, the other way. */
function Warning({ model, stop, onAnswer }: StopViewProps & { stop: Stop }) {
  const { t } = useTexts();
  const id = useId();
  const [isMoreOpen, setIsMoreOpen] = useState(model.isMoreOpen ?? false);
  const back = useRef<HTMLButtonElement>(null);
  const { what, head, harm } = stopText(stop, t);
  const isWay = BLOCKED_NAVIGATION_CODES.some((code) => code === stop.code);
  const isBeforeSignIn = stop.navigation?.isBeforeSignIn ?? false;
  const httpsKey = stayOnHttpsKey(stop);

  // The answer that cannot hurt is the one that Enter gives.
  useEffect(() => back.current?.focus(), []);

  useEffect(() => {
    function onKey({ key }: KeyboardEvent): void {
      if (key === 'Escape') onAnswer('back');
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onAnswer]);

  return (
    <main class="stop-page">
      <div
        class="stop-box"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby={`${id}-head`}
        aria-describedby={`${id}-text`}
        aria-busy={model.isAnswering}
        data-stop={stop.code}
        data-failure={stop.navigation?.failure}
        data-sent={stop.navigation?.isSent}
        data-before-sign-in={stop.navigation?.isBeforeSignIn}
      >
        {/* Without an HTTPS address one can read; nothing was typed, and nobody attacks. */}
        <LevelMark level={stop.code === 'no-protected-address' ? 'L2' : 'L3'} size="large" />
        <h1 id={`${id}-head`}>{head}</h1>
        <div id={`${id}-text`} class="stop-text">
          <p>{what}</p>
          {harm && <p>{harm}</p>}
        </div>
        <div class="stop-actions">
          {isBeforeSignIn && (
            <AnswerButton answer="portal" look="primary big" onAnswer={onAnswer}>
              {t('stop.portal')}
            </AnswerButton>
          )}
          <button
            type="button"
            ref={back}
            class={isBeforeSignIn ? 'button big' : 'button primary big'}
            data-action="back"
            onClick={() => onAnswer('back')}
          >
            {t('stop.back')}
          </button>
          {httpsKey && (
            <AnswerButton answer="protected" look="big" onAnswer={onAnswer}>
              {t(httpsKey)}
            </AnswerButton>
          )}
          {stop.canUpgrade && (
            <AnswerButton answer="upgrade" look="big" onAnswer={onAnswer}>
              {t('stop.upgrade')}
            </AnswerButton>
          )}
          {stop.real && (
            <AnswerButton answer="real" look="big" onAnswer={onAnswer}>
              {t('stop.look-alike-domain.real', { real: stop.real.domain })}
            </AnswerButton>
          )}
        </div>
        <p class="message" role="status">
          {model.hasFailed ? t('stop.failed') : ''}
        </p>
        <div class="stop-more">
          <button
            type="button"
            class="button plain"
            data-action="more"
            aria-expanded={isMoreOpen}
            aria-controls={`${id}-more`}
            onClick={() => setIsMoreOpen(!isMoreOpen)}
          >
            {t('stop.more')}
          </button>
          <div id={`${id}-more`} hidden={!isMoreOpen}>
            {isMoreOpen && (
              <>
                {isWay && !isBeforeSignIn && (
                  <>
                    <p>{t('stop.portalText')}</p>
                    <AnswerButton answer="portal" look="plain" onAnswer={onAnswer}>
                      {t('stop.portal')}
                    </AnswerButton>
                  </>
                )}
                {stop.issuer !== undefined && <p>{t('stop.tls-interception.by', { issuer: stop.issuer })}</p>}
                <p>{isWay ? t('stop.moreTextPage') : t(`stop.moreText.${stop.asks}`)}</p>
                <AnswerButton answer="continue" look="plain" onAnswer={onAnswer}>
                  {t(continueKey(stop, isWay))}
                </AnswerButton>
              </>
            )}
          </div>
        </div>
      </div>
    </main>
  );
}

interface AnswerButtonProps {
  readonly answer: StopAnswer;
  readonly look: 'primary big' | 'big' | 'plain';
  readonly onAnswer: (answer: StopAnswer) => void;
  readonly children: ComponentChildren;
}

function AnswerButton({ answer, look, onAnswer, children }: AnswerButtonProps) {
  return (
    <button type="button" class={`button ${look}`} data-action={answer} onClick={() => onAnswer(answer)}>
      {children}
    </button>
  );
}

function continueKey({ asks }: Stop, isWay: boolean) {
  if (isWay) return 'stop.continuePage';
  return asks === 'password' ? 'stop.continue' : 'stop.continueOther';
}

/** Where the HTTPS address may still bring something, or did. */
function stayOnHttpsKey({ navigation }: Stop) {
  if (navigation?.failure === 'silent') return 'stop.wait';
  return navigation?.failure === 'no-page' ? 'stop.showAnswer' : undefined;
}

interface StopText {
  readonly head: string;
  readonly what: string;
  readonly harm: string;
}

const FAILURE_TEXT = {
  refused: 'refused',
  broken: 'refused',
  silent: 'silent',
  loop: 'loop',
  'no-page': 'no-page',
  // None of these brings this page.
  'no-name': 'refused',
  offline: 'refused',
  certificate: 'refused',
} as const satisfies { readonly [Failure in TryFailure]: string };

/** A code without words does not compile. */
const STOP_TEXT: { readonly [Code in StopCode]: (stop: Stop, t: Translate) => StopText } = {
  'insecure-password-field': ({ host }, t) => ({
    head: t('stop.insecure-password-field.head'),
    what: t('stop.insecure-password-field.what', { host }),
    harm: t('stop.insecure-password-field.harm'),
  }),
  'insecure-sensitive-form': ({ host, asks }, t) => {
    const kind = asks === 'card' ? 'card' : 'id';
    return {
      head: t(`stop.insecure-sensitive-form.${kind}.head`),
      what: t(`stop.insecure-sensitive-form.${kind}.what`, { host }),
      harm: t(`stop.insecure-sensitive-form.${kind}.harm`),
    };
  },
  'insecure-http-auth': ({ host }, t) => ({
    head: t('stop.insecure-http-auth.head'),
    what: t('stop.insecure-http-auth.what', { host }),
    harm: t('stop.insecure-http-auth.harm'),
  }),
  'insecure-form-target': ({ target, asks }, t) => ({
    head: t(`stop.insecure-form-target.${asks}.head`),
    what: t(`stop.insecure-form-target.${asks}.what`, { target }),
    harm: t(`stop.insecure-form-target.${asks}.harm`),
  }),
  'certificate-error': ({ host, asks }, t) => ({
    head: t(asks === 'password' ? 'stop.certificate-error.head' : 'stop.certificate-error.headOther'),
    what: t('stop.certificate-error.what', { host }),
    harm: t(asks === 'password' ? 'stop.certificate-error.harm' : 'stop.certificate-error.harmOther'),
  }),
  'tls-interception': ({ asks }, t) => ({
    head: t(asks === 'password' ? 'stop.tls-interception.head' : 'stop.certificate-error.headOther'),
    what: t('stop.tls-interception.what'),
    harm: t(asks === 'password' ? 'stop.tls-interception.harm' : 'stop.certificate-error.harmOther'),
  }),
  'no-protected-address': ({ host, navigation }, t) =>
    navigation?.isBeforeSignIn
      ? {
          head: t('stop.no-protected-address.beforeSignIn.head'),
          what: t('stop.no-protected-address.beforeSignIn.what', { host }),
          harm: navigation.isSent ? t('stop.no-protected-address.sent') : '',
        }
      : {
          head: t('stop.no-protected-address.head'),
          what: t(`stop.no-protected-address.${FAILURE_TEXT[navigation?.failure ?? 'refused']}`, { host }),
          harm: t(`stop.no-protected-address.${navigation?.isSent ? 'sent' : 'harm'}`),
        },
  'unproven-address': ({ host }, t) => ({
    head: t('stop.unproven-address.head'),
    what: t('stop.unproven-address.what', { host }),
    harm: t('stop.unproven-address.harm'),
  }),
  'look-alike-domain': ({ host, real, asks }, t) => ({
    head: t('stop.look-alike-domain.head', { real: real?.domain }),
    what: t('stop.look-alike-domain.what', { host, real: real?.domain }),
    harm: t(asks === 'password' ? 'stop.look-alike-domain.harm' : 'stop.look-alike-domain.harmOther'),
  }),
};

export function stopText(stop: Stop, t: Translate): StopText {
  return STOP_TEXT[stop.code](stop, t);
}
