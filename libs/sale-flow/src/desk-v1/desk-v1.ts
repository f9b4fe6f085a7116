import type { Answers } from '../answers';
import type { FlowDefinition } from '../definition';
import { consent } from './consent';
import { customer } from './customer';
import { addresses, company, credit } from './look-ups';
import { payment } from './payment';
import { product } from './product';
import { requirement } from './requirement';

/** The first version of a sale at the agent's desk. */
export const deskV1: FlowDefinition = {
  version: 1,
  says: 'Customer, requirement, product and price, payment, consent',
  steps: [customer, requirement, product, payment, consent],
  lookUps: [company, addresses, credit],
  customerName: (given) => textOf(given['customer']?.['company_name']),
  sale: (answers, prices) => {
    const { company_number, company_name, email } = answers['customer'] as Record<string, string>;
    const { card_ref, due_on } = answers['payment'] as Record<string, string | undefined>;
    return {
      customer: { customerRef: company_number!, name: company_name!, email: email!, cardRef: card_ref ?? null },
      dueOn: due_on!,
      lines: product.price!(answers['product'] as Answers, prices),
    };
  },
};

const textOf = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);
