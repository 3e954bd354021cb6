import { describe, expect, it } from 'vitest';
import { createGuardedNames } from '#app/mail/guarded-names.ts';
import { imitationBy } from '#core/page/detectors/look-alike-domain.ts';
import { nameLists } from '#data/names.ts';
import { address } from '../../builders.ts';

const LIST = {
  name: 'Our group',
  chosen: [],
  providers: [{ name: 'Ours', domains: [], hosts: ['mail.kestrelworks.org'] }],
};
const FALSE_NAME = address('https://kestrelw0rks.org/');

describe('protected names', () => {
  it('include the organization’s while its list applies', () => {
    const names = createGuardedNames(nameLists);
    const imitated = () => imitationBy(FALSE_NAME, { names: names.all });
    expect(imitated()).toBeUndefined();
    names.guard(LIST);
    expect(imitated()?.real).toBe('kestrelworks.org');
    expect(imitationBy(address('https://mail.kestrelworks.org/'), { names: names.all })).toBeUndefined();
    names.guard(undefined);
    expect(imitated()).toBeUndefined();
  });

  it('of the built-in list do not change', () => {
    const names = createGuardedNames(nameLists);
    const { own } = names;
    expect(names.all).toBe(own);
    names.guard(LIST);
    expect(names.own).toBe(own);
    expect(imitationBy(FALSE_NAME, { names: own })).toBeUndefined();
  });
});
