import { contradictions, joinOrganisation, type OrganisationList } from '#core/mail/organisation.ts';
import { indexProviders, type Provider, type Source } from '#core/mail/provider.ts';
import { judgeProvider } from '#core/mail/rule.ts';
import type { Visit } from '#core/page/visit.ts';
import type { ServiceLook } from './service-card.tsx';

export interface ServiceLists {
  readonly loadProviders: () => Promise<readonly Provider[]>;
  /** A failed look-up counts as none. */
  readonly loadOrganisation: () => Promise<OrganisationList | undefined>;
  readonly loadSources: () => Promise<Readonly<Record<string, Source>>>;
  /** `2026-11-24` */
  readonly today: string;
}

/**
 * Finds the mail service of a page, by exact host.
 *
 * @returns `undefined` for other pages, for which the large lists are not loaded
 */
export async function lookForService(
  { page, certificate }: Visit,
  { loadProviders, loadOrganisation, loadSources, today }: ServiceLists,
): Promise<ServiceLook | undefined> {
  const [table, organisation] = await Promise.all([
    loadProviders(),
    loadOrganisation().catch(() => undefined),
  ]);
  // The background does not have the table, so this check is done here.
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
      // Both have their own findings.
      sendsElsewhere: false,
      isLookAlike: false,
    },
  });
  const sources = await loadSources();
  return { id: provider.id, name: provider.name, host: page.host, judgement, sources };
}
