const formats = new Map<string, Intl.NumberFormat>();

/** For people: `£1,234.56`, `−£58.80` (a true minus sign), `US$5.00`. Exact at any size; `minor` is in hundredths. */
export function formatMoney(minor: number | bigint, currency: string): string {
  const cents = BigInt(minor);
  const size = cents < 0n ? -cents : cents;
  const text = `${size / 100n}.${(size % 100n).toString().padStart(2, '0')}` as Intl.StringNumericLiteral;
  return `${cents < 0n ? '−' : ''}${formatOf(currency).format(text)}`;
}

function formatOf(currency: string): Intl.NumberFormat {
  let format = formats.get(currency);
  if (!format) {
    format = new Intl.NumberFormat('en-GB', { style: 'currency', currency, minimumFractionDigits: 2, maximumFractionDigits: 2 });
    formats.set(currency, format);
  }
  return format;
}
