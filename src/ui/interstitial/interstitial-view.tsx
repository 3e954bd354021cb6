import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { BLOCKED_NAVIGATION_CODES, type TryFailure } from '#core/network/https-first.ts';
import type { Interstitial, InterstitialAnswer, InterstitialCode } from '#core/page/interstitial.ts';
import { LevelIcon, TableIcon } from '../parts/icons.tsx';
import { LanguagePicker } from '../parts/language-picker.tsx';
import { shortName } from '../short-name.ts';
import { type Translate, useTexts } from '../texts.tsx';
import { PathPicture } from './path-picture.tsx';

export interface InterstitialModel {
  /** `undefined`: this page was opened by hand, or after its stop had passed. */
  readonly interstitial: Interstitial | undefined;
  readonly isAnswering: boolean;
  /** The HTTPS address is asked for, and this page stays until it answers. */
  readonly isWaiting?: boolean;
  readonly hasFailed: boolean;
  /** Only sample models open it at once. */
  readonly isMoreOpen?: boolean;
}

interface InterstitialViewProps {
  readonly model: InterstitialModel;
  readonly onAnswer: (answer: InterstitialAnswer) => void;
}

export function InterstitialView({ model, onAnswer }: InterstitialViewProps) {
  return model.interstitial ? (
    <Warning model={model} interstitial={model.interstitial} onAnswer={onAnswer} />
  ) : (
    <NothingToStop />
  );
}

function NothingToStop() {
  const { t } = useTexts();
  return (
    <main class="interstitial-page" data-stop="none">
      <div class="interstitial-box">
        <h1>{t('interstitial.none')}</h1>
        <p>{t('interstitial.noneText')}</p>
      </div>
    </main>
  );
}

/** Four things in this order: what, what can happen to you, do this, the other way. */
function Warning({ model, interstitial, onAnswer }: InterstitialViewProps & { interstitial: Interstitial }) {
  const { t } = useTexts();
  const id = useId();
  const [isMoreOpen, setIsMoreOpen] = useState(model.isMoreOpen ?? false);
  const back = useRef<HTMLButtonElement>(null);
  const { what, head, harm } = interstitialText(interstitial, t);
  // Nothing was typed, and nobody attacks: this is a site that one can read.
  const isCare = interstitial.code === 'no-protected-address';
  const isWay = BLOCKED_NAVIGATION_CODES.some((code) => code === interstitial.code);
  const isBeforeSignIn = interstitial.navigation?.isBeforeSignIn ?? false;
  const httpsKey = stayOnHttpsKey(interstitial);

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
    <main class="interstitial-page">
      <div
        class="interstitial-box"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby={`${id}-head`}
        aria-describedby={`${id}-text`}
        aria-busy={model.isAnswering}
        data-stop={interstitial.code}
        data-failure={interstitial.navigation?.failure}
        data-sent={interstitial.navigation?.isSent}
        data-before-sign-in={interstitial.navigation?.isBeforeSignIn}
      >
        <div class="interstitial-top">
          <p class="interstitial-who">
            <TableIcon />
            <span>{t(isCare ? 'interstitial.whoAsks' : 'interstitial.whoStops')}</span>
          </p>
          <LanguagePicker />
        </div>
        <div class="interstitial-head">
          <LevelIcon level={isCare ? 'L2' : 'L3'} size="large" />
          <h1 id={`${id}-head`}>{head}</h1>
        </div>
        <PathPicture code={interstitial.code} site={shortName(siteOf(interstitial))} />
        <div id={`${id}-text`} class="interstitial-text">
          <p>{what}</p>
          {harm && <p>{harm}</p>}
        </div>
        <div class="interstitial-actions">
          {isBeforeSignIn && (
            <AnswerButton answer="portal" look="primary big" onAnswer={onAnswer}>
              {t('interstitial.portal')}
            </AnswerButton>
          )}
          <button
            type="button"
            ref={back}
            class={isBeforeSignIn ? 'button big' : 'button primary big'}
            data-action="back"
            onClick={() => onAnswer('back')}
          >
            {t('interstitial.back')}
          </button>
          {isCare && (
            <AnswerButton answer="continue" look="big" onAnswer={onAnswer}>
              {t(interstitial.navigation?.isSent ? 'interstitial.openForm' : 'interstitial.readOnly')}
            </AnswerButton>
          )}
          {httpsKey && (
            <AnswerButton answer="protected" look="big" onAnswer={onAnswer}>
              {t(httpsKey)}
            </AnswerButton>
          )}
          {interstitial.canUpgrade && (
            <AnswerButton answer="upgrade" look="big" onAnswer={onAnswer}>
              {t('interstitial.upgrade')}
            </AnswerButton>
          )}
          {interstitial.real && (
            <AnswerButton answer="real" look="big" onAnswer={onAnswer}>
              {t('interstitial.look-alike-domain.real', { real: interstitial.real.domain })}
            </AnswerButton>
          )}
        </div>
        {isCare && <p class="quiet">{t('interstitial.readOnlyText')}</p>}
        <p class="message" role="status">
          {model.hasFailed ? t('interstitial.failed') : ''}
          {model.isWaiting && (
            <>
              <span class="at-work" /> {t('interstitial.waiting')}
            </>
          )}
        </p>
        {(!isCare || !isBeforeSignIn) && (
          <div class="interstitial-more">
            <button
              type="button"
              class="button plain"
              data-action="more"
              aria-expanded={isMoreOpen}
              aria-controls={`${id}-more`}
              onClick={() => setIsMoreOpen(!isMoreOpen)}
            >
              {t('interstitial.more')}
            </button>
            <div id={`${id}-more`} hidden={!isMoreOpen}>
              {isMoreOpen && (
                <>
                  {isWay && !isBeforeSignIn && (
                    <>
                      <p>{t('interstitial.portalText')}</p>
                      <AnswerButton answer="portal" look="plain" onAnswer={onAnswer}>
                        {t('interstitial.portal')}
                      </AnswerButton>
                    </>
                  )}
                  {interstitial.issuer !== undefined && (
                    <p>{t('interstitial.tls-interception.by', { issuer: interstitial.issuer })}</p>
                  )}
                  {!isCare && (
                    <>
                      <p>
                        {isWay
                          ? t('interstitial.moreTextPage')
                          : t(`interstitial.moreText.${interstitial.asks}`)}
                      </p>
                      <AnswerButton answer="continue" look="plain" onAnswer={onAnswer}>
                        {t(continueKey(interstitial, isWay))}
                      </AnswerButton>
                    </>
                  )}
                </>
              )}
            </div>
          </div>
        )}
      </div>
    </main>
  );
}

interface AnswerButtonProps {
  readonly answer: InterstitialAnswer;
  readonly look: 'primary big' | 'big' | 'plain';
  readonly onAnswer: (answer: InterstitialAnswer) => void;
  readonly children: ComponentChildren;
}

function AnswerButton({ answer, look, onAnswer, children }: AnswerButtonProps) {
  return (
    <button type="button" class={`button ${look}`} data-action={answer} onClick={() => onAnswer(answer)}>
      {children}
    </button>
  );
}

function continueKey({ asks }: Interstitial, isWay: boolean) {
  if (isWay) return 'interstitial.continuePage';
  return asks === 'password' ? 'interstitial.continue' : 'interstitial.continueOther';
}

/** Where the words would go. */
function siteOf({ code, host, target }: Interstitial): string {
  return code === 'insecure-form-target' ? target : host;
}

/** Where the HTTPS address may still bring something, or did. */
function stayOnHttpsKey({ navigation }: Interstitial) {
  if (navigation?.failure === 'silent') return 'interstitial.wait';
  return navigation?.failure === 'no-page' ? 'interstitial.showAnswer' : undefined;
}

interface InterstitialText {
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
const INTERSTITIAL_TEXT: {
  readonly [Code in InterstitialCode]: (interstitial: Interstitial, t: Translate) => InterstitialText;
} = {
  'insecure-password-field': ({ host }, t) => ({
    head: t('interstitial.insecure-password-field.head'),
    what: t('interstitial.insecure-password-field.what', { host }),
    harm: t('interstitial.insecure-password-field.harm'),
  }),
  'insecure-sensitive-form': ({ host, asks }, t) => {
    const kind = asks === 'card' ? 'card' : 'id';
    return {
      head: t(`interstitial.insecure-sensitive-form.${kind}.head`),
      what: t(`interstitial.insecure-sensitive-form.${kind}.what`, { host }),
      harm: t(`interstitial.insecure-sensitive-form.${kind}.harm`),
    };
  },
  'insecure-http-auth': ({ host }, t) => ({
    head: t('interstitial.insecure-http-auth.head'),
    what: t('interstitial.insecure-http-auth.what', { host }),
    harm: t('interstitial.insecure-http-auth.harm'),
  }),
  'insecure-form-target': ({ target, asks }, t) => ({
    head: t(`interstitial.insecure-form-target.${asks}.head`),
    what: t(`interstitial.insecure-form-target.${asks}.what`, { target }),
    harm: t(`interstitial.insecure-form-target.${asks}.harm`),
  }),
  'certificate-error': ({ host, asks }, t) => ({
    head: t(
      asks === 'password'
        ? 'interstitial.certificate-error.head'
        : 'interstitial.certificate-error.headOther',
    ),
    what: t('interstitial.certificate-error.what', { host }),
    harm: t(
      asks === 'password'
        ? 'interstitial.certificate-error.harm'
        : 'interstitial.certificate-error.harmOther',
    ),
  }),
  'tls-interception': ({ asks }, t) => ({
    head: t(
      asks === 'password' ? 'interstitial.tls-interception.head' : 'interstitial.certificate-error.headOther',
    ),
    what: t('interstitial.tls-interception.what'),
    harm: t(
      asks === 'password' ? 'interstitial.tls-interception.harm' : 'interstitial.certificate-error.harmOther',
    ),
  }),
  'no-protected-address': ({ host, navigation }, t) =>
    navigation?.isBeforeSignIn
      ? {
          head: t('interstitial.no-protected-address.beforeSignIn.head'),
          what: t('interstitial.no-protected-address.beforeSignIn.what', { host }),
          harm: navigation.isSent ? t('interstitial.no-protected-address.sent') : '',
        }
      : {
          head: t(`interstitial.no-protected-address.${FAILURE_TEXT[navigation?.failure ?? 'refused']}.head`),
          what: t(
            `interstitial.no-protected-address.${FAILURE_TEXT[navigation?.failure ?? 'refused']}.what`,
            {
              host,
            },
          ),
          harm: t(`interstitial.no-protected-address.${navigation?.isSent ? 'sent' : 'harm'}`),
        },
  'unproven-address': ({ host }, t) => ({
    head: t('interstitial.unproven-address.head'),
    what: t('interstitial.unproven-address.what', { host }),
    harm: t('interstitial.unproven-address.harm'),
  }),
  'look-alike-domain': ({ host, real, asks }, t) => ({
    head: t('interstitial.look-alike-domain.head', { real: real?.domain }),
    what: t('interstitial.look-alike-domain.what', { host, real: real?.domain }),
    harm: t(
      asks === 'password'
        ? 'interstitial.look-alike-domain.harm'
        : 'interstitial.look-alike-domain.harmOther',
    ),
  }),
};

export function interstitialText(interstitial: Interstitial, t: Translate): InterstitialText {
  return INTERSTITIAL_TEXT[interstitial.code](interstitial, t);
}
