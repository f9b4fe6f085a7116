/** What decides how figures and dates are written: the page's own language, and the time zone of the one who looks. */
export const LOCALE = typeof document === 'undefined' ? 'en-GB' : document.documentElement.lang || 'en-GB';

/** What stands where there is nothing to show. */
export const NOTHING = '–';
