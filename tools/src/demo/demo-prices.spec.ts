import { demoPriceList, demoProducts } from './demo-prices';

it('the demo prices each of its products once', () => {
  const skus = demoProducts.map(({ sku }) => sku);
  expect(new Set(skus).size).toBe(skus.length);
  expect(demoPriceList.entries.map(({ sku }) => sku)).toEqual(skus);
});
