import type { BlockingState } from '#contracts/messages.ts';
import { type Finding, QUIET_CODES } from '#core/page/finding.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import { useTexts } from '../texts.tsx';
import { FindingText } from './finding-item.tsx';
import type { PopupActions } from './model.ts';

export function isQuiet({ code }: Finding): boolean {
  return QUIET_CODES.some((quiet) => quiet === code);
}

interface TrackerDetailProps {
  /** Those of the quiet codes. */
  readonly findings: readonly Finding[];
  readonly blocking: BlockingState | undefined;
  /** The browser gave no TLS info of this page. */
  readonly isTlsUnknown: boolean;
  readonly browser: BrowserKind;
  readonly actions: PopupActions;
}

/** Who may follow or read along. What trackers are is said here, once. */
export function TrackerDetail({ findings, blocking, isTlsUnknown, browser, actions }: TrackerDetailProps) {
  const { t } = useTexts();
  const isOn = blocking?.isOn === true;
  return (
    <div
      class="stack"
      {...(isOn && { 'data-watch': blocking.isPaused ? 'paused' : 'on', 'data-stopped': blocking.blocked })}
    >
      <p>{t('watch.explain')}</p>
      {isOn && <p class="quiet">{t('watch.blocked', { count: blocking.blocked })}</p>}
      {findings.length > 0 && (
        <details class="fold">
          <summary>{t('watch.methods', { count: findings.length })}</summary>
          <ul class="trackers">
            {findings.map((finding) => (
              <li
                key={finding.code}
                data-finding={finding.code}
                data-severity={finding.severity}
                data-facts={JSON.stringify(finding.facts)}
              >
                <FindingText finding={finding} hasTitle hasSources={false} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {isOn && (
        <details class="fold" open={blocking.isPaused}>
          <summary>{t('watch.broken')}</summary>
          <div class="stack">
            <p>{t(blocking.isPaused ? 'watch.paused' : 'watch.brokenText')}</p>
            <button
              type="button"
              class="button"
              data-action="let-through"
              onClick={() => actions.letThrough(!blocking.isPaused)}
            >
              {t(blocking.isPaused ? 'watch.resume' : 'watch.pause')}
            </button>
          </div>
        </details>
      )}
      {isTlsUnknown && (
        <details class="fold" data-line="unknown">
          <summary>{t(`tls.${browser}.title`)}</summary>
          <p>{t(`tls.${browser}.text`)}</p>
        </details>
      )}
    </div>
  );
}
