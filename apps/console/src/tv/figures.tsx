import { LOCALE } from '../formats/settings';
import type { Money } from './protocol';

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string): Intl.NumberFormat {
  const known = formats.get(currency);
  if (known) return known;
  const format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency });
  formats.set(currency, format);
  return format;
}

/** From here on the hundredths are left out: ten million and more would not fit its column. */
const WHOLE_FROM_MINOR = 1_000_000_000;

interface MoneyParts {
  readonly whole: string;
  readonly hundredths: string;
}

/** `£4,118` and `.00`, which is set smaller; whole amounts are cut off, never rounded up. */
export function moneyParts({ minor, currency }: Money, wholeOnly = false): MoneyParts {
  const size = Math.abs(minor);
  const whole = wholeOnly || size >= WHOLE_FROM_MINOR;
  const parts = formatOf(currency).formatToParts(whole ? Math.trunc(size / 100) : size / 100);
  const text = (of: (type: string) => boolean) =>
    parts
      .filter(({ type }) => of(type))
      .map(({ value }) => value)
      .join('');
  const isFraction = (type: string) => type === 'decimal' || type === 'fraction';
  return { whole: `${minor < 0 ? '−' : ''}${text((type) => !isFraction(type))}`, hundredths: whole ? '' : text(isFraction) };
}

export const moneyText = (amount: Money, wholeOnly = false) => {
  const { whole, hundredths } = moneyParts(amount, wholeOnly);
  return whole + hundredths;
};

export function Figure({ amount, wholeOnly }: { readonly amount: Money; readonly wholeOnly?: boolean }) {
  const { whole, hundredths } = moneyParts(amount, wholeOnly);
  return (
    <>
      {whole}
      {hundredths && <small>{hundredths}</small>}
    </>
  );
}
