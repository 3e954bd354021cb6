import browser from 'webextension-polyfill';
import type { RequestListener } from '#app/network/on-request.ts';
import { type Address, type Network, networkOfIp, parseAddress } from '#core/network/address.ts';
import { NO_REDIRECTS, type RedirectChain, withRedirect } from '#core/network/redirect-chain.ts';
import { type ListenerGroup, listenerGroup, listenerOn } from '#lib/listener-group.ts';
import { BROWSER } from '../kind.ts';
import { headerIn } from './headers.ts';

export interface RequestObserver extends ListenerGroup {
  /** Redirect chain of the tab's current page; returned once, `undefined` if there were no redirects. */
  takeRedirects(tabId: number, page: Address): RedirectChain | undefined;
}

/** Redirect chain of a pending page. */
interface ChainUnderWay {
  readonly requestId: string;
  readonly to: string;
  readonly redirects: RedirectChain;
}

type Filter = browser.WebRequest.RequestFilter;
const WEB_PAGES: Filter = { urls: ['http://*/*', 'https://*/*'], types: ['main_frame'] };
const HTTP_PAGES: Filter = { urls: ['http://*/*'], types: ['main_frame'] };
const HTTPS_PAGES: Filter = { urls: ['https://*/*'], types: ['main_frame'] };

/** Statuses of browser-internal redirects: an upgrade by our rule or by the browser. */
const INTERNAL_STATUS: readonly number[] = [0, 307];

/**
 * Headers by which Cloudflare and AWS mark bot challenges.
 *
 * @source https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
 * @source https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html
 */
const CHALLENGES = ['cf-mitigated', 'x-amzn-waf-action'];

/** Chromium's header of internal redirects because of HSTS. */
const HSTS_REDIRECT = { name: 'non-authoritative-reason', value: 'hsts' };

/** Duration of Chromium's own HTTPS attempt, after which our rule applies. */
const BROWSER_TRY_MS = 3000;
/** Our rule follows that attempt within this time; a later navigation is a new one. */
const SAME_TRY_MS = 500;
/** Longer than any upgrade attempt. */
const WAIT_MS = 10_000;

/**
 * Observes top-level requests. Each event wakes the background and costs more than handling it, so events of ordinary
 * HTTPS pages are observed only until enough is known, or while their tab waits for something.
 */
export function createRequestObserver(listener: RequestListener): RequestObserver {
  const chains = new Map<number, ChainUnderWay>();
  const lastFailure = new Map<number, { url: string; atMs: number }>();
  const waiting = new Map<number, ReturnType<typeof setTimeout>>();
  let teaches = true;

  const asked = listenerOn(
    browser.webRequest.onBeforeRequest,
    ({ tabId, url }: browser.WebRequest.OnBeforeRequestDetailsType): undefined => {
      const host = parseAddress(url)?.host;
      if (host !== undefined && waiting.has(tabId)) listener.onAsked(tabId, host);
    },
    WEB_PAGES,
  );

  const httpsAnswers = listenerOn(
    browser.webRequest.onResponseStarted,
    (details: browser.WebRequest.OnResponseStartedDetailsType) => void answered(details),
    HTTPS_PAGES,
    ['responseHeaders'],
  );

  const httpAnswers = listenerOn(
    browser.webRequest.onResponseStarted,
    (details: browser.WebRequest.OnResponseStartedDetailsType) => void answered(details),
    HTTP_PAGES,
    ['responseHeaders'],
  );

  async function answered(details: browser.WebRequest.OnResponseStartedDetailsType): Promise<void> {
    const { tabId, url, statusCode, ip, responseHeaders } = details;
    const page = parseAddress(url);
    if (tabId < 0 || !page) return;
    const hsts = headerIn(responseHeaders, 'strict-transport-security');
    const isChallenge = CHALLENGES.some((name) => headerIn(responseHeaders, name) !== undefined);
    const answer = { page, network: networkOf(ip), status: statusCode, hsts, isChallenge };
    teaches = await listener.onAnswered(tabId, answer);
    stopWaiting(tabId);
  }

  function startWaiting(tabId: number): void {
    clearTimeout(waiting.get(tabId));
    waiting.set(
      tabId,
      setTimeout(() => stopWaiting(tabId), WAIT_MS),
    );
    asked.start();
    httpsAnswers.start();
  }

  function stopWaiting(tabId: number): void {
    clearTimeout(waiting.get(tabId));
    waiting.delete(tabId);
    if (waiting.size > 0) return;
    asked.stop();
    if (!teaches) httpsAnswers.stop();
  }

  const redirects = listenerOn(
    browser.webRequest.onBeforeRedirect,
    (details: browser.WebRequest.OnBeforeRedirectDetailsType) => {
      const { tabId, requestId, method, url, redirectUrl, statusCode, ip, fromCache, responseHeaders } =
        details;
      const [from, to] = [parseAddress(url), parseAddress(redirectUrl)];
      if (tabId < 0 || !from || !to) return;
      const known = chains.get(tabId);
      const redirects = known?.requestId === requestId ? known.redirects : NO_REDIRECTS;
      const isInternal = INTERNAL_STATUS.includes(statusCode);
      // Firefox reports a status no redirect has (seen in 153); responses of servers have an IP address.
      const isOurs = (isInternal || statusCode === 200) && !fromCache && networkOf(ip) === undefined;
      chains.set(tabId, {
        requestId,
        to: to.host,
        redirects: withRedirect(redirects, url, redirectUrl, isOurs),
      });
      const isUpgrade = from.scheme === 'http' && to.scheme === 'https' && from.host === to.host;
      if (!isUpgrade || !isInternal) {
        listener.onRedirected(tabId, from, to, networkOf(ip));
        return;
      }
      if (headerIn(responseHeaders, HSTS_REDIRECT.name)?.toLowerCase() === HSTS_REDIRECT.value) {
        listener.onHsts(from);
      }
      const nowMs = Date.now();
      const before = lastFailure.get(tabId);
      lastFailure.delete(tabId);
      const isSameTry = before?.url === redirectUrl && nowMs - before.atMs < SAME_TRY_MS;
      startWaiting(tabId);
      listener.onUpgraded(tabId, {
        url,
        startedAtMs: isSameTry ? nowMs - BROWSER_TRY_MS : nowMs,
        isSent: method === 'POST',
      });
    },
    WEB_PAGES,
    ['responseHeaders'],
  );

  // Chromium's own upgrades fire no redirect event.
  const httpAsked = listenerOn(
    browser.webNavigation.onBeforeNavigate,
    ({ tabId, frameId, url }: browser.WebNavigation.OnBeforeNavigateDetailsType) => {
      if (frameId !== 0) return;
      startWaiting(tabId);
      listener.onUpgraded(tabId, { url, startedAtMs: Date.now(), isSent: false });
    },
    { url: [{ schemes: ['http'] }] },
  );

  // By the header, because Firefox did not fire `onAuthRequired` (measured in 153).
  const passwordWindows = listenerOn(
    browser.webRequest.onHeadersReceived,
    (details: browser.WebRequest.OnHeadersReceivedDetailsType): undefined => {
      const { tabId, url, statusCode, responseHeaders = [] } = details;
      const page = parseAddress(url);
      if (tabId < 0 || !page || statusCode !== 401) return;
      const challenges = responseHeaders.filter(({ name }) => name.toLowerCase() === 'www-authenticate');
      if (challenges.some(({ value = '' }) => /^[ \t]*basic\b/im.test(value))) {
        listener.onAsksPassword(tabId, page, url);
      }
    },
    HTTP_PAGES,
    ['responseHeaders'],
  );

  const failures = listenerOn(
    browser.webRequest.onErrorOccurred,
    ({ tabId, url }: browser.WebRequest.OnErrorOccurredDetailsType) => {
      lastFailure.set(tabId, { url, atMs: Date.now() });
    },
    WEB_PAGES,
  );

  const closedTabs = listenerOn(browser.tabs.onRemoved, (tabId: number) => {
    stopWaiting(tabId);
    lastFailure.delete(tabId);
    chains.delete(tabId);
  });

  function takeRedirects(tabId: number, page: Address): RedirectChain | undefined {
    const taken = chains.get(tabId);
    chains.delete(tabId);
    // A chain that ended in no page, such as a download, does not belong to the next page.
    if (taken?.to !== page.host) return undefined;
    return taken.redirects.hops.length + taken.redirects.parameters.length > 0 ? taken.redirects : undefined;
  }

  const whileWaiting: ListenerGroup = { start: () => undefined, stop: asked.stop };
  const all = listenerGroup(
    ...(BROWSER === 'chromium' ? [httpAsked] : []),
    redirects,
    httpsAnswers,
    httpAnswers,
    passwordWindows,
    failures,
    closedTabs,
    whileWaiting,
  );
  return { ...all, takeRedirects };
}

/** @param ip - without a server Firefox reports `null` and Chromium nothing */
function networkOf(ip: string | null | undefined): Network | undefined {
  return ip ? networkOfIp(ip) : undefined;
}
