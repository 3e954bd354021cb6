import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * An address with a name or password before the `@`. Read in haste, the name is taken for the site's; a
 * password there stays in lists and logs.
 *
 * @source https://www.rfc-editor.org/rfc/rfc3986#section-7.6
 */
export function urlUserinfo({ page, userInfo }: Visit): readonly FindingOf<'url-userinfo'>[] {
  if (!userInfo) return [];
  const { posesAs, hasPassword } = userInfo;
  // An address of one's own site, as mail programs write it, poses as nobody else.
  const poses = posesAs !== undefined && posesAs !== page.host && !posesAs.endsWith(`.${page.site}`);
  if (!poses && !hasPassword) return [];
  return [
    {
      code: 'url-userinfo',
      severity: poses ? 'medium' : 'low',
      facts: { host: page.host, posesAs: poses ? posesAs : undefined },
    },
  ];
}
