/** What the demo's sales are of. Made up, as their prices are. */
export const demoProducts = [
  { sku: 'FIBRE-24', name: 'Fibre broadband', description: 'Up to 500 Mbit/s, 24 months, by month', vat_rate: '20', price: '29.95' },
  {
    sku: 'LINE-12',
    name: 'Business line',
    description: 'One line with calls to landlines, 12 months, by month',
    vat_rate: '20',
    price: '18.5',
  },
  { sku: 'MOBILE-MIN', name: 'Calls to mobiles', description: 'By the minute', vat_rate: '20', price: '0.0725' },
  { sku: 'ROUTER', name: 'Router', description: 'Wi-Fi 6, four ports', vat_rate: '20', price: '64.9' },
  { sku: 'METER', name: 'Smart meter', description: 'With its installation', vat_rate: '5', price: '129.5' },
  { sku: 'POWER-12', name: 'Green power', description: 'A standard load, 12 months, by month', vat_rate: '5', price: '86.86' },
  { sku: 'COVER-12', name: 'Boiler cover', description: 'Parts and work, 12 months, by month', vat_rate: '20', price: '19.95' },
  { sku: 'INSTALL-H', name: 'Installation', description: 'By the hour, within 30 miles', vat_rate: '20', price: '48' },
  { sku: 'HANDBOOK', name: 'Printed handbook', description: null, vat_rate: '0', price: '9.99' },
] as const;

/** Holds from the first start on; the first of its name, so that it is entered once. */
export const demoPriceList = {
  name: 'Standard',
  currency: 'GBP',
  entries: demoProducts.map(({ sku, price }) => ({ sku, unit_price: price })),
  based_on: 0,
};
