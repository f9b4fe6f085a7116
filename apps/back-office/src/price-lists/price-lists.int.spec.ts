import fc from 'fast-check';
import { RunningBackOffice } from '../testing/running-back-office';
import { PriceLists } from './price-lists';
import { PriceSettings } from './price-settings';

let office: RunningBackOffice;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  for (const [sku, name] of [
    ['FIBRE', 'Fibre broadband'],
    ['ROUTER', 'Router'],
    ['METER', 'Smart meter'],
  ])
    await office.post('/api/products', { sku, name, vat_rate: 20 });
});
beforeEach(() => office.empty('price_list, price_list_entry, audit'));
afterAll(() => office?.close());

const standard = { name: 'Standard', currency: 'gbp', entries: [{ sku: 'fibre', unit_price: '29.950' }] };
const enter = (changes: Record<string, unknown> = {}) => office.post('/api/price-lists', { ...standard, ...changes });
const importing = (csv: string, query: string) =>
  fetch(`${office.url}/api/price-lists/import?${query}`, {
    method: 'POST',
    headers: { ...office.operator, 'content-type': 'text/csv' },
    body: csv,
  }).then(async (answer) => ({ status: answer.status, body: (await answer.json()) as any }));
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

describe('a price list', () => {
  it('holds from now on when no moment is said, and is what sales begin with', async () => {
    const { status, body } = await enter();
    expect([status, body]).toMatchObject([
      201,
      {
        name: 'Standard',
        currency: 'GBP',
        version: 1,
        state: 'in force',
        validUntil: null,
        entries: [{ sku: 'FIBRE', name: 'Fibre broadband', unitPrice: '29.95', vatRate: '20', active: true }],
      },
    ]);
    expect((await office.get('/api/price-lists/in-force')).body.priceListId).toBe(body.priceListId);
  });

  it('is not edited: a change is a further version, the old ones stay as they were, and the history says what changed', async () => {
    const { priceListId } = (
      await enter({
        entries: [
          { sku: 'FIBRE', unit_price: '29.95' },
          { sku: 'METER', unit_price: 5 },
        ],
      })
    ).body;
    const entries = [
      { sku: 'FIBRE', unit_price: '31' },
      { sku: 'ROUTER', unit_price: '64.90' },
    ];
    const { body } = await enter({ name: ' STANDARD', entries, reason: 'Costs rose', based_on: 1 });
    expect(body).toMatchObject({ version: 2, state: 'in force', prices: 2 });
    expect((await office.get(`/api/price-lists/${priceListId}`)).body).toMatchObject({
      version: 1,
      state: 'past',
      validUntil: body.validFrom,
      entries: [{ sku: 'FIBRE', unitPrice: '29.95' }, { sku: 'METER' }],
    });
    expect(body.history.map(({ what }: any) => what)).toEqual([
      'version 1 from now on; 2 prices',
      'version 2 from now on; FIBRE from 29.95 to 31; ROUTER added at 64.9; METER left out; Costs rose',
    ]);
  });

  it('that is to come changes nothing before', async () => {
    const { priceListId } = (await enter()).body;
    const { body: next } = await enter({ valid_from: tomorrow(), entries: [{ sku: 'FIBRE', unit_price: '31' }] });
    expect(next.state).toBe('coming');
    const at = (moment: string) => office.get(`/api/price-lists/in-force?at=${encodeURIComponent(moment)}`);
    expect((await office.get('/api/price-lists/in-force')).body.priceListId).toBe(priceListId);
    expect((await at(next.validFrom)).body.priceListId).toBe(next.priceListId);
    expect((await at('2001-01-01T00:00:00Z')).status).toBe(404);
    expect((await office.get('/api/price-lists')).body.priceLists.map(({ state }: any) => state)).toEqual(['coming', 'in force']);
  });

  it('is of one currency; another currency has a list of its own', async () => {
    await enter();
    await enter({ currency: 'EUR' });
    expect((await office.get('/api/price-lists/in-force?currency=EUR')).body).toMatchObject({ currency: 'EUR', version: 1 });
    expect((await office.get('/api/price-lists/in-force?currency=USD')).status).toBe(404);
  });

  it('is not entered by who has not seen the version of another, nor twice by two in the same moment', async () => {
    await enter({ based_on: 0 });
    expect((await enter({ based_on: 1 })).body.version).toBe(2);
    expect(await enter({ based_on: 1 })).toMatchObject({ status: 409, body: { message: expect.stringMatching(/ entered version 2 at /) } });
    const answers = await Promise.all([1, 2, 3, 4].map(() => enter({ based_on: 2 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(81) }, 'name'],
    [{ currency: 'JPY' }, 'currency'],
    [{ currency: 'pounds' }, 'currency'],
    [{ valid_from: '2026-11-01' }, 'valid_from'],
    [{ valid_from: '2001-01-01T00:00:00Z' }, 'valid_from'],
    [{ reason: 'x'.repeat(1001) }, 'reason'],
    [{ entries: [] }, 'entries'],
    [{ entries: 'all' }, 'entries'],
    [{ entries: [{ sku: 'FIBRE', unit_price: '-1' }] }, 'entries.0.unit_price'],
    [{ entries: [{ sku: 'FIBRE', unit_price: '1.00001' }] }, 'entries.0.unit_price'],
    [{ entries: [{ sku: 'FIBRE', unit_price: '1,5' }] }, 'entries.0.unit_price'],
    [{ entries: [{ sku: 'FIBRE' }] }, 'entries.0.unit_price'],
    [{ entries: [{ sku: 'NONE', unit_price: '1' }] }, 'entries.0.sku'],
    [
      {
        entries: [
          { sku: 'FIBRE', unit_price: '1' },
          { sku: 'fibre', unit_price: '2' },
        ],
      },
      'entries.1.sku',
    ],
    [{ based_on: -1 }, 'based_on'],
  ])('with %j is refused, and the field is named', async (input, field) => {
    const { status, body } = await enter(input);
    expect([status, body.field]).toEqual([400, field]);
    expect((await office.get('/api/price-lists')).body.priceLists).toEqual([]);
  });
});

it('the prices in force are as a sale keeps them, without what is sold no more', async () => {
  const lists = new PriceLists(office.db, new PriceSettings('GBP', 30));
  await expect(lists.current()).rejects.toThrow(/No price list in GBP is in force/);
  const { body } = await enter({ entries: ['FIBRE', 'ROUTER'].map((sku) => ({ sku, unit_price: '0.0725' })) });
  await office.db.query(`update product set active = false where sku = 'ROUTER'`);
  const { takenAt, keptUntil, ...snapshot } = await lists.current();
  await office.db.query(`update product set active = true`);
  const price = { name: 'Fibre broadband', unitPrice: '0.0725', currency: 'GBP', vatRate: '20' };
  expect(snapshot).toEqual({ priceListId: body.priceListId, name: 'Standard', prices: { FIBRE: price } });
  expect(Date.parse(keptUntil) - Date.parse(takenAt)).toBe(30 * 86_400_000);
});

describe('a file of prices', () => {
  it('is a list', async () => {
    const { status, body } = await importing('unit_price,sku\r\n"31.5",fibre\r\n64.90,ROUTER\r\n', 'name=Standard&currency=GBP&based_on=0');
    expect([status, body]).toMatchObject([200, { rejectedRows: [], priceList: { version: 1, prices: 2 } }]);
  });

  it('of which a row is at fault is not entered, and every such row is named', async () => {
    const csv = 'sku,unit_price\nFIBRE,1\nFIBRE,2\nROUTER,dear\n,3\n';
    const { body } = await importing(csv, 'name=Standard&currency=GBP');
    expect(body.priceList).toBeNull();
    expect(body.rejectedRows).toMatchObject([
      { line: 3, column: 'sku', reason: expect.stringContaining('each product once') },
      { line: 4, column: 'unit_price' },
      { line: 5, column: 'sku', reason: expect.stringContaining('is missing') },
    ]);
    const unknown = await importing('sku,unit_price\nFIBRE,1\nNONE,2\n', 'name=Standard&currency=GBP');
    expect(unknown.body.rejectedRows).toMatchObject([{ line: 3, column: 'sku', reason: expect.stringContaining('no product NONE') }]);
    expect((await office.get('/api/price-lists')).body.priceLists).toEqual([]);
  });

  it.each([
    ['sku;unit_price\nFIBRE;1\n', 'name=A&currency=GBP'],
    ['sku,unit_price\n', 'name=A&currency=GBP'],
    ['', 'name=A&currency=GBP'],
    ['sku,unit_price\nFIBRE,1\n', 'currency=GBP'],
  ])('%j with %s is refused as a whole', async (csv, query) => {
    expect((await importing(csv, query)).status).toBe(400);
  });
});

it('the list in force at a moment is the last one valid by then, whatever the order in which lists were entered', async () => {
  const begin = Date.now() + 3_600_000;
  const moment = (step: number) => new Date(begin + step * 1000).toISOString();
  const list = fc.record({
    name: fc.constantFrom('A', 'B'),
    currency: fc.constantFrom('GBP', 'EUR'),
    step: fc.integer({ min: 0, max: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(list, { minLength: 1, maxLength: 8 }), async (lists) => {
      await office.db.query('truncate price_list, price_list_entry');
      const entered: { id: string; currency: string; step: number }[] = [];
      for (const { name, currency, step } of lists) {
        const { body } = await enter({ name, currency, valid_from: moment(step) });
        entered.push({ id: body.priceListId, currency, step });
      }
      for (const currency of ['GBP', 'EUR'])
        for (let step = -1; step <= 7; step += 1) {
          const expected = entered.reduce<(typeof entered)[number] | undefined>(
            (best, one) => (one.currency === currency && one.step <= step && one.step >= (best?.step ?? 0) ? one : best),
            undefined,
          );
          const { body } = await office.get(`/api/price-lists/in-force?currency=${currency}&at=${encodeURIComponent(moment(step))}`);
          expect(body.priceListId).toBe(expected?.id);
        }
    }),
    { numRuns: 12 },
  );
}, 120_000);
