import { describe, expect, it } from 'vitest';
import { guardedNames, joinOrganisation, type OrganisationList } from '#core/mail/organisation.ts';
import { indexProviders } from '#core/mail/provider.ts';
import { judgeProvider } from '#core/mail/rule.ts';
import { indexNames, withNames } from '#core/page/look-alike.ts';
import { nameLists } from '#data/names.ts';
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
  it('returns the table without a list', () => {
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
  it('returns none without a list', () => {
    expect(guardedNames(undefined)).toEqual([]);
  });

  it('uses the first sign-in host of each domain as its front page', () => {
    expect(guardedNames(list)).toEqual([
      {
        domain: 'group.example',
        front: 'in.group.example',
        style: 'word',
        isGiven: true,
        hosts: ['in.group.example'],
      },
    ]);
  });

  it('makes imitations detectable, and does not affect existing names', () => {
    const own: OrganisationList = {
      name: 'Us',
      chosen: [],
      providers: [
        { name: 'Ours', domains: [], hosts: ['webmail.riverdale-post.org'] },
        { name: 'Not ours', domains: [], hosts: ['sign-in.yahoo.com'] },
      ],
    };
    const before = indexNames(nameLists);
    const after = indexNames(() => withNames(nameLists(), guardedNames(own)));
    for (const host of ['webmail.riverdale-post.org.evil.example', 'webmail.rіverdale-post.org']) {
      const asked = new URL(`https://${host}/`).hostname;
      expect(before.lookAlikeOf(asked), host).toBeUndefined();
      expect(after.lookAlikeOf(asked), host).toMatchObject({ real: 'riverdale-post.org', isSure: false });
    }
    for (const host of ['webmail.riverdale-post.org', 'riverdale-post.org', 'river-post.org']) {
      expect(after.lookAlikeOf(host), host).toBeUndefined();
    }
    expect(after.lookAlikeOf('login-yahoo.example')).toEqual(before.lookAlikeOf('login-yahoo.example'));
  });

  it('never makes a look-alike certain, nor excuses its subdomains', () => {
    // The list's author may prepare an attack, and the real name is not on the built-in list.
    const hosts = ['signin.riverbank1.org'];
    const own: OrganisationList = {
      name: 'Us',
      chosen: [],
      providers: [{ name: 'False', domains: [], hosts }],
    };
    const { lookAlikeOf } = indexNames(() => withNames(nameLists(), guardedNames(own)));
    expect(['riverbankl.org', 'riverbank1-login.org'].filter((host) => lookAlikeOf(host)?.isSure)).toEqual(
      [],
    );
    expect(lookAlikeOf('riverbankl.org')?.real).toBe('riverbank1.org');
    const inFront = 'login.microsoftonline.com.riverbank1.org';
    expect(lookAlikeOf(inFront)).toMatchObject({ real: 'microsoftonline.com', isSure: true });
  });
});
