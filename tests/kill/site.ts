import type { Answer, Question } from '../cafe/pages/index.ts';
import type { Guests } from '../cafe/server.ts';

/** A public suffix, so that each name is a site of its own. */
const SUFFIX = '.github.io';

/** Each person uses a site with their own name, under which all data is stored. */
export function originOf(who: string): string {
  return `https://${who}${SUFFIX}`;
}

function answer({ host, path }: Question): Answer {
  const who = host.slice(0, -SUFFIX.length);
  if (path.endsWith('.bin')) {
    return {
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename="${who}.bin"`,
      },
      body: 'words',
    };
  }
  if (path !== '/visit') return { body: '<!doctype html><title>look</title>' };
  return {
    headers: { 'Set-Cookie': `${who}=1; Max-Age=86400; Secure; Path=/` },
    body: `<!doctype html><title>${who}</title>
      <form method="post" action="/sent"><input name="story" id="story"><button>Send</button></form>
      <script>
      localStorage.setItem('${who}', '1');
      const request = indexedDB.open('${who}', 1);
      request.onsuccess = () => { request.result.close(); document.documentElement.dataset.written = 'yes'; };
      </script>`,
  };
}

export const GUESTS: Guests = { suffix: SUFFIX, answer };
