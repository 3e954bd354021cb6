import { describe, expect, it } from 'vitest';
import { rawDeepScan, rawFullScan, rawPageScan, rawRecipients } from '#contracts/page-data.ts';
import { z } from '#contracts/zod.ts';

const SCAN = {
  forms: [{ target: 'https://a.example/', asks: ['password', 'text'] }],
  mixedActive: 0,
  mixedPassive: 1_000_000,
  parts: ['http://a.example/a.js'],
};
const DEEP = {
  origin: 'https://a.example',
  keepsData: true,
  near: ['http://10.0.0.1'],
  pictures: ['https://a.example/a.gif'],
  cookies: 3,
  libraries: ['keep'],
};
const long = (length: number) => 'x'.repeat(length);
const many = <Value>(count: number, value: Value) => Array<Value>(count).fill(value);

describe('data from content scripts', () => {
  it.each([
    ['a scan', rawPageScan(), SCAN],
    ['a scan with origins', rawFullScan(), { ...SCAN, loaded: many(1000, long(300)) }],
    ['recipients', rawRecipients(), many(500, long(254))],
    ['a deep scan', rawDeepScan(), DEEP],
  ])('may be %s within its bounds', (_, shape, value) => {
    expect(z.safeParse(shape, value).success).toBe(true);
  });

  it.each([
    ['51 forms', rawPageScan(), { ...SCAN, forms: many(51, SCAN.forms[0]) }],
    ['a target of 2049 letters', rawPageScan(), { ...SCAN, forms: [{ target: long(2049), asks: [] }] }],
    [
      'a kind of field that nobody knows',
      rawPageScan(),
      { ...SCAN, forms: [{ target: 'a', asks: ['pin'] }] },
    ],
    ['half a thing', rawPageScan(), { ...SCAN, mixedActive: 0.5 }],
    ['less than nothing', rawPageScan(), { ...SCAN, mixedActive: -1 }],
    ['more things than a page has', rawPageScan(), { ...SCAN, mixedPassive: 1_000_001 }],
    ['no origins where they were asked for', rawFullScan(), SCAN],
    ['1001 origins', rawFullScan(), { ...SCAN, loaded: many(1001, 'a') }],
    ['501 recipients', rawRecipients(), many(501, 'a')],
    ['a recipient of 255 letters', rawRecipients(), [long(255)]],
    ['1001 cookies', rawDeepScan(), { ...DEEP, cookies: 1001 }],
    ['a picture of 2001 letters', rawDeepScan(), { ...DEEP, pictures: [long(2001)] }],
  ])('may not be %s', (_, shape, value) => {
    expect(z.safeParse(shape as z.ZodMiniType, value).success).toBe(false);
  });
});
