import { hasKnownSuffix, parseAddress } from '../network/address.ts';

/**
 * Whose account it may be that somebody signs in to.
 *
 * - `work`: of a company that gives accounts to employers and schools, who may read the mail
 * - `own-server`: webmail that somebody runs for themselves or others
 */
export type MailAccount =
  | { readonly kind: 'work'; readonly organisation: string | undefined }
  | { readonly kind: 'own-server'; readonly host: string; readonly site: string };

/** Sign-in and mail of Google Workspace and Microsoft 365, beside those for everybody. */
const WORK_HOSTS: ReadonlySet<string> = new Set([
  ...['accounts.google.com', 'mail.google.com'],
  ...[
    'login.microsoftonline.com',
    'login.microsoftonline.us',
    'login.microsoft.com',
    'login.partner.microsoftonline.cn',
  ],
  ...['outlook.office.com', 'outlook.office365.com', 'outlook.cloud.microsoft', 'mail.office365.com'],
]);

/** Parameters in which a sign-in page is told the organization: OpenID Connect, WS-Federation, Google's own. */
const HINT = /[?&](?:hd|domain_hint|whr|login_hint|username)=([^&#]*)/g;
/** Google Workspace under a domain of its own; the tenant of Microsoft's sign-in, which may be a domain. */
const IN_PATH = /^https:\/\/[^/?#]+\/(?:a\/)?([^/?#]+)/;

/**
 * The account of an organization that could be meant at this address.
 *
 * @param url - of the page, with its parameters; nothing of it is kept
 * @param isForEverybody - whether a mail service gives addresses of this domain to anybody
 * @returns `undefined`: no such sign-in
 */
export function workAccountAt(
  url: string,
  isForEverybody: (domain: string) => boolean,
): MailAccount | undefined {
  const page = parseAddress(url);
  if (page?.scheme !== 'https' || !WORK_HOSTS.has(page.host)) return undefined;
  const domain = hintsIn(url.replace(/#.*/s, '')).map(domainIn).find(Boolean);
  return { kind: 'work', organisation: domain && !isForEverybody(domain) ? domain : undefined };
}

function hintsIn(url: string): readonly string[] {
  const ofPath = IN_PATH.exec(url)?.[1] ?? '';
  // `login.srf` is no name.
  const named = hasKnownSuffix(ofPath) ? [ofPath] : [];
  return [...[...url.matchAll(HINT)].map(([, hint]) => hint), ...named].flatMap((hint) => {
    try {
      return hint === undefined ? [] : [decodeURIComponent(hint)];
    } catch {
      return [];
    }
  });
}

/** `consumers` and `organizations` are hints too, and no names. */
function domainIn(hint: string): string | undefined {
  const name = hint.slice(hint.lastIndexOf('@') + 1).toLowerCase();
  if (!/^[a-z0-9.-]+\.[a-z0-9-]{2,}$/.test(name)) return undefined;
  const address = parseAddress(`https://${name}/`);
  return address?.network === 'public' && address.host === name ? name : undefined;
}
