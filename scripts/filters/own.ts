/**
 * What the lists do not have. Facts with a source, written by us:
 * - Meta's pixel, https://developers.facebook.com/docs/meta-pixel/ (`sdk.js`, the sign-in, is another file)
 * - X's conversion tag, https://business.x.com/en/help/campaign-measurement-and-analytics
 * - VK's retargeting pixel, https://vk.com/faq11912
 * - Google's ad measurement
 * - Tealium, a tag manager: https://docs.tealium.com/platforms/javascript/ (`utag.sync.js` is what a page waits for)
 *
 * Hosts that only place, sell or measure advertising, or only take counts; the lists stop parts of them:
 * - Google's ad servers, https://support.google.com/admanager/answer/1638622
 * - Yahoo's exchanges, https://www.advertising.com and https://www.adtech.yahooinc.com; Meta's Audience Network,
 *   https://developers.facebook.com/docs/audience-network; VK's, https://ads.vk.com
 * - Oracle's identity graph (`dlx`), Vibrant (`intellitxt`), DataMind, Drawbridge (`adsymptotic`), RUN (`rundsp`)
 * - Seznam's Sklik, https://www.sklik.cz; Rambler's exchange, https://ssp.rambler.ru
 * - AdRiver, https://www.adriver.ru; plista, https://www.plista.com; i-mobile, https://www2.i-mobile.co.jp
 * - Sizmek, https://www.sizmek.com; HookLogic, https://www.criteo.com/retail-media
 * - Dailymotion's exchange, https://www.dailymotionadvertising.com; Samba TV, https://www.samba.tv
 * - Adobe Analytics' data collection, https://experienceleague.adobe.com/docs/analytics/implementation (`/b/ss/`)
 * - AT Internet, https://developers.atinternet-solutions.com (`hit.xiti`); Parse.ly, https://docs.parse.ly
 */
export const OWN_FILTERS: readonly string[] = [
  '||connect.facebook.net/*/fbevents.js$third-party',
  '||connect.facebook.net/signals/$third-party',
  '||platform.twitter.com/oct.js',
  '||vk.com/rtrg',
  '||google.com/ads/measurement/',
  '||tiqcdn.com^$third-party',
  '@@||tiqcdn.com/*/utag.sync.js',
  '||googlesyndication.com^$third-party',
  '||adservice.google.com^$third-party',
  '||advertising.com^$third-party',
  '||imedia.cz^$third-party',
  '||ssp.rambler.ru^$third-party',
  '||adriver.ru^$third-party',
  '||plista.com^$third-party',
  '||i-mobile.co.jp^$third-party',
  '||serving-sys.com^$third-party',
  '||hlserve.com^$third-party',
  '||dmxleo.com^$third-party',
  '||mtrcs.samba.tv^$third-party',
  '||omtrdc.net/b/ss/',
  '||xiti.com/hit.xiti',
  '||pixel.parsely.com^$third-party',
  '||ads.yahoo.com^$third-party',
  '||ngd.yahoo.com^$third-party',
  '||ad.mail.ru^$third-party',
  '||dlx.addthis.com^$third-party',
  '||intellitxt.com^$third-party',
  '||datamind.ru^$third-party',
  '||adsymptotic.com^$third-party',
  '||rundsp.com^$third-party',
  '||an.facebook.com^$third-party',
  '||connect.facebook.net/*/fbadnw',
  '||facebook.com/brandlift.php',
];
