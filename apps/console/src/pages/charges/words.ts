import type { ChargeSummary, ImportSummary } from '../../api/charges';

export const STATES: Readonly<Record<ChargeSummary['state'], string>> = {
  waiting: 'Waiting for a run',
  'in-run': 'In a run',
  invoiced: 'Invoiced',
  withdrawn: 'Withdrawn',
};

export const SOURCES: Readonly<Record<ChargeSummary['source'], string>> = {
  sale: 'Completed sale',
  csv: 'File',
  crm: 'CRM',
  api: 'Script',
};

export const IMPORT_STATES: Readonly<Record<ImportSummary['state'], string>> = {
  reading: 'Being read',
  preview: 'Looked at, not entered',
  entering: 'Being entered',
  entered: 'Entered',
  dropped: 'Thrown away',
  failed: 'Broke off',
};

/** Our columns as people call them. */
export const COLUMNS: Readonly<Record<string, string>> = {
  charge_ref: 'Reference of the charge',
  customer_ref: 'Reference of the customer',
  customer_name: 'Name of the payer',
  customer_email: 'E-mail',
  card_ref: 'Card reference',
  description: 'Description',
  quantity: 'Quantity',
  unit_price: 'Unit price',
  currency: 'Currency',
  vat_rate: 'VAT in percent',
  due_on: 'Due on',
  expires: 'Card ends',
  masked: 'Masked card digits',
};

/** `3 charges` */
export const KINDS = { charges: ['charge', 'charges'], cards: ['card reference', 'card references'] } as const;
