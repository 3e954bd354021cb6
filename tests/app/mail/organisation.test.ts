import { describe, expect, it } from 'vitest';
import { createOrganisation } from '#app/mail/organisation.ts';
import { parseOrganisation } from '#contracts/organisation-list.ts';
import type { OrganisationList } from '#core/mail/organisation.ts';
import { indexNames } from '#core/page/look-alike.ts';
import { nameLists } from '#data/names.ts';
import { fakeMemory } from '../fakes.ts';

const BY_HAND: OrganisationList = { name: 'By hand', chosen: [], providers: [] };
const POLICY = {
  format: 1,
  name: 'By policy',
  providers: [{ name: 'Mail', domains: ['a.org'], hosts: ['in.a.org'] }],
};

function office(set?: unknown) {
  const memory = fakeMemory();
  const guarded: (OrganisationList | undefined)[] = [];
  const organisation = createOrganisation({
    memory,
    readPolicy: async () => set,
    parse: (value) => parseOrganisation(value, indexNames(nameLists)),
    guard: (list) => void guarded.push(list),
  });
  return { memory, guarded, organisation };
}

describe('an organisation’s list', () => {
  it('is undefined if nobody provided one', async () => {
    const { organisation, guarded } = office();
    expect(await organisation.get()).toEqual({ list: undefined, from: undefined, isPolicyBroken: false });
    await organisation.refresh();
    expect(guarded).toEqual([undefined]);
  });

  it('comes from a policy, and its names are protected', async () => {
    const { organisation, guarded } = office(POLICY);
    expect(await organisation.get()).toMatchObject({
      from: 'policy',
      list: { name: 'By policy' },
      isPolicyBroken: false,
    });
    await organisation.refresh();
    expect(guarded[0]?.providers[0]?.hosts).toEqual(['in.a.org']);
  });

  it('is ignored as a whole if the policy is invalid', async () => {
    const { organisation, guarded } = office({ ...POLICY, providers: [{ name: 7 }] });
    expect(await organisation.get()).toEqual({ list: undefined, from: undefined, isPolicyBroken: true });
    await organisation.refresh();
    expect(guarded).toEqual([undefined]);
  });

  it.each([
    ['a name that imitates another', { domains: ['paypa1.com'] }],
    ['a sign-in host that does', { hosts: ['signin.paypa1.com'] }],
    ['a listed name that would switch its own stop off', { domains: [], hosts: ['gmai1.com'] }],
    ['what nobody can own', { domains: ['co.uk'] }],
    ['one thing twice', { domains: ['a.org', 'a.org'] }],
  ])('from a policy is validated like a file: %s', async (_, over) => {
    const { organisation, guarded } = office({
      ...POLICY,
      providers: [{ ...POLICY.providers[0], ...over }],
    });
    expect(await organisation.get()).toEqual({ list: undefined, from: undefined, isPolicyBroken: true });
    await organisation.refresh();
    expect(guarded).toEqual([undefined]);
  });

  it('loaded by hand takes precedence over the policy, until it is removed', async () => {
    const { organisation, guarded, memory } = office(POLICY);
    expect(await organisation.set(BY_HAND)).toMatchObject({ from: 'sitting', list: BY_HAND });
    expect(guarded).toEqual([BY_HAND]);
    expect(await organisation.set(undefined)).toMatchObject({ from: 'policy' });
    await organisation.set(BY_HAND);
    await memory.clear();
    expect((await organisation.get()).from).toBe('policy');
  });
});
