import { contradictions, joinOrganisation, type OrganisationList } from '#core/mail/organisation.ts';
import { indexProviders, type Provider } from '#core/mail/provider.ts';
import { judgeProvider } from '#core/mail/rule.ts';
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
