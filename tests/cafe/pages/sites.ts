import { ALL_SITES, TRACKER_HOSTS } from '../sites.ts';
import { html, layout, signInForm } from './layout.ts';

const PARAGRAPH =
  'The ferry leaves at ten past six, when the market is still being put up. Most of those on board know ' +
  'each other; the rest come for the island, which is smaller than the maps say and kinder than its name. ' +
  'By noon the nets hang dry along the wall, and somebody has started to argue about the weather.';

export function startPage(): string {
  const items = ALL_SITES.map(
    ({ url, title, about }) => html`<li><a href="${url}"><strong>${title}</strong></a><br>${about}
  <br><small>${url}</small></li>`,
  );
  return layout({
    title: 'The practice café',
    tagline: 'A few sites that live on this computer only. Sit down, look around, then leave.',
    colour: '#3c5a5d',
    body: html`<section>
  <h2>How to begin</h2>
  <p>Open the extension from the toolbar, say that this is a café computer, and visit the places below.
  Open it again on each of them, and leave by its button when you are done.</p>
</section>
<section><h2>Places</h2><ul class="plain">${items.join('\n')}</ul></section>`,
  });
}

export function forumPage(): string {
  return layout({
    title: 'Riverside forum',
    tagline: 'Neighbours, boats and the weather since 2003',
    colour: '#41617f',
    body: html`${signInForm({ action: '/sign-in', heading: 'Sign in', button: 'Sign in' })}
<section><h2>New today</h2><ul class="plain">
  <li><a href="/thread?id=1">Who has seen the blue rowing boat?</a><br><small>12 answers</small></li>
  <li><a href="/thread?id=2">Bridge closed on Thursday</a><br><small>4 answers</small></li>
  <li><a href="/thread?id=3">Choir looks for a tenor, again</a><br><small>31 answers</small></li>
</ul></section>`,
  });
}

export function signedInPage(): string {
  return layout({
    title: 'Welcome',
    tagline: 'You are signed in',
    colour: '#41617f',
    body: html`<section><h2>You are signed in</h2><p>This is what came to the server.</p></section>`,
  });
}

export function noticesPage(): string {
  return layout({
    title: 'Notice board',
    tagline: 'Riverside parish',
    colour: '#7a5c3e',
    body: html`<section><h2>Saturday</h2><p>Plant exchange in the school yard from nine.</p></section>
<section><h2>Sunday</h2><p>The museum is free before noon. Bring your own lamp.</p></section>`,
  });
}

export function libraryPage(): string {
  return layout({
    title: 'Town library',
    tagline: 'Open until eight',
    colour: '#5d4a78',
    body: html`<form action="/search" method="get"><h2>Search the shelves</h2>
  <label for="words">Words in the title</label><input id="words" name="words" type="search">
  <br><button type="submit">Search</button></form>
<section><h2>New on the shelves</h2><p>Atlas of small islands. The baker's apprentice. A grammar of knots.</p></section>`,
  });
}

export function ticketsPage(): string {
  return layout({
    title: 'Ferry tickets',
    tagline: 'Harbour to Island and back',
    colour: '#2c5f6f',
    body: html`<form action="/pay" method="post"><h2>One way, tomorrow</h2>
  <label for="card">Card number</label><input id="card" name="card-number" inputmode="numeric">
  <br><label for="name">Name on the card</label><input id="name" name="holder">
  <br><button type="submit">Pay</button></form>`,
  });
}

export function weatherPage(): string {
  return layout({
    title: 'Weather',
    tagline: 'For those at sea',
    colour: '#4f6d7a',
    body: html`<section><h2>Tomorrow</h2><p>Wind from the west, rain by noon.</p></section>
<script src="http://banner.cafe.lan/banner.js"></script>`,
  });
}

export function shopPage(): string {
  return layout({
    title: 'Corner shop',
    tagline: 'Everything but the kitchen sink',
    colour: '#8a4b3c',
    body: html`${signInForm({
      action: 'http://pay.corner.example/sign-in',
      heading: 'Your account',
      button: 'Go to my basket',
    })}
<section><h2>This week</h2><p>Lamp oil, thread, postcards, batteries.</p></section>`,
  });
}

export function mailPage(): string {
  return layout({
    title: 'Harbour mail',
    tagline: 'A small mail service for a small town',
    colour: '#2f6b5e',
    body: signInForm({ action: '/sign-in', heading: 'Read your mail', button: 'Sign in' }),
  });
}

export function webmailPage(): string {
  return layout({
    title: 'Webmail',
    tagline: 'A practice page, served by this computer',
    colour: '#5b3a86',
    body: html`${signInForm({ action: '/sign-in', heading: 'Sign in to your mail', button: 'Next' })}
<section><p class="quiet">This page only borrows the name of a real mail service, so that the list of
mail services has something to say. It is served by the practice café.</p></section>`,
  });
}

export function newsPage(): string {
  const calls = TRACKER_HOSTS.map((host) => html`<script src="https://${host}/t.js" async></script>`);
  return layout({
    title: 'The Daily',
    tagline: 'News from the coast',
    colour: '#8c2f39',
    head: html`<link rel="stylesheet" href="https://fonts.letters.example/serif.css">
<script src="https://static.daily.example/page.js" defer></script>
${calls.join('\n')}`,
    body: html`<article><h2>Ferry to run all winter</h2><figure></figure><p>${PARAGRAPH}</p></article>
<article><h2>Market moves to the square</h2><p>${PARAGRAPH}</p></article>`,
  });
}

export function photosPage(): string {
  return layout({
    title: 'Attic photos',
    tagline: 'Pictures found in boxes',
    colour: '#6b6339',
    body: html`<section><h2>The harbour in 1931</h2>
  <img src="http://pictures.attic.example/harbour.svg" alt="Boats in a harbour" width="420" height="180">
</section>
<section><h2>Comments</h2>
  <iframe src="http://pictures.attic.example/comments" title="Comments" width="420" height="80"></iframe>
</section>
<script src="http://pictures.attic.example/old.js"></script>`,
  });
}

export function portalPage(): string {
  return voucherPage('/connect');
}

/** The same, under another site's name. */
export function replacedPage(): string {
  return voucherPage('http://login.cafe.lan/connect');
}

function voucherPage(action: string): string {
  return layout({
    title: 'Welcome to our Wi-Fi',
    tagline: 'Café Anker',
    colour: '#4d6b2f',
    body: html`<form method="post" action="${action}"><h2>Connect this computer</h2>
  <p>Ask at the counter for a voucher.</p>
  <label for="voucher">Voucher</label><input id="voucher" name="voucher" autocomplete="off">
  <br><button type="submit">Connect</button></form>`,
  });
}

export function clubPage(): string {
  return layout({
    title: 'Rowing club',
    tagline: 'Riverside',
    colour: '#2d6480',
    body: signInForm({ action: '/sign-in', heading: 'Members', button: 'Sign in' }),
  });
}

export function bankPage(): string {
  return layout({
    title: 'Attic bank',
    tagline: 'Who are we, really?',
    colour: '#333f6b',
    body: signInForm({ action: '/sign-in', heading: 'Online banking', button: 'Sign in' }),
  });
}

export function articlePage(): string {
  const parts = Array.from(
    { length: 24 },
    (_, index) => html`<h2>Part ${index + 1}</h2><p>${PARAGRAPH}</p><p>${PARAGRAPH}</p><p>${PARAGRAPH}</p>`,
  );
  return layout({
    title: 'The island and its ferry',
    tagline: 'A long read',
    colour: '#42566b',
    body: html`<article>${parts.join('\n')}</article>`,
  });
}

export function plainPage(): string {
  return layout({
    title: 'A quiet page',
    tagline: 'Nothing here',
    colour: '#55606a',
    body: html`<section><p>There is nothing on this page but this sentence.</p></section>`,
  });
}

export function filesPage(): string {
  return layout({
    title: 'Harbour files',
    tagline: 'Papers for the town',
    colour: '#3f5e8c',
    body: html`<section><h2>Timetable, winter</h2><p>Text, 2 kB</p>
  <a class="button" id="download" href="/timetable.txt">Save the file</a></section>`,
  });
}

export function missingPage(): string {
  return layout({
    title: 'No such place',
    tagline: 'The practice café has no site of this name',
    colour: '#666',
    body: html`<section><p>Nothing outside this computer is asked for while you practise.
  <a href="https://start.cafe.example/">Back to the list of places</a></p></section>`,
  });
}
