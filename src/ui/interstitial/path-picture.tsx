import type { ComponentChildren } from 'preact';
import type { InterstitialCode } from '#core/page/interstitial.ts';
import { useTexts } from '../texts.tsx';

/** Where on the way from the person to the site something is wrong. */
export type WeakPart = 'network' | 'site';

/** A code without a weak part does not compile. */
const WEAK_PART: { readonly [Code in InterstitialCode]: WeakPart } = {
  'insecure-password-field': 'network',
  'insecure-sensitive-form': 'network',
  'insecure-http-auth': 'network',
  'insecure-form-target': 'network',
  'no-protected-address': 'network',
  'tls-interception': 'network',
  // Whoever answered may be the site, or somebody on the way who plays it.
  'certificate-error': 'site',
  'unproven-address': 'site',
  'look-alike-domain': 'site',
};

/** You, the network, the site; the weak part has a mark, and from there on the way is broken. */
export function PathPicture({ code, site }: { code: InterstitialCode; site: string }) {
  const { t } = useTexts();
  const weak = WEAK_PART[code];
  const network = t(
    code === 'tls-interception' ? 'interstitial.path.computerOrNetwork' : 'interstitial.path.network',
  );
  return (
    <div
      class="path"
      data-weak={weak}
      role="img"
      aria-label={t(`interstitial.path.label.${weak}`, { network, site })}
    >
      <Node name={t('interstitial.path.you')}>
        <rect x="5" y="8" width="38" height="25" rx="3" />
        <path d="M24 33v8M14 41h20" />
      </Node>
      <Link isBroken={false} />
      <Node name={network} weak={weak === 'network' ? '!' : undefined}>
        <path d="M6 20a26 26 0 0 1 36 0M12 27a17 17 0 0 1 24 0M18 34a9 9 0 0 1 12 0" />
        <circle class="path-dot" cx="24" cy="40" r="2.500" />
      </Node>
      <Link isBroken={weak === 'network'} />
      <Node name={<bdi dir="ltr">{site}</bdi>} weak={weak === 'site' ? '?' : undefined}>
        <rect x="5" y="7" width="38" height="34" rx="3" />
        <path d="M5 16h38M12 24h24M12 31h16" />
      </Node>
    </div>
  );
}

interface NodeProps {
  readonly name: ComponentChildren;
  readonly weak?: '!' | '?' | undefined;
  readonly children: ComponentChildren;
}

function Node({ name, weak, children }: NodeProps) {
  return (
    <div class={weak ? 'path-node path-weak' : 'path-node'}>
      <span class="path-icon">
        <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
          {children}
        </svg>
        {weak && <b class="path-mark">{weak}</b>}
      </span>
      <span class="path-name">{name}</span>
    </div>
  );
}

function Link({ isBroken }: { isBroken: boolean }) {
  return <span class={isBroken ? 'path-link path-broken' : 'path-link'} />;
}
