import { charge, query, type RunningSandbox, runningSandbox } from '../testing/running-sandbox';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await runningSandbox({ SANDBOX_LATE_MS: '50' });
});
afterAll(() => sandbox?.close());
afterEach(() => sandbox.request('DELETE', '/api/faults'));

const ask = async (fields: Record<string, unknown>) => (await sandbox.gateway(fields)).body.response[0];
const records = async (orderReference: string) => (await ask(query(orderReference))).records;

it('charges a stored card and shows all values as strings', async () => {
  const { status, body } = await sandbox.gateway(charge('SBX-OK-0001', 'ORD-1'), { requestreference: 'A4mx9q2kd' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ requestreference: 'A4mx9q2kd', version: '1.00' });
  expect(body.response[0]).toMatchObject({
    requesttypedescription: 'AUTH',
    errorcode: '0',
    errormessage: 'Ok',
    settlestatus: '0',
    baseamount: '14400',
    currencyiso3a: 'GBP',
    parenttransactionreference: 'SBX-OK-0001',
    orderreference: 'ORD-1',
    acquirerresponsecode: '00',
    livestatus: '0',
  });
  expect(Object.values(body.response[0]).every((value) => typeof value === 'string')).toBe(true);
});

it.each([
  ['FUNDS', '70000', '51'],
  ['DECLINED', '70000', '05'],
  ['EXPIRED', '70000', '54'],
  ['STOLEN', '70000', '43'],
  ['SCA', '71000', '65'],
  ['REFER', '72000', '02'],
])('answers for a %s card with %s, bank code %s, and books no money', async (kind, errorcode, acquirerresponsecode) => {
  const answer = await ask(charge(`SBX-${kind}-1`, `ORD-${kind}`));
  expect(answer).toMatchObject({ errorcode, acquirerresponsecode, authcode: 'DECLINED' });
  expect(await records(`ORD-${kind}`)).toMatchObject([{ errorcode }]);
});

it('holds the charge of a HELD card', async () => {
  expect(await ask(charge('SBX-HELD-1', 'ORD-HELD'))).toMatchObject({ errorcode: '0', settlestatus: '2' });
});

it('books the charge of a DROPPED card and then drops the line', async () => {
  await expect(sandbox.gateway(charge('SBX-DROPPED-1', 'ORD-DROPPED'))).rejects.toThrow();
  expect(await records('ORD-DROPPED')).toMatchObject([{ errorcode: '0', baseamount: '14400' }]);
});

it('books the charge of a LATE card at once and answers late', async () => {
  const answer = ask(charge('SBX-LATE-1', 'ORD-LATE'));
  expect(await answer).toMatchObject({ errorcode: '0' });
  expect(await records('ORD-LATE')).toHaveLength(1);
});

it('answers an UNKNOWN and a LOST card alike; only a query tells them apart', async () => {
  const [unknown, lost] = [await ask(charge('SBX-UNKNOWN-1', 'ORD-UNKNOWN')), await ask(charge('SBX-LOST-1', 'ORD-LOST'))];
  expect(unknown).toMatchObject({ errorcode: '60010', errormessage: 'Bank System Error' });
  expect(Object.keys(unknown)).toEqual(Object.keys(lost));
  expect(await records('ORD-UNKNOWN')).toMatchObject([{ errorcode: '0', transactionreference: unknown.transactionreference }]);
  expect(await records('ORD-LOST')).toEqual([]);
});

it('charges the same order reference twice, as the real gateway does', async () => {
  await ask(charge('SBX-OK-1', 'ORD-TWICE'));
  await ask(charge('SBX-OK-1', 'ORD-TWICE'));
  expect((await sandbox.book('transactions')).filter(({ orderReference }) => orderReference === 'ORD-TWICE')).toHaveLength(2);
});

it('holds the second one when its duplicate check is on, for fifteen minutes', async () => {
  await sandbox.faults({ 'securetrading-duplicate-check': true });
  const statuses = [await ask(charge('SBX-OK-1', 'ORD-DUP')), await ask(charge('SBX-OK-1', 'ORD-DUP'))].map(
    ({ settlestatus }) => settlestatus,
  );
  await sandbox.advance(15 * 60_000 + 1000);
  statuses.push((await ask(charge('SBX-OK-1', 'ORD-DUP'))).settlestatus);
  expect(statuses).toEqual(['0', '2', '0']);
});

it('charges again through an earlier charge, and not through a declined one', async () => {
  const first = await ask(charge('SBX-OK-1', 'ORD-CHAIN-1'));
  expect(await ask(charge(first.transactionreference, 'ORD-CHAIN-2'))).toMatchObject({ errorcode: '0' });
  const declined = await ask(charge('SBX-FUNDS-1', 'ORD-CHAIN-3'));
  expect(await ask(charge(declined.transactionreference, 'ORD-CHAIN-4'))).toMatchObject({
    errorcode: '20004',
    errormessage: 'Missing parent',
  });
});

it.each<[string, Record<string, unknown>, string]>([
  ['an unknown card', { parenttransactionreference: '55-9-1' }, '20004'],
  ['a site that is not a test site', { sitereference: 'acme90210' }, '30001'],
  ['a currency that is not the card’s', { parenttransactionreference: 'SBX-OK-EUR-1', currencyiso3a: 'GBP' }, '20015'],
  ['a series on the wrong account', { accounttypedescription: 'ECOM' }, '20018'],
  ['a request it does not know', { requesttypedescriptions: ['ORDER'] }, '60018'],
])('refuses %s', async (_what, change, errorcode) => {
  expect(await ask(charge('SBX-OK-1', 'ORD-BAD', change))).toMatchObject({ requesttypedescription: 'ERROR', errorcode });
});

it('names the fields at fault', async () => {
  expect(await ask(charge('SBX-OK-1', 'ORD-BAD', { baseamount: '1.5' }))).toMatchObject({ errorcode: '30000', errordata: ['baseamount'] });
});

it('answers a wrong password with a page of HTML', async () => {
  const { status, headers, body } = await sandbox.gateway(charge('SBX-OK-1', 'ORD-401'), {}, 'ws@takings.example:wrong');
  expect([status, headers.get('content-type'), body]).toEqual([401, 'text/html; charset=utf-8', expect.stringContaining('<html>')]);
});

it('answers malformed JSON, a foreign alias and another version in its own words', async () => {
  const authorization = `Basic ${Buffer.from('ws@takings.example:sandbox-password').toString('base64')}`;
  const malformed = await sandbox.request('POST', '/securetrading/json/', '{bad', { authorization });
  expect(malformed.body.response[0]).toMatchObject({ errorcode: '10205' });
  expect((await sandbox.gateway({}, { alias: 'other' })).body.response[0]).toMatchObject({ errorcode: '30008' });
  expect((await sandbox.gateway({}, { version: '2' })).body.response[0]).toMatchObject({ errorcode: '30007' });
});

it('settles by the clock, refunds only what has settled, and never more than it', async () => {
  const { transactionreference } = await ask(charge('SBX-OK-1', 'ORD-SETTLE'));
  const refund = { requesttypedescriptions: ['REFUND'], sitereference: 'test_takings', parenttransactionreference: transactionreference };
  expect(await ask(refund)).toMatchObject({ errorcode: '20005' });
  await sandbox.advance(3_600_000);
  expect(await records('ORD-SETTLE')).toMatchObject([{ settlestatus: '10' }]);
  await sandbox.advance(86_400_000);
  expect(await records('ORD-SETTLE')).toMatchObject([{ settlestatus: '100' }]);
  expect(await ask({ ...refund, baseamount: '10000' })).toMatchObject({
    requesttypedescription: 'REFUND',
    errorcode: '0',
    baseamount: '10000',
  });
  expect(await ask({ ...refund, baseamount: '4401' })).toMatchObject({ errorcode: '20007' });
  expect(await ask(refund)).toMatchObject({ errorcode: '0', baseamount: '4400' });
});

it('releases or cancels a held charge, and changes none that is settling', async () => {
  const update = (transactionreference: string, settlestatus: string) => ({
    requesttypedescriptions: ['TRANSACTIONUPDATE'],
    filter: { sitereference: [{ value: 'test_takings' }], transactionreference: [{ value: transactionreference }] },
    updates: { settlestatus },
  });
  const { transactionreference } = await ask(charge('SBX-HELD-1', 'ORD-RELEASE'));
  expect(await ask(update(transactionreference, '0'))).toMatchObject({ errorcode: '0' });
  expect(await records('ORD-RELEASE')).toMatchObject([{ settlestatus: '0' }]);
  expect(await ask(update('55-9-1', '3'))).toMatchObject({ errorcode: '60014' });
  await sandbox.advance(3_600_000);
  expect(await ask(update(transactionreference, '3'))).toMatchObject({ errorcode: '60017' });
});

it('finds by order reference, by transaction reference and by time; by the site alone nothing', async () => {
  const { transactionreference } = await ask(charge('SBX-OK-1', 'ORD-FIND'));
  const by = (filter: Record<string, unknown>) => ({
    requesttypedescriptions: ['TRANSACTIONQUERY'],
    filter: { sitereference: [{ value: 'test_takings' }], ...filter },
  });
  const byReference = await ask(by({ transactionreference: [{ value: transactionreference }] }));
  expect(byReference).toMatchObject({ errorcode: '0', found: '1', records: [{ orderreference: 'ORD-FIND' }] });
  const [record] = byReference.records;
  const byTime = await ask(by({ starttimestamp: [{ value: record.transactionstartedtimestamp }] }));
  expect(byTime.records.map((found: any) => found.orderreference)).toContain('ORD-FIND');
  expect(await ask(by({}))).toMatchObject({ errorcode: '60019' });
});

it('does not book when it is down, hangs up or refuses our credentials', async () => {
  await sandbox.faults({ 'securetrading-down': { next: 1 } });
  expect((await sandbox.gateway(charge('SBX-OK-1', 'ORD-DOWN'))).status).toBe(503);
  await sandbox.faults({ 'securetrading-drops-unbooked': { next: 1 } });
  await expect(sandbox.gateway(charge('SBX-OK-1', 'ORD-DOWN'))).rejects.toThrow();
  await sandbox.faults({ 'securetrading-wrong-credentials': { next: 1 } });
  expect((await sandbox.gateway(charge('SBX-OK-1', 'ORD-DOWN'))).status).toBe(401);
  expect(await records('ORD-DOWN')).toEqual([]);
});

describe('with a visibility delay', () => {
  let slow: RunningSandbox;
  beforeAll(async () => {
    slow = await runningSandbox({ SANDBOX_VISIBILITY_MS: '60000' });
  });
  afterAll(() => slow?.close());

  it('finds a booked charge only after a while', async () => {
    await slow.gateway(charge('SBX-OK-1', 'ORD-HIDDEN'));
    const found = async () => (await slow.gateway(query('ORD-HIDDEN'))).body.response[0].found;
    expect(await found()).toBe('0');
    await slow.advance(60_000);
    expect(await found()).toBe('1');
  });
});
