/** What a decision can be about: what it is called, and whose invoice, sale or details it is. SQL, made of an expression that is the audit's `about`. */
interface Subject {
  readonly called?: (about: string) => string;
  readonly customer?: (about: string) => string;
}

/** Null for a text that is no id, which then finds nothing. */
export const idIn = (text: string) => `case when ${text} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (${text})::uuid end`;
const named = (table: string, key: string, name = 'name') => ({
  called: (about: string) => `select ${name} from ${table} where ${key} = ${idIn(about)}`,
});
const ofInvoice = (column: string) => (about: string) => `select ${column} from invoice where invoice_id = ${idIn(about)}`;
const itself = (about: string) => `select ${about}`;
const INVOICE = `invoice_number || ': ' || customer_name`;

export const SUBJECTS = {
  run: named('run', 'run_id', `'Run of ' || run_on::text`),
  invoice: { called: ofInvoice(INVOICE), customer: ofInvoice('customer_ref') },
  'stuck item': {
    called: (about) =>
      `select coalesce((${ofInvoice(INVOICE)('s.subject')}), s.reason) from stuck_item s where s.stuck_id = ${idIn(about)}`,
    customer: (about) => `select (${ofInvoice('customer_ref')('s.subject')}) from stuck_item s where s.stuck_id = ${idIn(about)}`,
  },
  charge: {
    called: (about) => `select charge_ref || ': ' || description from charge where charge_ref = ${about}`,
    customer: (about) => `select customer_ref from charge where charge_ref = ${about}`,
  },
  import: named('charge_import', 'import_id'),
  customer: { ...named('customer', 'customer_id'), customer: named('customer', 'customer_id', 'customer_ref').called },
  sale: { ...named('sale', 'sale_id', `sale_ref || ': ' || customer_name`), customer: named('sale', 'sale_id', 'customer_ref').called },
  'sale in progress': named('sale_flow', 'flow_id', `state ->> 'saleRef'`),
  product: named('product', 'product_id'),
  team: named('team', 'team_id', 'display_name'),
  consultant: named('consultant', 'consultant_id', 'name'),
  person: named('person', 'person_id'),
  'API token': named('api_token', 'token_id'),
  /** What is called by its `about` itself. */
  setting: { called: itself },
  'price list': { called: itself },
  'flow version': { called: itself },
  work: { called: itself },
  route: { called: itself },
  /** What has no name of its own. */
  entry: {},
  cause: {},
  download: {},
} as const satisfies Record<string, Subject>;

export type SubjectKind = keyof typeof SUBJECTS;

export const subjectOf = (kind: SubjectKind): Subject => SUBJECTS[kind];
