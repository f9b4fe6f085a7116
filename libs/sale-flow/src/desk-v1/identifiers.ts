import { type Check, shown } from '@takings/fields';

/** Companies House: eight digits, or two letters of the register (SC, NI, OC, ...) and six digits. */
const COMPANY_NUMBER = /^(\d{8}|[A-Z]{2}\d{6})$/;
/** The forms that the Royal Mail gives; whether it exists the address book says. */
const POSTCODE = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/;

/** `09 884 217` is `09884217`. */
export const companyNumber: Check = (text) => {
  const plain = text.replace(/\s/g, '').toUpperCase();
  return COMPANY_NUMBER.test(plain) ? { value: plain } : { fault: `is ${shown(text)}` };
};

/** `de248qa` is `DE24 8QA`. */
export const postcode: Check = (text) => {
  const [, out, into] = POSTCODE.exec(text.replace(/\s/g, '').toUpperCase()) ?? [];
  return out ? { value: `${out} ${into}` } : { fault: `is ${shown(text)}` };
};

/** Of what is typed so far; undefined while it is not one yet. */
export function read(check: Check, typed: unknown): string | undefined {
  if (typeof typed !== 'string') return undefined;
  const outcome = check(typed.trim());
  return 'value' in outcome ? outcome.value : undefined;
}
