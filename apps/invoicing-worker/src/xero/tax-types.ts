import { rateOf } from './amounts';

/** Which tax type of the organisation stands for which VAT rate; a rate has one way to be written. */
export type TaxTypes = ReadonlyMap<string, string>;

/** `20=OUTPUT2,5=RROUTPUT,0=ZERORATEDOUTPUT`; undefined when it is not such a list or names a rate twice. */
export function taxTypesFrom(text: string): TaxTypes | undefined {
  const pairs = text.split(',').map((pair) => /^\s*(\d+(?:\.\d{1,4})?)\s*=\s*([A-Z0-9]+)\s*$/.exec(pair));
  const types = new Map<string, string>();
  for (const pair of pairs) {
    if (!pair || types.has(rateOf(pair[1]!))) return undefined;
    types.set(rateOf(pair[1]!), pair[2]!);
  }
  return types;
}

export const taxTypeOf = (types: TaxTypes, vatRate: string): string | undefined => types.get(rateOf(vatRate));
