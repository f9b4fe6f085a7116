export interface DemoCustomer {
  readonly name: string;
  readonly email: string;
  readonly cardRef: string;
  readonly currency: string;
}

/** Made-up people and firms; their addresses are in the domains reserved for examples (RFC 2606). */
const NAMES = [
  'Amelia Hartley',
  'Oliver Bancroft',
  'Isla Pemberton',
  'George Whitlock',
  'Ava Thornbury',
  'Harry Ellesmere',
  'Mia Castleton',
  'Noah Fairweather',
  'Grace Lindqvist',
  'Leo Marchetti',
  'Freya Osei',
  'Arthur Penhaligon',
  'Ella Vasquez',
  'Oscar Dunmore',
  'Lily Abernathy',
  'Theo Kowalczyk',
  'Sophie Rathbone',
  'Jack Okonkwo',
  'Evie Sandford',
  'Alfie Brightwell',
  'Ruby Delacroix',
  'Henry Stonebridge',
  'Florence Nair',
  'Archie Holloway',
  'Poppy Winterbourne',
  'Thomas Ashdown',
  'Charlotte Iqbal',
  'Joshua Merriweather',
  'Daisy Carmichael',
  'William Trevanion',
  'Emily Nakamura',
  'James Radcliffe',
  'Sienna Kaur',
  'Lucas Greenhalgh',
  'Rosie Fitzgerald',
  'Ethan Blackwood',
  'Jürgen Müller',
  'Zoë Ramsbottom',
  'Seán O’Connor',
  'Chloe Beaumont',
  'Larkspur Dental Ltd',
  'Brightside Bakery',
  'Northgate Cycles',
  'Hollis & Daughters',
  'The Quay "Kiosk"',
  'Fernhill Veterinary Group',
  'Copperfield Plumbing',
  'Wren & Co. Solicitors',
  'Silverbirch Nursery',
  'Marlowe Translations',
  'Tidewater Kayaks',
  'Elmstead Opticians',
  'Redstart Removals',
  'Old Mill Pottery',
  'Harbour Lights Hotel',
  'Chalk Farm Garage',
  'Juniper Catering',
  'Skylark Roofing',
  'Chloe Beaumont',
  'Foxglove Florists',
] as const;

/** What becomes of the n-th customer's card in the sandbox; everybody else's is fine. Empty: no card attached. */
const CARDS: Readonly<Record<number, string>> = {
  4: 'SBX-FUNDS-0004',
  9: 'SBX-DECLINED-0009',
  14: 'SBX-EXPIRED-0014',
  19: 'SBX-STOLEN-0019',
  23: 'SBX-SCA-0023',
  27: 'SBX-REFER-0027',
  31: '',
  34: 'SBX-DROPPED-0034',
  37: 'SBX-LATE-0037',
  42: 'SBX-UNKNOWN-0042',
  46: 'SBX-FUNDS-0046',
  50: 'SBX-HELD-0050',
  53: 'SBX-LOST-0053',
  56: '',
};

const CURRENCIES: Readonly<Record<number, string>> = { 9: 'EUR', 17: 'EUR', 30: 'USD', 36: 'EUR', 54: 'EUR' };

export const demoCustomers: readonly DemoCustomer[] = NAMES.map((name, at) => ({
  name,
  email: `${addressOf(name)}${at === NAMES.lastIndexOf(name) && at !== NAMES.indexOf(name) ? '.2' : ''}@example.${at < 40 ? 'org' : 'com'}`,
  cardRef: CARDS[at] ?? `SBX-OK-${String(at).padStart(4, '0')}`,
  currency: CURRENCIES[at] ?? 'GBP',
}));

/** Letters without their accents, words joined by dots. */
function addressOf(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}|’/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return words?.join('.') ?? 'customer';
}
