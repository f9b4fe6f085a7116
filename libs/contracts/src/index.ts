export * from './cloud-event';
export * from './fact';
export * from './facts/charges';
export * from './facts/invoices';
export * from './facts/providers';
export * from './facts/runs';
export { chargeTerms, DEBIT_FAILURES } from './facts/shapes';
export * from './facts/stuck';
export * from './flow';
