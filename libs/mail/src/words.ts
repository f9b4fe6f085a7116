/** What letters say, without what sends them: for whoever lets people change the words. */
export * from './company';
export * from './example';
export { formatDay } from './format';
export * from './letters';
export * from './own-texts';
export * from './texts';
