import type { Finding } from '#core/page/finding.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import { findingText } from '../finding-text.ts';
import { HowToAllow } from '../parts/how-to-allow.tsx';
import { LevelIcon, LevelWord } from '../parts/icons.tsx';
import { type Translate, useTexts } from '../texts.tsx';
import { FindingText, FoldedFinding } from './finding-item.tsx';
import type { PageStatusModel, PopupActions } from './model.ts';
import { canUpgrade, type Remedy, remedyFor, riskOf } from './remedy.ts';
import { isQuiet } from './tracker-detail.tsx';

interface PageStatusProps {
  readonly pageStatus: PageStatusModel;
  readonly browser: BrowserKind;
  readonly actions: PopupActions;
}

/** The state of the page in words, the one thing to do, and what was found, worst first. */
export function PageStatus({ pageStatus, browser, actions }: PageStatusProps) {
  const { t, live } = useTexts();
  const verdict = pageStatus.kind === 'seen' ? pageStatus.verdict : undefined;
  const warnings = (verdict?.findings ?? []).filter((finding) => !isQuiet(finding));
  const level = verdict && warnings.length > 0 ? verdict.level : 'L0';
  const isUnknown = pageStatus.kind === 'not-seen' || (pageStatus.kind === 'seen' && !pageStatus.isScanned);
  const risk = verdict && riskOf(verdict);
  const remedy = verdict && remedyFor(verdict);
  const isUpgradable = warnings.some(canUpgrade);
  // What was found without a look must not read as if all had been looked at.
  const isHeadline = !isUnknown || level === 'L2' || level === 'L3';
  return (
    <section class={`status status-${level}`} aria-labelledby="state">
      <div class="status-head">
        {verdict && <LevelIcon level={level} size={level === 'L0' ? 'small' : 'large'} />}
        <div aria-live={live}>
          <LevelWord level={level} />
          <h2 id="state">
            {risk
              ? t(`state.risk.${risk}`)
              : isHeadline && warnings[0]
                ? findingText(warnings[0], t).title
                : headline(pageStatus, isUnknown, t)}
          </h2>
        </div>
      </div>
      {warnings.length > 0 && <Warnings warnings={warnings} hasTitle={!isHeadline} />}
      {remedy && <RemedyButton remedy={remedy} actions={actions} />}
      {isUpgradable && remedy?.kind !== 'upgrade' && (
        <button type="button" class="button wide" data-action="upgrade" onClick={actions.upgrade}>
          {t('state.upgrade')}
        </button>
      )}
      {isUnknown && (
        <>
          <p class="quiet">
            {isHeadline && warnings.length > 0 && `${t('state.unknown')} `}
            {t('state.unknownHelp')}
          </p>
          <button type="button" class="button" data-action="reload" onClick={actions.reload}>
            {t('state.reload')}
          </button>
        </>
      )}
      {pageStatus.kind === 'not-allowed' && <HowToAllow browser={browser} what="pages" />}
    </section>
  );
}

function headline({ kind }: PageStatusModel, isUnknown: boolean, t: Translate): string {
  if (isUnknown) return t('state.unknown');
  switch (kind) {
    case 'pending':
      return t('state.pending');
    case 'not-web':
      return t('state.notWeb');
    case 'not-allowed':
      return t('state.notAllowed');
    default:
      return t('state.L0');
  }
}

/** The worst says at once what can happen; the others on demand. */
function Warnings({ warnings, hasTitle }: { warnings: readonly Finding[]; hasTitle: boolean }) {
  return (
    <ul class="findings">
      {warnings.map((finding, index) => (
        <li
          key={finding.code}
          data-finding={finding.code}
          data-severity={finding.severity}
          data-facts={JSON.stringify(finding.facts)}
        >
          {index === 0 ? (
            <FindingText finding={finding} hasTitle={hasTitle} hasSources />
          ) : (
            <FoldedFinding finding={finding} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** The only filled button on a page of care or stop. */
function RemedyButton({ remedy, actions }: { remedy: Remedy; actions: PopupActions }) {
  const { t } = useTexts();
  switch (remedy.kind) {
    case 'upgrade':
      return (
        <button type="button" class="button primary wide" data-action="upgrade" onClick={actions.upgrade}>
          {t('state.upgrade')}
        </button>
      );
    case 'real':
      return (
        <button type="button" class="button primary wide" data-action="go-real" onClick={actions.goToReal}>
          {t('state.goToReal', { real: remedy.real })}
        </button>
      );
    case 'services':
      return (
        <a class="button primary wide" href="mail.html#compare" target="_blank" rel="noreferrer">
          {t('state.services')}
        </a>
      );
    case 'leave':
      return (
        <button
          type="button"
          class="button primary wide"
          data-action="leave-page"
          onClick={actions.leavePage}
        >
          {t('state.leavePage')}
        </button>
      );
  }
}
