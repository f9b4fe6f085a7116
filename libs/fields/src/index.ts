export * from './card-number';
export * from './checks';
export * from './email';
export * from './text-faults';
export * from './expected-words';
