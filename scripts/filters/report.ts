import { byFirst } from '../../src/lib/order.ts';
import { markdownTable } from '../markdown.ts';
import { PRIORITY, type Rule, type Unused } from './compile.ts';
import type { CompiledRules } from './lists.ts';

const WHY: Readonly<Record<Unused, string>> = {
  'page-element': 'hides or changes something in a page: we touch no page',
  'whole-page': 'about whole pages and new windows: these are never blocked',
  'regular-expression': 'a regular expression: few, slow, and limited by the browsers',
  'stand-in': 'for one site, with a file of another blocker in place of what is blocked',
  'other-action': 'changes cookies, headers or pages, or needs what no rule of the browser can do',
  'domain-pattern': 'for a name with any ending, which a rule cannot say',
  'too-wide': 'so short that it would meet anything',
  'not-ascii': 'letters that no address has',
  'unknown-option': 'an option that this compiler does not know',
  'disguised-host':
    "a name below somebody's own site that stands for a tracker's: many, met in 2 of 10,000 requests",
  withdrawn: 'taken back by another line of the lists',
  covered: 'blocked by another rule already',
  'undoes-nothing': 'an exception to nothing that is left',
  'one-site-only': 'advertising or words for one site only',
  'over-the-limit': 'for one site only, beyond the number of rules that we keep to',
};

/** A page of docs: what there is to read after a refresh of the lists. */
export function ruleReport({ chromium, firefox, lists, used, unused }: CompiledRules): string {
  const counts = new Map<Unused, number>();
  for (const { why } of unused) counts.set(why, (counts.get(why) ?? 0) + 1);
  const hosts = chromium.reduce((sum, { condition }) => sum + (condition.requestDomains?.length ?? 0), 0);
  return [
    '# What is blocked: counts',
    '',
    'Written by `npm run data`. After a new version of the lists, this is the page whose changes to read;',
    '`.cache/filters-left-out.txt` then has every filter that is no rule, with its reason.',
    '',
    markdownTable([
      ['list', 'version', 'of'],
      ...lists.map(({ title, version, updated }) => [title, version, updated]),
    ]),
    '',
    markdownTable([
      ['', 'rules', 'of these by words of an address'],
      [
        'Chromium',
        count(chromium.length),
        count(chromium.filter(({ condition }) => condition.urlFilter).length),
      ],
      [
        'Firefox',
        count(firefox.length),
        count(firefox.filter(({ condition }) => condition.regexFilter).length),
      ],
    ]),
    '',
    `Hosts in these rules: ${count(hosts)}.`,
    '',
    markdownTable([
      ['what comes, whatever is stopped', 'number'],
      [
        'sign-in, payment, person checks, mail: hosts and addresses',
        count(freeIn(chromium, PRIORITY.essential)),
      ],
      [
        'forms, maps, films, shops and the like: hosts and addresses',
        count(freeIn(chromium, PRIORITY.works)),
      ],
      [
        'owners whose sites are first parties to each other',
        count(rulesOf(chromium, PRIORITY.sameOwner).length),
      ],
    ]),
    '',
    markdownTable([
      ['filters that became rules', 'number'],
      ...Object.entries(used)
        .toSorted(byFirst)
        .map(([name, number]) => [name, count(number)]),
    ]),
    '',
    markdownTable([
      ['why a filter is no rule', 'number'],
      ...[...counts]
        .toSorted((a, b) => b[1] - a[1] || byFirst(a, b))
        .map(([why, number]) => [WHY[why], count(number)]),
    ]),
    '',
  ].join('\n');
}

const rulesOf = (rules: readonly Rule[], priority: number) =>
  rules.filter((rule) => rule.priority === priority);

function freeIn(rules: readonly Rule[], priority: number): number {
  return rulesOf(rules, priority).reduce(
    (sum, { condition }) => sum + (condition.requestDomains?.length ?? 1),
    0,
  );
}

function count(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ' ');
}
