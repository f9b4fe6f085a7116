import { bookingFaults, type XeroLists } from './booking-faults';

const account = (code: string, type: string, changes = {}) => ({
  code,
  name: `Account ${code}`,
  type,
  active: true,
  takesPayments: false,
  ...changes,
});
const tax = (taxType: string, rate: string, changes = {}) => ({ taxType, name: taxType, rate, active: true, onRevenue: true, ...changes });
const lists: XeroLists = {
  organisation: { name: 'Acme', baseCurrency: 'GBP', lockedUntil: null },
  accounts: [
    account('200', 'REVENUE'),
    account('299', 'REVENUE', { active: false }),
    account('091', 'CURRENT', { takesPayments: true }),
    account('404', 'EXPENSE'),
  ],
  taxTypes: [tax('OUTPUT2', '20'), tax('INPUT2', '20', { onRevenue: false }), tax('RROUTPUT', '5'), tax('OLD', '20', { active: false })],
  currencies: ['GBP'],
};
const good = { revenueAccount: '200', clearingAccount: '091', taxTypes: [{ rate: '20', taxType: 'OUTPUT2' }] };

it('finds nothing wrong with what Xero would take', () => expect(bookingFaults(good, lists)).toEqual([]));

it.each([
  [{ revenueAccount: null }, 'revenueAccount', /No account is chosen/],
  [{ revenueAccount: '999' }, 'revenueAccount', /Xero has no account 999/],
  [{ revenueAccount: '299' }, 'revenueAccount', /is archived in Xero/],
  [{ revenueAccount: '404' }, 'revenueAccount', /none for revenue/],
  [{ clearingAccount: '200' }, 'clearingAccount', /No payments can be recorded on the account 200/],
  [{ taxTypes: [{ rate: '20', taxType: 'NONE' }] }, 'taxTypes', /no tax type NONE/],
  [{ taxTypes: [{ rate: '20', taxType: 'INPUT2' }] }, 'taxTypes', /not for what is sold/],
  [{ taxTypes: [{ rate: '20', taxType: 'OLD' }] }, 'taxTypes', /no longer used/],
  [{ taxTypes: [{ rate: '17.5', taxType: 'RROUTPUT' }] }, 'taxTypes', /comes to 5 % and cannot stand for 17.5 %/],
])('says of %j what Xero would refuse', (change, field, says) => {
  expect(bookingFaults({ ...good, ...change }, lists)).toEqual([{ field, says: expect.stringMatching(says) }]);
});
