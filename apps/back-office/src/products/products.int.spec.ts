import { RunningBackOffice } from '../testing/running-back-office';

let office: RunningBackOffice;

beforeAll(async () => {
  office = await RunningBackOffice.start();
});
beforeEach(() => office.empty('product, price_list, price_list_entry, audit'));
afterAll(() => office?.close());

const fibre = { sku: 'fibre-24', name: 'Fibre broadband', description: '24 months', vat_rate: '20.0' };

it('a product has one article number, however it is written', async () => {
  const { status, body } = await office.post('/api/products', fibre);
  expect([status, body]).toMatchObject([201, { sku: 'FIBRE-24', vatRate: '20', active: true, revision: 1 }]);
  const again = await office.post('/api/products', { ...fibre, sku: ' Fibre-24 ', name: 'Other' });
  expect(again).toMatchObject({ status: 409, body: { message: expect.stringContaining('a product FIBRE-24 already') } });
});

it('a product has a history of who changed what from what to what', async () => {
  const { productId } = (await office.post('/api/products', fibre)).body;
  await office.patch(`/api/products/${productId}`, { name: 'Fibre 500', vat_rate: 5, description: '', revision: 1 });
  await office.patch(`/api/products/${productId}`, { active: false });
  expect((await office.patch(`/api/products/${productId}`, { active: false })).body).toMatchObject({
    revision: 3,
    description: null,
    history: [
      { what: 'created' },
      { what: 'name from Fibre broadband to Fibre 500; description from 24 months to none; VAT rate from 20 to 5' },
      { what: 'sold no more' },
    ],
  });
  expect((await office.patch(`/api/products/${productId}`, { active: true, revision: 1 })).status).toBe(409);
  expect((await office.get('/api/products')).body.products).toMatchObject([{ name: 'Fibre 500', active: false }]);
});

it.each([
  [{ sku: '' }, 'sku'],
  [{ sku: 'two words' }, 'sku'],
  [{ sku: '-24' }, 'sku'],
  [{ sku: 'x'.repeat(41) }, 'sku'],
  [{ sku: 24 }, 'sku'],
  [{ name: undefined }, 'name'],
  [{ name: 'x'.repeat(121) }, 'name'],
  [{ description: 'x'.repeat(2001) }, 'description'],
  [{ vat_rate: undefined }, 'vat_rate'],
  [{ vat_rate: '101' }, 'vat_rate'],
  [{ vat_rate: '-1' }, 'vat_rate'],
  [{ vat_rate: '5,5' }, 'vat_rate'],
  [{ vat_rate: '0.00001' }, 'vat_rate'],
  [{ active: 1 }, 'active'],
])('a product with %j is refused, and the field is named', async (input, field) => {
  const { status, body } = await office.post('/api/products', { ...fibre, ...input });
  expect([status, body.field]).toEqual([400, field]);
});

it('the article number stays', async () => {
  const { productId } = (await office.post('/api/products', fibre)).body;
  expect((await office.patch(`/api/products/${productId}`, { sku: 'OTHER' })).status).toBe(400);
  expect((await office.get('/api/products/4e0d5a9c-2a3e-4c0b-9d1c-000000000000')).status).toBe(404);
});
