import type { Customer, CustomerInput } from '../../api/customers';

export const inputOf = (customer?: Customer): CustomerInput => ({
  name: customer?.name ?? '',
  company_number: customer?.companyNumber ?? '',
  vat_number: customer?.vatNumber ?? '',
  address: customer?.address ?? '',
  postcode: customer?.postcode ?? '',
  contact_name: customer?.contactName ?? '',
  email: customer?.email ?? '',
  phone: customer?.phone ?? '',
  card_ref: customer?.cardRef ?? '',
  active: customer?.active ?? true,
});

/** What saving would bring about, in sentences, before it is done. */
export function customerChanges(customer: Customer, input: CustomerInput): readonly string[] {
  return [
    ...(input.name.trim() !== customer.name && customer.sold.length > 0
      ? ['The next sale and invoice have the new name. Those made so far keep theirs.']
      : []),
    ...(customer.cardRef && !input.card_ref.trim() ? ['There is no card for the next invoice: it is mailed and waits for payment.'] : []),
    ...(customer.active && !input.active ? ['No more sales can be entered. What is due is still invoiced.'] : []),
  ];
}
