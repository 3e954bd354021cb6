import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * A URL with a user name or password. The user name can be mistaken for the host; a password stays in
 * histories and logs.
 *
 * @source https://www.rfc-editor.org/rfc/rfc3986#section-7.6
 */
export function urlUserinfo({ page, userInfo }: Visit): readonly FindingOf<'url-userinfo'>[] {
  if (!userInfo) return [];
  const { posesAs, hasPassword } = userInfo;
  // Mail programs write addresses of the same site as user names.
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
