import type { Detector, Finding, Lists, QuietCode } from '../finding.ts';
import type { Visit } from '../visit.ts';
import { bounceTracking } from './bounce-tracking.ts';
import { cookieThirdParty } from './cookie-third-party.ts';
import { fingerprinting } from './fingerprinting.ts';
import { localPortScan } from './local-port-scan.ts';
import { mailOpenPixel } from './mail-open-pixel.ts';
import { storageThirdParty } from './storage-third-party.ts';
import { trackers } from './trackers.ts';
import { trackingParameters } from './tracking-parameters.ts';
import { inspectWarnings } from './warnings.ts';

/** One detector per code: a code without a detector is a compile error. */
const quiet: { readonly [Code in QuietCode]: Detector<Code> } = {
  'local-port-scan': localPortScan,
  fingerprinting,
  'mail-open-pixel': mailOpenPixel,
  'bounce-tracking': bounceTracking,
  'cookie-third-party': cookieThirdParty,
  'storage-third-party': storageThirdParty,
  'tracking-parameters': trackingParameters,
  trackers,
};

/** All findings about a visit, unordered. */
export function inspect(visit: Visit, lists: Lists): readonly Finding[] {
  const watching = Object.values(quiet).flatMap((detect): readonly Finding[] => detect(visit, lists));
  return [...inspectWarnings(visit, lists), ...watching];
}
