/** Template tag for syntax highlighting; all values are constants of the tests. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return String.raw({ raw: parts }, ...values);
}

export interface Page {
  readonly title: string;
  readonly tagline: string;
  /** Accent colour of the site. */
  readonly colour: string;
  readonly body: string;
  readonly head?: string;
}

/** Common layout of all sites. */
export function layout({ title, tagline, colour, body, head = '' }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>
  :root { --colour: ${colour}; font: 17px/1.55 "Segoe UI", "DejaVu Sans", Ubuntu, sans-serif; color: #22262b; background: #f5f5f2; }
  body { margin: 0; }
  header { background: var(--colour); color: #fff; padding: 1.4rem max(1.5rem, calc(50vw - 24rem)); }
  header p { margin: 0; opacity: .85; }
  h1 { margin: 0; font-size: 1.7rem; letter-spacing: -.01em; }
  main { max-width: 48rem; margin: 0 auto; padding: 1.5rem; }
  section, article, form { background: #fff; border: 1px solid #dcdcd6; border-radius: 10px; padding: 1rem 1.4rem; margin: 0 0 1.2rem; }
  h2 { margin: .2rem 0 .6rem; font-size: 1.2rem; }
  label { display: block; margin: .7rem 0 .2rem; font-weight: 600; }
  input { font: inherit; padding: .5rem .7rem; width: min(100%, 22rem); box-sizing: border-box; border: 1px solid #8b8f94; border-radius: 6px; }
  button, .button { font: inherit; font-weight: 600; margin-top: 1rem; padding: .55rem 1.3rem; border: 0; border-radius: 6px; background: var(--colour); color: #fff; text-decoration: none; display: inline-block; }
  a { color: var(--colour); }
  small, .quiet { color: #5d636a; }
  ul.plain { list-style: none; padding: 0; margin: 0; }
  ul.plain > li { padding: .6rem 0; border-top: 1px solid #eee; }
  ul.plain > li:first-child { border-top: 0; }
  figure { margin: 1rem 0; height: 11rem; border-radius: 8px; background: linear-gradient(135deg, var(--colour), #d9d5c3); }
</style>
${head}
</head>
<body>
<header><h1>${title}</h1><p>${tagline}</p></header>
<main>
${body}
</main>
</body>
</html>
`;
}

export interface SignIn {
  readonly action: string;
  readonly heading: string;
  readonly button: string;
}

export function signInForm({ action, heading, button }: SignIn): string {
  return html`<form method="post" action="${action}" id="sign-in">
  <h2>${heading}</h2>
  <label for="name">Name</label><input id="name" name="name" autocomplete="username">
  <label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password">
  <br><button type="submit">${button}</button>
</form>`;
}
