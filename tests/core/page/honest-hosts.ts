/**
 * Names of well-known legitimate sites in many scripts, and legitimate names similar to a protected one. None of them
 * may be reported as a look-alike.
 */
const GROUPS: Readonly<Record<string, string>> = {
  'most visited': `www.google.com www.youtube.com www.facebook.com www.wikipedia.org en.wikipedia.org ar.wikipedia.org
    www.instagram.com x.com www.reddit.com www.amazon.com www.amazon.de www.netflix.com www.linkedin.com www.bing.com
    duckduckgo.com www.microsoft.com www.apple.com www.ebay.com www.paypal.com www.twitch.tv www.tiktok.com
    web.telegram.org web.whatsapp.com discord.com github.com gitlab.com stackoverflow.com www.mozilla.org www.w3.org
    archive.org www.openstreetmap.org www.cloudflare.com wordpress.com medium.com www.quora.com www.imdb.com
    www.booking.com www.airbnb.com www.spotify.com vk.com ok.ru www.baidu.com www.taobao.com weibo.com www.bilibili.com
    www.rakuten.co.jp line.me www.flipkart.com www.aliexpress.com zoom.us www.dropbox.com`,
  'of the owners themselves': `mail.google.com accounts.google.com myaccount.google.com support.google.com gmail.com
    googlemail.com google.de google.fr google.co.uk google.com.au google.com.eg google.com.hk google.com.br google.com.tr
    google.cat translate.google.com outlook.live.com login.live.com login.microsoftonline.com outlook.office.com
    outlook.office365.com account.microsoft.com signup.live.com outlook.com outlook.de outlook.com.br hotmail.com
    hotmail.fr hotmail.co.uk hotmail.com.tr live.com live.com.mx live.nl msn.com mail.yahoo.com login.yahoo.com
    edit.yahoo.com yahoo.de yahoo.co.jp mail.yahoo.co.jp yahoo.com.ar yahoo.com.au ymail.com yahoo.net mail.aol.com
    login.aol.com www.icloud.com appleid.apple.com account.apple.com idmsa.apple.com icloud.com mail.proton.me
    account.proton.me protonmail.com protonmail.ch pm.me protonvpn.com app.tuta.com mail.tutanota.com tutanota.de
    tutamail.com keemail.me posteo.de posteo.net posteo.org mailbox.org login.mailbox.org app.fastmail.com fastmail.de
    fastmail.fm www.gmx.net www.gmx.de www.gmx.at www.gmx.ch www.gmx.com gmx.fr gmx.es web.de navigator.web.de
    freenet.de email.t-online.de mail.yandex.ru mail.yandex.com passport.yandex.ru yandex.com.tr yandex.kz ya.ru
    e.mail.ru account.mail.ru inbox.ru list.ru bk.ru mail.rambler.ru accounts.ukr.net mail.i.ua webmail.meta.ua
    mail.qq.com mail.163.com mail.126.com mail.sina.com.cn mail.naver.com nid.naver.com mail.daum.net mail.zoho.com
    mail.zoho.eu zoho.com.au email.seznam.cz poczta.onet.pl poczta.wp.pl poczta.o2.pl poczta.interia.pl mail.libero.it
    login.orange.fr webmail.free.fr webmail.laposte.net mail.sapo.pt www.abv.bg mail.bg freemail.hu email.uol.com.br
    mail.walla.co.il eposta.mynet.com account.riseup.net mail.riseup.net webmail.disroot.org webmail.autistici.org`,
  'near to an imitated name': `www.lacoste.com www.telstar.com www.infomaniac.com www.smartmail.com www.wahoo.com
    email.com mail.de mail.ee email.cz post.cz post.ch www.live.be orange.com www.orange.es orange.pl free.org
    www.apple.news www.applebees.com www.outlookindia.com www.proton.com proton.energy www.hey.xyz www.meta.com
    about.meta.com www.freemans.com www.libero.pe www.terra.es www.terra.cl www.virgilio.com www.centrum.com
    www.atlas.com www.naver.de www.never.com inbox.com www.mailbox.com www.inbox.eu mailo.nl runbox.de
    www.infinity.com www.bluefin.com www.goole.com hotrail.com www.vivaldi.com www.gandi.net www.zorro.com
    www.mynetdiary.com kakaku.com www.sohu.net www.wpbeginner.com www.webde.org web.dev www.webmd.com www.aol.in
    www.gmxhome.de gmx.li www.gmb.io gmt.example.com web.de.firm.example mail.ru.firm.example
    login.firm.example webmail.university.example mail-archive.com secure.login.gov www.login.gov account.gov.uk
    www.ukr-net.example mail.ukrposhta.ua www.i-ua.tv www.bigpond.news accounts.spotify.com auth.openai.com
    yahoo.tumblr.com google.github.io protonmail.github.io microsoft.github.io outlook.atlassian.net
    www.mailfoundry.com www.mailchimp.com www.foxmail.example www.boxmail.example mailfenn.example hush.com`,
  Cyrillic: `яндекс.рф почта.рф россия.рф президент.рф госуслуги.рф кремль.рф правительство.рф мвд.рф рамблер.рф
    мейл.рф мета.укр пошта.укр уряд.укр україна.укр новини.укр бел.бел почта.бел мтс.бел поща.бг пошта.срб рнидс.срб
    мкд.мкд казпочта.қаз аол.рф хорс.рф сосо.рф оса.рф`,
  Greek: 'ταχυδρομείο.ελ ελλάδα.ελ πύλη.ευ νέα.ελ',
  Arabic: 'موقع.وزارة-الاتصالات.مصر الجزيرة.قطر بريد.السعودية وزارة.الاردن عربي.امارات پست.ایران بريد.تونس',
  Hebrew: 'איגוד-האינטרנט.ישראל דואר.ישראל',
  Chinese:
    '中国互联网络信息中心.中国 新华网.中国 邮箱.中国 百度.中国 台灣.台灣 香港.香港 新浪.公司 网易.网络',
  Japanese: '日本語.jp 総務省.jp 東京.jp メール.jp 郵便局.jp ドメイン名例.jp みんな.みんな',
  Korean: '한국인터넷정보센터.한국 우체국.한국 네이버.한국 다음.한국',
  'of India': 'डाकघर.भारत भारत.भारत இந்தியா.இந்தியா তথ্য.বাংলা ডাক.বাংলা భారత్.భారత్ ભારત.ભારત',
  'other scripts': 'ไทย.ไทย ไปรษณีย์.ไทย გე.გე ფოსტა.გე հայ.հայ փոստ.հայ ලංකා.ලංකා አማርኛ.et ລາວ.ລາວ',
  'Latin with marks': `müller.de möbel.de bücher.de www.grün.de straße.de österreich.at zürich.ch genève.ch café.fr
    hôtel.fr élysée.fr poésie.fr ñandu.cl españa.es móvil.es correo.españa.es pošta.cz čeština.cz žluťoučký.cz
    łódź.pl źródło.pl öğrenci.com.tr ığdır.com.tr işbank.com.tr köln.de ærø.dk århus.dk malmö.se göteborg.se
    tromsø.no blåbær.no þór.is đà-nẵng.vn săn.vn mañana.com`,
};

/** In the form browsers use. */
export const HONEST_HOSTS: readonly string[] = Object.values(GROUPS)
  .flatMap((names) => names.split(/\s+/))
  .map((name) => new URL(`https://${name}/`).hostname);
