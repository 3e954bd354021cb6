/** Numbers at size 1. Chromium allows at most a thousand frames, and 200 history changes per half minute. */
const FORMS = 10_000;
const FRAMES = 300;
const TIMES = 20_000;
const HISTORY = 150;
const STOPPED = 5_000;

/**
 * A page that does more than a content script can follow, and reports in `data-took` how many ms it took.
 *
 * @param tracker - host of its images, which the browser blocks
 */
export function floodPage(tracker: string, size = 1): string {
  const [forms, frames, times, history, stopped] = [FORMS, FRAMES, TIMES, HISTORY, STOPPED].map((count) =>
    Math.round(count * size),
  );
  return `<!doctype html><title>Flood</title>
<form action="/in" method="post"><input id="password" type="password"></form><div id="forms"></div><div id="frames"></div>
<script>
const rest = () => new Promise((resolve) => setTimeout(resolve));
async function flood() {
  const began = performance.now();
  const field = document.querySelector('#password');
  for (let at = 0; at < ${forms}; at += 500) {
    const some = Array.from({ length: 500 }, (_, index) =>
      '<form action="/' + (at + index) + '"><input type="' + (index % 50 ? 'text' : 'password') + '" name="f' + (at + index) + '"></form>');
    document.querySelector('#forms').insertAdjacentHTML('beforeend', some.join(''));
    await rest();
  }
  for (let count = 0; count < ${frames}; count += 1) {
    const frame = document.createElement('iframe');
    frame.srcdoc = '<input type=password>';
    document.querySelector('#frames').append(frame);
    if (count % 50 === 0) await rest();
  }
  for (let count = 0; count < ${times}; count += 1) {
    const input = document.body.appendChild(document.createElement('input'));
    input.type = count % 2 ? 'password' : 'text';
    input.remove();
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, cancelable: true }));
    field.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    postMessage(count);
    if (count % 1000 === 0) await rest();
  }
  for (let count = 0; count < ${history}; count += 1) history.replaceState({ count }, '', '?' + count);
  for (let count = 0; count < ${stopped}; count += 1) {
    new Image().src = '${tracker}/' + count + '.gif';
    if (count % 500 === 0) await rest();
  }
  await rest();
  document.documentElement.dataset.took = String(Math.round(performance.now() - began));
}
addEventListener('load', () => setTimeout(flood));
</script>`;
}
