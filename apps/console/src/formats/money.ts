import { formatMoney } from '@takings/money';
import { LOCALE, NOTHING } from './settings';

/** An amount as the API gives it: hundredths beside their ISO 4217 currency. */
export interface Amount {
  readonly minor: number;
  readonly currency: string;
}

/** `£1,234.56`, `−£58.80`; an en dash for no amount. */
export const money = (amount: Amount | null | undefined): string => (amount ? formatMoney(amount.minor, amount.currency) : NOTHING);

/** The same with its sign always told, for what is added or taken off: `+£620.00`, `−£58.80`. */
export const signedMoney = (amount: Amount | null | undefined): string =>
  amount && amount.minor > 0 ? `+${money(amount)}` : money(amount);

/** Whole pounds, cut off and never rounded up, so that a target is not called reached a penny too soon: for summaries alone. */
export function wholeMoney(amount: Amount | null | undefined): string {
  if (!amount) return NOTHING;
  const whole = { ...amount, minor: Math.trunc(amount.minor / 100) * 100 };
  return money(whole).replace(/\D00$/, '');
}

/** The part of `of` that `amount` is, in whole percent, cut off; undefined where nothing can be compared. */
export function percentOf(amount: Amount | null | undefined, of: Amount | null | undefined): number | undefined {
  if (!amount || !of || of.minor <= 0 || amount.currency !== of.currency) return undefined;
  return Math.floor((amount.minor / of.minor) * 100);
}

/** The text of a form's field: major units with a dot, as the API takes them. */
export const decimalText = ({ minor }: Amount): string => {
  const size = Math.abs(minor);
  return `${minor < 0 ? '-' : ''}${Math.trunc(size / 100)}.${String(size % 100).padStart(2, '0')}`;
};

/** The price of one, which may have up to four places: `£29.95`, `£0.0725`. What is no number stays as it was typed. */
export function unitPrice(decimal: string, currency: string): string {
  if (!/^\d+(\.\d+)?$/.test(decimal)) return decimal;
  const format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency, minimumFractionDigits: 2, maximumFractionDigits: 4 });
  return format.format(decimal as Intl.StringNumericLiteral);
}

const symbols = new Map<string, string>();

/** The sign that stands beside a field: `£`, `US$`. */
export function currencySign(currency: string): string {
  const known = symbols.get(currency);
  if (known) return known;
  const sign =
    new Intl.NumberFormat(LOCALE, { style: 'currency', currency }).formatToParts(0).find(({ type }) => type === 'currency')?.value ??
    currency;
  symbols.set(currency, sign);
  return sign;
}
