import { siteOf } from '../../src/core/network/address.ts';
import { isIn, namesUp, type Rule, toRegExp } from './compile.ts';
import { anchorOf, type ResourceType } from './parse.ts';

/**
 * Evaluates rules like the browser: the semantics of `declarativeNetRequest`
 * (https://developer.chrome.com/docs/extensions/reference/api/declarativeNetRequest), as far as our rules use them. For
 * measurements; in the product the browser decides.
 */
export interface MatchedRequest {
  readonly url: string;
  /** URL of the requesting page or frame. */
  readonly sourceUrl: string;
  readonly type: ResourceType | 'main_frame';
}

export type Matcher = (request: MatchedRequest) => Rule | undefined;

interface Facts {
  readonly url: string;
  readonly host: string;
  readonly source: string;
  readonly type: MatchedRequest['type'];
  readonly isFirstParty: boolean;
}

/** @returns the deciding rule; `undefined` if none matches or the URL is invalid */
export function createMatcher(rules: readonly Rule[]): Matcher {
  const prepared = rules.filter(({ action }) => action.type !== 'allowAllRequests').map(prepare);
  const frames = rules.filter(({ action }) => action.type === 'allowAllRequests').map(prepare);
  const byAnchor = new Map<string, typeof prepared>();
  const others: typeof prepared = [];
  for (const rule of prepared) {
    if (rule.anchor === undefined) others.push(rule);
    else byAnchor.set(rule.anchor, [...(byAnchor.get(rule.anchor) ?? []), rule]);
  }
  return (request) => {
    const facts = factsOf(request);
    if (!facts) return undefined;
    let best: Rule | undefined;
    const consider = (candidates: typeof prepared) => {
      for (const { rule, isMatch } of candidates) {
        if (best && !goesBefore(rule, best)) continue;
        if (isMatch(facts)) best = rule;
      }
    };
    for (const name of namesUp(facts.host)) consider(byAnchor.get(name) ?? []);
    consider(others);
    const frame =
      frames.length > 0 ? factsOf({ url: request.sourceUrl, sourceUrl: '', type: 'sub_frame' }) : undefined;
    for (const { rule, isMatch } of frames) {
      if (frame && isMatch(frame) && (!best || goesBefore(rule, best))) best = rule;
    }
    return best;
  };
}

/** Higher priority first; with equal priority exceptions before blocks. */
function goesBefore(a: Rule, b: Rule): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  return a.action.type !== 'block' && b.action.type === 'block';
}

function prepare(rule: Rule) {
  const { condition } = rule;
  const flags = condition.isUrlFilterCaseSensitive ? '' : 'i';
  const words =
    condition.urlFilter !== undefined
      ? toRegExp(condition.urlFilter, flags)
      : condition.regexFilter === undefined
        ? undefined
        : new RegExp(condition.regexFilter, flags);
  const [to, notTo, on, notOn] = [
    condition.requestDomains,
    condition.excludedRequestDomains,
    condition.initiatorDomains,
    condition.excludedInitiatorDomains,
  ].map((names) => names && new Set(names));
  const isMatch = ({ url, host, source, type, isFirstParty }: Facts): boolean => {
    if (condition.resourceTypes) {
      if (!condition.resourceTypes.includes(type as ResourceType)) return false;
    } else if ((condition.excludedResourceTypes ?? ['main_frame']).includes(type)) return false;
    if (condition.domainType && (condition.domainType === 'firstParty') !== isFirstParty) return false;
    if (to && !isIn(to, host)) return false;
    if (notTo && isIn(notTo, host)) return false;
    if (on && !isIn(on, source)) return false;
    if (notOn && isIn(notOn, source)) return false;
    return words === undefined || words.test(url);
  };
  return {
    rule,
    isMatch,
    anchor: condition.urlFilter === undefined ? undefined : anchorOf(condition.urlFilter),
  };
}

function factsOf({ url, sourceUrl, type }: MatchedRequest): Facts | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname: host, href } = new URL(url);
  const source = URL.canParse(sourceUrl) ? new URL(sourceUrl).hostname : '';
  return { url: href, host, source, type, isFirstParty: siteOf(host) === siteOf(source) };
}
