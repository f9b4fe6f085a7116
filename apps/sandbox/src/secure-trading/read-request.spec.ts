import { GatewayError } from './codes';
import { readAuth, readFilter, requestTypeOf } from './read-request';

const auth = {
  sitereference: 'test_acme90210',
  accounttypedescription: 'RECUR',
  parenttransactionreference: 'SBX-OK-1',
  baseamount: '14400',
  orderreference: 'BK-1-1',
  credentialsonfile: '2',
  subscriptiontype: 'RECURRING',
  subscriptionnumber: '2',
};
const errorOf = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    if (error instanceof GatewayError) return { code: error.code, fields: error.fields };
    throw error;
  }
  return null;
};

it('reads a charge of a stored card', () => {
  expect(readAuth(auth)).toMatchObject({ site: 'test_acme90210', baseAmount: 14_400, orderReference: 'BK-1-1', currency: '' });
});

it('takes an irregular charge without a subscription', () => {
  const { subscriptiontype, subscriptionnumber, ...irregular } = auth;
  expect(readAuth({ ...irregular, initiationreason: 'C', accounttypedescription: 'ECOM' })).toMatchObject({ account: 'ECOM' });
});

it('names all fields at fault at once', () => {
  expect(errorOf(() => readAuth({ ...auth, baseamount: '144.00', accounttypedescription: '', credentialsonfile: '1' }))).toEqual({
    code: '30000',
    fields: ['baseamount', 'accounttypedescription', 'credentialsonfile'],
  });
});

it.each(['0', '-5', '14400.0', '12345678901234', ''])('refuses the amount %p', (baseamount) => {
  expect(errorOf(() => readAuth({ ...auth, baseamount }))).toEqual({ code: '30000', fields: ['baseamount'] });
});

it('refuses every site that is not a test site', () => {
  expect(errorOf(() => readAuth({ ...auth, sitereference: 'acme90210' }))?.code).toBe('30001');
});

it('wants a RECUR account for a series, numbered from 2', () => {
  expect(errorOf(() => readAuth({ ...auth, accounttypedescription: 'ECOM' }))?.code).toBe('20018');
  expect(errorOf(() => readAuth({ ...auth, subscriptionnumber: '1' }))?.fields).toEqual(['subscriptionnumber']);
});

it('misses the parent', () => {
  expect(errorOf(() => readAuth({ ...auth, parenttransactionreference: undefined }))?.code).toBe('20004');
});

it('takes exactly one request type', () => {
  expect(errorOf(() => requestTypeOf({ requesttypedescriptions: ['THREEDQUERY', 'AUTH'] }))?.fields).toEqual(['requesttypedescriptions']);
});

it('reads the filters of a query', () => {
  const filter = {
    sitereference: [{ value: 'test_a' }],
    orderreference: [{ value: 'BK-1-1' }],
    starttimestamp: [{ value: '2026-11-21 00:00:00' }],
  };
  expect(readFilter(filter)).toEqual({
    sites: ['test_a'],
    orderReferences: ['BK-1-1'],
    transactionReferences: [],
    from: new Date('2026-11-21T00:00:00Z'),
    to: null,
  });
});

it('searches nothing by the site alone', () => {
  expect(errorOf(() => readFilter({ sitereference: [{ value: 'test_a' }] }))?.code).toBe('60019');
});
