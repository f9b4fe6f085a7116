import { InvalidInput } from '@takings/runtime';

/** Acquirers may cut longer ones (help.trustpayments.com 6743917116945), and two cut references could be equal. */
const MAX_LENGTH = 25;

/** Our reference of one attempt at the gateway. Throws `InvalidInput` when it would not fit. */
export function orderReference(invoiceNumber: string, attempt: number): string {
  const reference = `${invoiceNumber}-${attempt}`;
  if (reference.length > MAX_LENGTH) {
    throw new InvalidInput(
      `The order reference ${reference} has ${reference.length} characters; the gateway takes ${MAX_LENGTH}.`,
      'invoiceNumber',
    );
  }
  return reference;
}
