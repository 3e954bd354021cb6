/**
 * What the lists do not have. Facts with a source, written by us:
 * - Meta's pixel, https://developers.facebook.com/docs/meta-pixel/ (`sdk.js`, the sign-in, is another file)
 * - X's conversion tag, https://business.x.com/en/help/campaign-measurement-and-analytics
 * - VK's retargeting pixel, https://vk.com/faq11912
 * - Google's ad measurement
 * - Tealium, a tag manager: https://docs.tealium.com/platforms/javascript/ (`utag.sync.js` is what a page waits for)
 */
export const OWN_FILTERS: readonly string[] = [
  '||connect.facebook.net/*/fbevents.js$third-party',
  '||connect.facebook.net/signals/$third-party',
  '||platform.twitter.com/oct.js',
  '||vk.com/rtrg',
  '||google.com/ads/measurement/',
  '||tiqcdn.com^$third-party',
  '@@||tiqcdn.com/*/utag.sync.js',
];
