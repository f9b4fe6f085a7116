/**
 * ISO 4217 (as of January 2026): national currencies of two decimals. Kept here because Intl goes by the Unicode tables, which give the
 * forint or the dinar the digits people use rather than those of the standard, and which also know currencies long gone.
 * Fund codes (BOV, CHE, CHW, COU, MXV, USN) are left out: no card is debited in them.
 */
const TWO_DECIMALS =
  `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK
  DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT
  LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN
  QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS
  VED VES WST XCD XCG YER ZAR ZMW ZWG`.split(/\s+/);

const OTHER_DECIMALS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
    3: 'BHD IQD JOD KWD LYD OMR TND',
    4: 'CLF UYW',
  }).flatMap(([decimals, codes]) => codes.split(' ').map((code) => [code, Number(decimals)] as const)),
);

/** The currencies that can be invoiced: every amount is kept in hundredths. */
export const CURRENCIES: ReadonlySet<string> = new Set(TWO_DECIMALS);

/** Decimals of an ISO 4217 currency; undefined when the code is not one we know. */
export const decimalsOf = (code: string): number | undefined => (CURRENCIES.has(code) ? 2 : OTHER_DECIMALS.get(code));
