import { Switch, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeCustomer, createCustomer, type Customer, type CustomerInput } from '../../api/customers';
import { Effects } from '../../pieces/effects';
import { FormButtons, Refused, Submit } from '../../pieces/form';
import styles from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { textFields } from '../../pieces/text-fields';
import { useSeenRevision } from '../../pieces/use-seen-revision';
import { useSending } from '../../pieces/use-sending';
import { customerChanges, inputOf } from './customer-input';
import { Similar } from './similar';

const FIELDS = {
  customer_ref: 'customer-ref',
  name: 'customer-name',
  company_number: 'customer-company-number',
  vat_number: 'customer-vat-number',
  address: 'customer-address',
  postcode: 'customer-postcode',
  contact_name: 'customer-contact',
  email: 'customer-email',
  phone: 'customer-phone',
  card_ref: 'customer-card',
  active: 'customer-active',
};

interface CustomerFormProps {
  /** None for a new one. */
  readonly customer?: Customer;
  readonly onDone: (customer: Customer) => void;
}

export function CustomerForm({ customer, onDone }: CustomerFormProps) {
  const queries = useQueryClient();
  const [input, setInput] = useState(() => inputOf(customer));
  const [ref, setRef] = useState('');
  const set = (changes: Partial<CustomerInput>) => setInput((before) => ({ ...before, ...changes }));
  const seen = useSeenRevision(customer?.revision);
  const form = useSending({
    fields: FIELDS,
    send: () =>
      customer
        ? changeCustomer(customer.customerId, { ...input, revision: seen.revision! })
        : createCustomer({ ...input, customer_ref: ref }),
    done: (done) => {
      void queries.invalidateQueries({ queryKey: ['customers'] });
      queries.setQueryData(['customer', done.customerId], done);
      saved(`${done.name} is saved`);
      onDone(done);
    },
  });
  const field = textFields({ fields: FIELDS, input, set, form });
  return (
    <form className={styles.form} onSubmit={form.onSubmit} noValidate>
      <Refused
        form={form}
        onLook={() => void queries.invalidateQueries({ queryKey: ['customer', customer?.customerId] }).then(seen.look)}
      />
      <TextInput {...field('name')} label="Name" data-autofocus />
      {!customer && <Similar name={input.name.trim()} />}
      {!customer && (
        <TextInput
          id={FIELDS.customer_ref}
          label="Reference"
          description="What sales, invoices and Xero know the customer by. It stays; one is made when left empty."
          value={ref}
          onChange={({ currentTarget }) => setRef(currentTarget.value)}
          error={form.faultOf(FIELDS.customer_ref)}
          autoComplete="off"
        />
      )}
      <TextInput {...field('company_number')} label="Company number" />
      <TextInput
        {...field('vat_number')}
        label="VAT number"
        description="With its country, such as GB123456789. Needed where no VAT is charged."
      />
      <Textarea {...field('address')} label="Address" autosize minRows={2} maxRows={5} />
      <TextInput {...field('postcode')} label="Postcode" maw={200} />
      <TextInput {...field('contact_name')} label="Contact" description="Whom to speak to." />
      <TextInput {...field('email')} label="E-mail" description="Invoices go there." type="email" />
      <TextInput {...field('phone')} label="Phone" type="tel" />
      <TextInput {...field('card_ref')} label="Card reference" description="Of a stored card, never its number; empty for none." />
      {customer && (
        <Switch
          id={FIELDS.active}
          label="Open"
          description="Off once nothing more is sold to the customer."
          checked={input.active}
          onChange={({ currentTarget }) => set({ active: currentTarget.checked })}
        />
      )}
      {customer && <Effects of={customerChanges(customer, input)} />}
      <FormButtons>
        <Submit says={saving(customer, input)} working="Saving…" busy={form.busy} />
      </FormButtons>
    </form>
  );
}

/** The button repeats what it does. */
function saving(customer: Customer | undefined, { active }: CustomerInput): string {
  if (!customer) return 'Add the customer';
  if (customer.active === active) return 'Save';
  return active ? 'Save and open again' : 'Save and close';
}
