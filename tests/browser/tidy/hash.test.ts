import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf } from '#browser/tidy/hash.ts';

/** The same by another implementation: 53 bits are 13 hexadecimal digits and one bit. */
function first53Bits(text: string): number {
  const digits = createHash('sha256').update(text).digest('hex').slice(0, 14);
  return Number(BigInt(`0x${digits}`) >> 3n);
}

describe('hashOf', () => {
  it('is the start of SHA-256', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constant(null))),
        async (parts) => {
          expect(await hashOf(...parts)).toBe(first53Bits(JSON.stringify(parts)));
        },
      ),
    );
  });

  it('is deterministic, and differs if a character moves between parts', async () => {
    expect(await hashOf('sid', 'a1')).toBe(await hashOf('sid', 'a1'));
    expect(await hashOf('sid', 'a1')).not.toBe(await hashOf('sida', '1'));
    expect(await hashOf('sid', undefined)).not.toBe(await hashOf('sid'));
  });
});
