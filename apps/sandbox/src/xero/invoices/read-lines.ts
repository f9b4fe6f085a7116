import { isJson, type Json } from '../front/batch';
import { powerOfTen, readDecimal } from '../decimal';
import { accountOf, taxRateOf } from '../organisation/chart';
import { type LineAmounts, type LineAmountTypes, lineAmounts, PRICE_PLACES, QUANTITY_PLACES } from './line-amounts';

/** A line as it is kept and shown again; amounts in minor units, quantity and price as decimals. */
export interface StoredLine {
  readonly lineItemId: string;
  readonly description: string;
  readonly quantity: number;
  readonly unitAmount: number;
  readonly accountCode: string | null;
  readonly taxType: string;
  readonly lineMinor: number;
  readonly taxMinor: number;
}

interface Reading {
  readonly unitPlaces: 2 | 4;
  readonly lineAmountTypes: LineAmountTypes;
  readonly approved: boolean;
}

const MAX_DESCRIPTION = 4000;
const NOT_MODELLED = ['DiscountRate', 'DiscountAmount', 'ItemCode', 'Tracking'];

export function readLines(given: unknown, reading: Reading): { lines: StoredLine[]; amounts: LineAmounts[]; faults: string[] } {
  const items = Array.isArray(given) ? given.filter(isJson) : [];
  const faults: string[] = [];
  if (items.length === 0 && reading.approved) faults.push('One or more line items must be specified');
  const read = items.map((item) => readLine(item, reading, faults));
  return { lines: read.map(({ line }) => line), amounts: read.map(({ amounts }) => amounts), faults };
}

function readLine(item: Json, { unitPlaces, lineAmountTypes, approved }: Reading, faults: string[]) {
  const description = typeof item.Description === 'string' ? item.Description : '';
  if (description === '') faults.push('Description must not be empty');
  if (description.length > MAX_DESCRIPTION) faults.push(`Description must not be longer than ${MAX_DESCRIPTION} characters`);
  const unmodelled = NOT_MODELLED.filter((name) => item[name] !== undefined);
  if (unmodelled.length > 0) faults.push(`The sandbox does not stand in for ${unmodelled.join(', ')} of a line`);

  const quantity = readDecimal(item.Quantity ?? 1, QUANTITY_PLACES);
  const price = readDecimal(item.UnitAmount ?? 0, unitPlaces);
  if (quantity === null) faults.push('Quantity must be a number');
  if (price === null) faults.push('UnitAmount must be a number');
  const taxGiven = item.TaxAmount === undefined ? undefined : readDecimal(item.TaxAmount, 2);
  if (taxGiven === null) faults.push('TaxAmount must be a number');

  const { taxType, rate } = readTax(item, approved, lineAmountTypes, faults);
  const terms = {
    quantity: quantity ?? 0n,
    unitAmount: (price ?? 0n) * powerOfTen(PRICE_PLACES - unitPlaces),
    rate,
    taxMinor: taxGiven ?? undefined,
  };
  const amounts = lineAmounts(terms, lineAmountTypes);
  checkLineAmount(item, amounts, faults);
  const line: StoredLine = {
    lineItemId: crypto.randomUUID(),
    description,
    quantity: Number(terms.quantity) / 10 ** QUANTITY_PLACES,
    unitAmount: Number(terms.unitAmount) / 10 ** PRICE_PLACES,
    accountCode: typeof item.AccountCode === 'string' ? item.AccountCode : null,
    taxType,
    lineMinor: Number(amounts.lineMinor),
    taxMinor: Number(amounts.taxMinor),
  };
  return { line, amounts };
}

function checkLineAmount(item: Json, { lineMinor }: LineAmounts, faults: string[]) {
  if (item.LineAmount === undefined || readDecimal(item.LineAmount, 2) === lineMinor) return;
  faults.push(`The line total ${String(item.LineAmount)} does not match the expected line total ${(Number(lineMinor) / 100).toFixed(2)}`);
}

/** The account must exist and be in use, the tax type must exist and suit the account; without a tax type the account's own is taken. */
function readTax(item: Json, approved: boolean, lineAmountTypes: LineAmountTypes, faults: string[]): { taxType: string; rate: bigint } {
  const code = item.AccountCode;
  const account = accountOf(code);
  if (code === undefined) {
    if (approved) faults.push('Account code must be specified');
  } else if (!account || account.type === 'BANK' || account.systemAccount) {
    faults.push(`Account code '${String(code)}' is not a valid code for this document.`);
  } else if (account.status === 'ARCHIVED') {
    faults.push(`Account code '${String(code)}' has been archived, or deleted.`);
  }
  const taxType = typeof item.TaxType === 'string' ? item.TaxType : (account?.taxType ?? 'NONE');
  const rate = taxRateOf(taxType);
  if (!rate) faults.push(`The TaxType code '${taxType}' does not exist or cannot be used for this type of transaction.`);
  else if (account && !rate.appliesTo.includes(account.class)) {
    faults.push(`The TaxType code '${taxType}' cannot be used with account code '${account.code}'.`);
  }
  return { taxType: lineAmountTypes === 'NoTax' ? 'NONE' : taxType, rate: rate?.rate ?? 0n };
}
