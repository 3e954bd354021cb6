import { type MailAccount, workAccountAt } from '#core/mail/mail-account.ts';
import { contradictions, joinOrganisation, type OrganisationList } from '#core/mail/organisation.ts';
import { indexProviders, type Provider } from '#core/mail/provider.ts';
import { judgeProvider } from '#core/mail/rule.ts';
import { parseAddress } from '#core/network/address.ts';
import type { Visit } from '#core/page/visit.ts';
import type { ServiceLook } from './service-card.tsx';

export interface ServiceLists {
  readonly loadProviders: () => Promise<readonly Provider[]>;
  readonly loadOrganisation: () => Promise<OrganisationList | undefined>;
  /** `2026-11-24` */
  readonly today: string;
}

/**
 * The mail service whose page this is, by exact host.
 *
 * @returns `undefined` for all other pages
 */
export async function lookForService(
  { page, certificate }: Visit,
  { loadProviders, loadOrganisation, today }: ServiceLists,
): Promise<ServiceLook | undefined> {
  const [table, organisation] = await Promise.all([loadProviders(), loadOrganisation()]);
  // The background has no room for the table.
  const isInOrder =
    organisation && contradictions(organisation, { table: indexProviders(table) }).length === 0;
  const known = joinOrganisation(table, isInOrder ? organisation : undefined);
  const provider = indexProviders(known).byHost(page.host)?.provider;
  if (!provider) return undefined;
  const judgement = judgeProvider(provider, {
    today,
    page: {
      isProtected: page.scheme === 'https',
      hasCertificateError: certificate !== undefined,
      // Both have a warning of their own above.
      sendsElsewhere: false,
      isLookAlike: false,
    },
  });
  return { id: provider.id, name: provider.name, host: page.host, judgement };
}

export interface AccountLists {
  readonly loadProviders: () => Promise<readonly Provider[]>;
  /** Its URL with the parameters is asked for when the popup opens, and not kept. */
  readonly tab: { readonly url: string } | undefined;
  readonly isWebmailForm: () => Promise<boolean>;
}

/**
 * Whose account somebody may sign in to here: an organization's, or one of webmail on somebody's own server.
 *
 * @param isService - a mail service of the table; its own page is not on somebody's own server
 */
export async function lookForAccount(
  { page, forms }: Visit,
  isService: boolean,
  { loadProviders, tab, isWebmailForm }: AccountLists,
): Promise<MailAccount | undefined> {
  const url = tab?.url ?? '';
  if (parseAddress(url)?.host !== page.host) return undefined;
  const asksForPassword = forms.some(({ asks }) => asks.includes('password'));
  if (!isService && asksForPassword && (await isWebmailForm())) {
    return { kind: 'own-server', host: page.host, site: page.site };
  }
  // The table is loaded for a hint alone.
  const { byDomain } = indexProviders(workAccountAt(url, () => false) ? await loadProviders() : []);
  return workAccountAt(url, (domain) => byDomain(domain) !== undefined);
}
