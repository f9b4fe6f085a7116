import { anOrder } from '../testing/samples';
import { judge } from './judge';
import type { Transaction } from './messages';

const order = anOrder();
const booked: Transaction = {
  errorcode: '0',
  errormessage: 'Ok',
  requesttypedescription: 'AUTH',
  transactionreference: '55-9-1200345',
  parenttransactionreference: order.cardRef,
  orderreference: order.orderReference,
  settlestatus: '0',
  acquirerresponsecode: '00',
  baseamount: '14400',
  currencyiso3a: 'GBP',
  transactionstartedtimestamp: '2026-11-21 08:01:12',
};

describe('an answer of the gateway', () => {
  it.each(['0', '1', '10', '100'])('is a debit with errorcode 0 and settle status %s', (settlestatus) => {
    expect(judge({ ...booked, settlestatus }, order)).toMatchObject({
      kind: 'booked',
      transactionReference: '55-9-1200345',
      bookedAt: new Date('2026-11-21T08:01:12Z'),
      gatewayCode: '0',
      bankCode: '00',
    });
  });

  it.each([
    ['another amount', { baseamount: '14401' }],
    ['no amount', { baseamount: undefined }],
    ['another currency', { currencyiso3a: 'EUR' }],
    ['another reference', { orderreference: 'TK-2-1' }],
    ['no reference', { orderreference: undefined }],
    ['no settle status', { settlestatus: undefined }],
    ['an unknown settle status', { settlestatus: '7' }],
    ['no transaction reference', { transactionreference: undefined }],
  ])('is a doubt, never a debit, with %s', (_, changes) => {
    expect(judge({ ...booked, ...changes }, order).kind).toBe('unknown');
  });

  it('is held when the gateway suspended it or refers it for risk', () => {
    expect(judge({ ...booked, settlestatus: '2' }, order).kind).toBe('held');
    expect(judge({ ...booked, errorcode: '60500', settlestatus: '2' }, order).kind).toBe('held');
  });

  it('is no debit when it was cancelled before settlement', () => {
    expect(judge({ ...booked, settlestatus: '3' }, order)).toMatchObject({ kind: 'refused', failure: 'declined' });
  });

  it('tells by the bank code why a bank declined', () => {
    const declined = { errorcode: '70000', acquirerresponsecode: '51', settlestatus: '3' };
    expect(judge(declined, order)).toMatchObject({ kind: 'refused', failure: 'insufficient-funds', gatewayCode: '70000', bankCode: '51' });
  });

  it('does not believe a decline of another charge', () => {
    expect(judge({ errorcode: '70000', orderreference: 'TK-2-1' }, order).kind).toBe('unknown');
  });

  it('names the fields at fault when our request is', () => {
    expect(judge({ errorcode: '30000', errordata: ['baseamount'] }, order)).toMatchObject({
      kind: 'rejected',
      says: 'Secure Trading refused the request before processing it: 30000 (Invalid field), fields baseamount.',
    });
  });

  it('stops all charges for a fault of the set-up, and one for a passing refusal', () => {
    expect(judge({ errorcode: '30008' }, order)).toMatchObject({ kind: 'not-processed', stopsAll: true });
    expect(judge({ errorcode: '90007' }, order)).toMatchObject({ kind: 'not-processed', stopsAll: false });
  });
});
