export * from './currency';
export * from './decimal';
export * from './format';
export * from './line';
export * from './rounding';
