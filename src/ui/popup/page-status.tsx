import { type Finding, QUIET_CODES } from '#core/page/finding.ts';
import type { Verdict } from '#core/page/verdict.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import { findingText } from '../finding-text.ts';
import { HowToAllow } from '../parts/how-to-allow.tsx';
import { LevelIcon, LevelWord } from '../parts/icons.tsx';
import { type Translate, useTexts } from '../texts.tsx';
import type { PageStatusModel, PopupActions } from './model.ts';

interface PageStatusProps {
  readonly pageStatus: PageStatusModel;
  readonly browser: BrowserKind;
  readonly actions: PopupActions;
}

/** State of the page, one recommended action, and the findings, worst first. */
export function PageStatus({ pageStatus, browser, actions }: PageStatusProps) {
  const { t } = useTexts();
  const verdict = pageStatus.kind === 'seen' ? pageStatus.verdict : undefined;
  const level = verdict?.level ?? 'L0';
  const findings = verdict?.findings ?? [];
  const trackers = findings.filter(isQuiet);
  const warnings = findings.filter((finding) => !isQuiet(finding));
  const isUpgradable = verdict !== undefined && canUpgrade(verdict);
  const isUnknown = pageStatus.kind === 'not-seen' || (pageStatus.kind === 'seen' && !pageStatus.isScanned);
  return (
    <section class={`status status-${level}`} aria-labelledby="state">
      <div class="status-head">
        {verdict && <LevelIcon level={warnings.length > 0 ? level : 'L0'} size="large" />}
        <div aria-live="polite">
          {warnings.length > 0 && <LevelWord level={level} />}
          <h2 id="state">{headline(pageStatus, warnings.length, t)}</h2>
        </div>
      </div>
      {isUnknown && (
        <>
          <p class="quiet">
            {/* Findings before a scan must not look like a complete result. */}
            {findings.length > 0 && `${t('state.unknown')} `}
            {t('state.unknownHelp')}
          </p>
          <button
            type="button"
            class={isUpgradable ? 'button' : 'button primary'}
            data-action="reload"
            onClick={actions.reload}
          >
            {t('state.reload')}
          </button>
        </>
      )}
      {pageStatus.kind === 'not-allowed' && <HowToAllow browser={browser} what="pages" />}
      {verdict && findings.length === 0 && !isUnknown && <p class="quiet">{t('state.L0help')}</p>}
      {isUpgradable && (
        <button type="button" class="button primary wide" data-action="upgrade" onClick={actions.upgrade}>
          {t('state.upgrade')}
        </button>
      )}
      <FindingList findings={warnings} className="findings" />
      <FindingList findings={trackers} className="trackers" />
    </section>
  );
}

function isQuiet({ code }: Finding): boolean {
  return QUIET_CODES.some((quiet) => quiet === code);
}

function headline(pageStatus: PageStatusModel, warningCount: number, t: Translate): string {
  switch (pageStatus.kind) {
    case 'pending':
      return t('state.pending');
    case 'not-seen':
      return t('state.unknown');
    case 'not-web':
      return t('state.notWeb');
    case 'not-allowed':
      return t('state.notAllowed');
    case 'seen': {
      const { level } = pageStatus.verdict;
      // Findings are valid before the scan, but their absence means nothing.
      if (!pageStatus.isScanned && (level === 'L0' || level === 'L1')) return t('state.unknown');
      if (level === 'L1' && warningCount === 0) return t('state.L1watched');
      return t(`state.${level}`);
    }
  }
}

/** Not on local networks, where HTTPS cannot be expected, and not after a failed upgrade. */
function canUpgrade({ findings }: Verdict): boolean {
  return findings.some(
    ({ code, facts }) => code === 'insecure-page' && facts.network === 'public' && !facts.isTried,
  );
}

function FindingList({ findings, className }: { findings: readonly Finding[]; className: string }) {
  if (findings.length === 0) return null;
  return (
    <ul class={className}>
      {findings.map((finding, index) => (
        <FindingItem
          key={finding.code}
          finding={finding}
          isOpen={index === 0 && finding.severity !== 'low'}
        />
      ))}
    </ul>
  );
}

/** @param isOpen - the worst finding is expanded, the others on demand */
function FindingItem({ finding, isOpen }: { finding: Finding; isOpen: boolean }) {
  const { t } = useTexts();
  const { title, text, details } = findingText(finding, t);
  const { code, severity, facts } = finding;
  return (
    <li data-finding={code} data-severity={severity} data-facts={JSON.stringify(facts)}>
      <details open={isOpen}>
        <summary>{title}</summary>
        <p>{text}</p>
        {details.length > 0 && (
          <ul class="details">
            {details.map((detail) => (
              <li key={detail.text}>
                {detail.source === undefined ? <bdi dir="auto">{detail.text}</bdi> : detail.text}
                {detail.source && (
                  <details class="source">
                    <summary>{detail.source.title}</summary>
                    <bdi dir="ltr">{detail.source.address}</bdi>
                  </details>
                )}
              </li>
            ))}
          </ul>
        )}
      </details>
    </li>
  );
}
