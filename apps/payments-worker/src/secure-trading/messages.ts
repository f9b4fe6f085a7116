import { z } from 'zod';

/** The gateway writes every value as a string; a number is read all the same. */
const text = z.union([z.string(), z.number()]).transform(String);

/** One transaction, as a charge answers it and as a query lists it. */
export const Transaction = z.looseObject({
  errorcode: text,
  errormessage: text.optional(),
  /** Fields at fault, with errorcode 30000. */
  errordata: z.array(text).optional(),
  requesttypedescription: text.optional(),
  transactionreference: text.optional(),
  parenttransactionreference: text.optional(),
  sitereference: text.optional(),
  orderreference: text.optional(),
  baseamount: text.optional(),
  currencyiso3a: text.optional(),
  settlestatus: text.optional(),
  acquirerresponsecode: text.optional(),
  transactionstartedtimestamp: text.optional(),
});
export type Transaction = z.output<typeof Transaction>;

/** On the wire the array is `response`; one request of ours gets one response. */
export const Envelope = z.looseObject({
  requestreference: text,
  response: z.array(z.looseObject({ errorcode: text })).length(1),
});

/** `records` is left out when nothing was found. */
export const QueryAnswer = Transaction.extend({ records: z.array(Transaction).default([]) });
export type QueryAnswer = z.output<typeof QueryAnswer>;
