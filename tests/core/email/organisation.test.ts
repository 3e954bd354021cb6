import { describe, expect, it } from 'vitest';
import { guardedNames, joinOrganisation, type OrganisationList } from '#core/email/organisation.ts';
import { indexProviders } from '#core/email/provider.ts';
import { judgeProvider } from '#core/email/rule.ts';
import { GOOD, provider } from './samples.ts';

const list: OrganisationList = {
  name: 'Our group',
  chosen: ['second'],
  providers: [
    { name: 'Group Mail', domains: ['group.example'], hosts: ['in.group.example', 'group.example'] },
  ],
};
const second = provider({ id: 'second', domains: ['second.example'], facts: {}, hosts: [] });

describe('joinOrganisation', () => {
  it('is the table itself without a list', () => {
    expect(joinOrganisation([GOOD], undefined)).toEqual([GOOD]);
  });

  it('adds its services and marks its choices', () => {
    const index = indexProviders(joinOrganisation([GOOD, second], list));
    const verdictOf = (domain: string) => {
      const one = index.byDomain(domain);
      return one && judgeProvider(one, { today: '2026-11-24' }).reasons.map(({ code }) => code);
    };
    expect(verdictOf('group.example')).toEqual(['G1']);
    expect(verdictOf('second.example')).toEqual(['G1']);
    expect(verdictOf('good.example')).toEqual(['T3', 'T4', 'T7']);
    expect(index.byHost('in.group.example')?.provider.name).toBe('Group Mail');
  });
});

describe('guardedNames', () => {
  it('are none without a list', () => {
    expect(guardedNames(undefined)).toEqual([]);
  });

  it('lead to the first sign-in host of each domain', () => {
    expect(guardedNames(list)).toEqual([
      { domain: 'group.example', front: 'in.group.example', style: 'word', hosts: ['in.group.example'] },
    ]);
  });
});
