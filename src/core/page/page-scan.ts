import { parseAddress } from '../network/address.ts';
import type { Asked } from './field-kind.ts';
import type { FormFacts, PageScan } from './visit.ts';

/** A scan with unparsed URLs. */
interface NamedScan extends Omit<PageScan, 'forms' | 'parts'> {
  readonly forms: readonly { readonly target: string; readonly asks: readonly Asked[] }[];
  readonly parts: readonly string[];
}

/** Parses the URLs of a scan; forms and parts with unreadable ones are dropped. */
export function toPageScan({ forms, mixedActive, mixedPassive, parts }: NamedScan): PageScan {
  const parsed = forms.flatMap(({ target, asks }): readonly FormFacts[] => {
    const address = parseAddress(target);
    return address ? [{ target: address, asks }] : [];
  });
  return { forms: parsed, mixedActive, mixedPassive, parts: parts.flatMap((url) => parseAddress(url) ?? []) };
}
