import { describe, expect, it } from 'vitest';
import { manifestFor } from '../../src/manifest.ts';
import { read } from './files.ts';

const BROWSERS = ['chromium', 'firefox'] as const;

/** Permissions in docs/permissions.md: each `## ` heading names one or more in code marks. */
const explained = [...read('docs/permissions.md').matchAll(/^## (.+)$/gm)].flatMap(([, heading = '']) =>
  [...heading.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
);

function asked(browser: (typeof BROWSERS)[number]): readonly string[] {
  const manifest: Record<string, unknown> = manifestFor(browser);
  const lists = ['permissions', 'host_permissions', 'optional_permissions', 'optional_host_permissions'];
  return lists.flatMap((list) => (manifest[list] as string[] | undefined) ?? []);
}

describe('docs/permissions.md', () => {
  it.each(BROWSERS)('explains every permission of %s', (browser) => {
    expect(asked(browser).filter((name) => !explained.includes(name))).toEqual([]);
  });

  it('explains no permission that is not requested', () => {
    const all = BROWSERS.flatMap(asked);
    expect(explained.filter((name) => !all.includes(name))).toEqual([]);
  });

  it('explains each once', () => {
    expect(new Set(explained).size).toBe(explained.length);
  });

  it('says under every heading what is never done', () => {
    const sections = read('docs/permissions.md').split(/^## /m).slice(1);
    expect(sections.filter((text) => !/\bnever\b/i.test(text)).map((text) => text.split('\n')[0])).toEqual(
      [],
    );
  });
});

describe.each(BROWSERS)('the manifest for %s', (browser) => {
  const manifest: Record<string, unknown> = manifestFor(browser);

  it('has no web-accessible resources', () => {
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('externally_connectable');
  });

  it('has one content script, in web pages only and from their first moment', () => {
    expect(manifest.content_scripts).toEqual([
      {
        js: ['page.js'],
        matches: ['http://*/*', 'https://*/*'],
        all_frames: true,
        match_origin_as_fallback: true,
        run_at: 'document_start',
      },
    ]);
  });

  it('requests access to web pages only', () => {
    expect(manifest.host_permissions).toEqual(['http://*/*', 'https://*/*']);
  });

  it('allows no external code and no external connections', () => {
    const policy = (manifest.content_security_policy as { extension_pages: string }).extension_pages;
    // No web page can frame an extension page.
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('suggests no more shortcuts than Chromium allows', () => {
    const commands = Object.values(manifest.commands as Record<string, { suggested_key?: unknown }>);
    expect(commands.filter((command) => command.suggested_key).length).toBeLessThanOrEqual(4);
  });

  it('opens no page on installation, update or removal', () => {
    for (const key of ['chrome_url_overrides', 'homepage_url', 'update_url', 'chrome_settings_overrides']) {
      expect(manifest).not.toHaveProperty(key);
    }
  });
});
