import { shown } from '../charges/text-faults';
import type { Check } from '../validation/checks';

/** A zone by its name; an offset such as +01:00 knows no daylight saving. */
const NAMED = /^[A-Za-z]+([_+/-][A-Za-z0-9]+)*$/;

export const isTimeZone: Check = (text) =>
  NAMED.test(text) && known(text) ? { value: text } : { fault: `is ${shown(text)}, which is not known` };

function known(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
