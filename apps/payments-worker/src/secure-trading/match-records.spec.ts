import { anOrder } from '../testing/samples';
import { matchRecords } from './match-records';
import type { Transaction } from './messages';

const order = anOrder();
const site = 'test_takings';
const record = (changes: Partial<Transaction> = {}): Transaction => ({
  errorcode: '0',
  requesttypedescription: 'AUTH',
  transactionreference: '55-9-1',
  parenttransactionreference: order.cardRef,
  sitereference: site,
  orderreference: order.orderReference,
  settlestatus: '0',
  baseamount: '14400',
  currencyiso3a: 'GBP',
  ...changes,
});
const found = (...records: Transaction[]) => matchRecords(records, order, site);

describe('the records of a query', () => {
  it('say that nothing was found when there are none', () => {
    expect(found().kind).toBe('not-found');
  });

  it.each([
    ['a refund', { requesttypedescription: 'REFUND' }],
    ['another reference', { orderreference: 'TK-2-1' }],
    ['another site', { sitereference: 'test_other' }],
    ['another card', { parenttransactionreference: '55-9-9' }],
  ])('do not count when they are of %s', (_, changes) => {
    expect(found(record(changes)).kind).toBe('not-found');
  });

  it('are believed when they leave out what the filter asked for', () => {
    expect(found(record({ sitereference: undefined, parenttransactionreference: undefined })).kind).toBe('booked');
  });

  it('are a doubt when our reference stands beside another amount', () => {
    expect(found(record({ baseamount: '1' }))).toMatchObject({ kind: 'unknown' });
  });

  it('tell of a debit although other records were declined or in doubt', () => {
    expect(found(record({ errorcode: '70000' }), record({ errorcode: '60010' }), record()).kind).toBe('booked');
  });

  it('prove no decline while another record is in doubt', () => {
    expect(found(record({ errorcode: '70000' }), record({ errorcode: '60010' })).kind).toBe('unknown');
  });

  it('prove nothing by a refusal before processing, after which the charge may have been sent again', () => {
    expect(found(record({ errorcode: '21000', baseamount: undefined })).kind).toBe('not-found');
    expect(found(record({ errorcode: '30000' })).kind).toBe('not-found');
  });

  it('tell of two debits under one reference', () => {
    expect(found(record(), record({ transactionreference: '55-9-2' })).says).toContain('debited 2 times');
  });
});
