import type { DataOf, XeroChecked } from '@takings/contracts';

export type XeroLists = Pick<DataOf<typeof XeroChecked>, 'organisation' | 'accounts' | 'taxTypes' | 'currencies'>;

interface Chosen {
  readonly revenueAccount: string | null;
  readonly clearingAccount: string | null;
  readonly taxTypes: readonly { readonly rate: string; readonly taxType: string }[];
}

export interface BookingFault {
  readonly field: 'revenueAccount' | 'clearingAccount' | 'taxTypes';
  readonly says: string;
}

/** What Xero would refuse of a booking, by Xero's own lists; each names its field. */
export function bookingFaults({ revenueAccount, clearingAccount, taxTypes }: Chosen, lists: XeroLists): BookingFault[] {
  return [
    ...accountFaults('revenueAccount', 'the account for revenue', revenueAccount, lists),
    ...accountFaults('clearingAccount', 'the clearing account for card receipts', clearingAccount, lists),
    ...taxTypes.flatMap((one) => taxFaults(one, lists)),
  ];
}

function accountFaults(
  field: 'revenueAccount' | 'clearingAccount',
  what: string,
  code: string | null,
  { accounts }: XeroLists,
): BookingFault[] {
  if (code === null) return [{ field, says: `No account is chosen: ${what}.` }];
  const account = accounts.find((one) => one.code === code);
  if (!account) return [{ field, says: `Xero has no account ${code}, which is ${what}.` }];
  const named = `${code} ${account.name}`;
  if (!account.active) return [{ field, says: `The account ${named}, ${what}, is archived in Xero.` }];
  if (field === 'clearingAccount' && !account.takesPayments)
    return [{ field, says: `No payments can be recorded on the account ${named}; allow payments to it in Xero, or choose another.` }];
  const sold = ['REVENUE', 'SALES', 'OTHERINCOME'].includes(account.type);
  return field === 'revenueAccount' && !sold ? [{ field, says: `The account ${named} is none for revenue in Xero.` }] : [];
}

function taxFaults({ rate, taxType }: Chosen['taxTypes'][number], { taxTypes }: XeroLists): BookingFault[] {
  const known = taxTypes.find((one) => one.taxType === taxType);
  const fault = (says: string): BookingFault[] => [{ field: 'taxTypes', says }];
  if (!known) return fault(`Xero has no tax type ${taxType}, which is set for ${rate} % VAT.`);
  if (!known.active) return fault(`The tax type ${known.name}, which is set for ${rate} % VAT, is no longer used in Xero.`);
  if (!known.onRevenue) return fault(`The tax type ${known.name} is not for what is sold; choose another for ${rate} % VAT.`);
  return Number(known.rate) === Number(rate)
    ? []
    : fault(`The tax type ${known.name} comes to ${known.rate} % and cannot stand for ${rate} %.`);
}
