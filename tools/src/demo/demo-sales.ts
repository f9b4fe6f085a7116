import { csvFile } from './csv-file';

const HEADER = ['sale_ref', 'consultant', 'team', 'customer', 'product', 'amount', 'currency', 'channel', 'sold_at'];

export const demoTeams = [
  { name: 'Falcon', target: '5000', currency: 'GBP', consultants: ['Priya Nair', 'Tom Calloway', 'Aisha Bello'] },
  { name: 'Merlin', target: '7000', currency: 'GBP', consultants: ['Joe Larkin', 'Marta Kowalska', 'Dev Anand'] },
  { name: 'Osprey', target: '8000', currency: 'GBP', consultants: ['Hannah Price', 'Luca Moretti', 'Sam Whitfield'] },
  { name: 'Kestrel', target: '7500', currency: 'GBP', consultants: ['Nia Thomas', 'Omar Farouk', 'Ellie Crane'] },
] as const;

const SELLERS = demoTeams.flatMap(({ name: team, consultants }) => consultants.map((consultant) => ({ consultant, team })));

const PRODUCTS = [
  { product: 'Fibre broadband, 24 months', amount: 718.8 },
  { product: 'Business line, 12 months', amount: 444 },
  { product: 'Smart meter', amount: 129.5 },
  { product: 'Router', amount: 64.9 },
  { product: 'Installation', amount: 96 },
  { product: 'Green power, 12 months', amount: 1042.35 },
  { product: 'Boiler cover, 12 months', amount: 239.4 },
] as const;

/** Others than those of the demo's charges, whom a file of sales could not be told from: it knows customers by name alone. */
const BUYERS = [
  'Ashgrove Dental Care',
  'Beacon Hill Brewery',
  'Calder Valley Joinery',
  'Dovecote Farm Shop',
  'Eastgate Physiotherapy',
  'Firth & Sons Builders',
  'Greyfriars Bookshop',
  'Highfield Nursery School',
  'Ivy Lane Interiors',
  'Kingsway Print Works',
  'Lantern Street Studios',
  'Moorland Outdoor Centre',
  'Netherton Community Hall',
  'Orchard View Care Home',
  'Priory Lettings',
  'Quayside Chandlery',
  'Riverside Gym',
  'Saltmarsh Holiday Park',
  'Thornfield Tyres',
  'Union Street Barbers',
  'Vale of Arden Cider',
  'Weaver’s Yard Cafe',
  'Yew Tree Accountants',
] as const;

const SALES = 60;
const WORKING_MS = 9 * 3_600_000;
/** Where the days of the demo's teams end. */
const TIME_ZONE = 'Europe/London';

/** Made-up sales of this day, spread over the hours up to `now`; none falls into the day before. The same for the same moment. */
export function demoSales(now: Date): string {
  const begins = Math.max(midnightBefore(now), now.getTime() - WORKING_MS);
  const rows = Array.from({ length: SALES }, (_, n) => {
    // Everybody has sold something, some more than others, so that there is somebody who leads.
    const { consultant, team } = SELLERS[(n * 5 + Math.floor(n / SELLERS.length) * (n % 3)) % SELLERS.length]!;
    const { product, amount } = PRODUCTS[(n * 5 + 2) % PRODUCTS.length]!;
    return [
      `DEMO-SALE-${`${n + 1}`.padStart(4, '0')}`,
      consultant,
      team,
      BUYERS[(n * 11) % BUYERS.length]!,
      product,
      (amount + (n % 6) * 10).toFixed(2),
      'GBP',
      n % 3 === 0 ? 'online' : 'offline',
      new Date(begins + ((now.getTime() - begins) * (n + 0.5)) / SALES).toISOString(),
    ];
  });
  return csvFile([HEADER, ...rows]);
}

/** When the day began for the teams, in milliseconds since 1970. */
function midnightBefore(now: Date): number {
  const [hours = 0, minutes = 0, seconds = 0] = now.toLocaleTimeString('en-GB', { timeZone: TIME_ZONE }).split(':').map(Number);
  return now.getTime() - ((hours * 60 + minutes) * 60 + seconds) * 1000 - now.getMilliseconds();
}
