import puppeteer, { type Page } from 'puppeteer';
import { findBrowser } from '../../../scripts/browsers.ts';
import { type Gallery, listSamples, serveGallery } from './serve.ts';

/** A state of a screen, and the width that such a screen has. */
export interface Sample {
  readonly name: string;
  readonly screen: string;
  readonly state: string;
  readonly width: number;
}

/**
 * Shows samples to a caller, one after another, in Chromium.
 *
 * @param wanted - starts of their names; none: all
 * @returns how many there were
 */
export async function visitSamples(
  wanted: readonly string[],
  visit: (page: Page, gallery: Gallery, sample: Sample) => Promise<void>,
): Promise<number> {
  const gallery = await serveGallery();
  const browser = await puppeteer.launch({
    executablePath: findBrowser('chromium'),
    args: ['--no-sandbox', '--hide-scrollbars'],
  });
  try {
    const page = await browser.newPage();
    const names = (await listSamples(page, gallery)).filter(
      (name) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
    );
    for (const name of names) {
      const [screen = '', state = ''] = name.split('/');
      const isPopup = screen === 'popup' || screen === 'arrival';
      await visit(page, gallery, { name, screen, state, width: isPopup ? 400 : 1024 });
    }
    return names.length;
  } finally {
    await browser.close();
    await gallery.close();
  }
}
