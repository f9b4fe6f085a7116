import { Button, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Charge, type ChargeInput, editCharge } from '../../api/charges';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import styles from '../../pieces/pieces.module.css';
import { Faster } from '../../pieces/states';
import { useSending } from '../../pieces/use-sending';
import own from './charges.module.css';
import { COLUMNS } from './words';

type Field = keyof ChargeInput | 'because';
const FIELDS = Object.fromEntries(
  [...Object.keys(COLUMNS), 'because'].map((name) => [name, `charge-${name.replaceAll('_', '-')}`]),
) as Readonly<Record<Field, string>>;

const inputOf = (charge: Charge): ChargeInput => ({
  customer_ref: charge.customerRef,
  customer_name: charge.customerName,
  customer_email: charge.customerEmail,
  card_ref: charge.cardRef ?? '',
  description: charge.description,
  quantity: charge.quantity,
  unit_price: charge.unitPrice,
  currency: charge.currency,
  vat_rate: charge.vatRate,
  due_on: charge.dueOn,
});

/** All but the reference, which is what the file or the CRM knows it by. */
export function EditForm({ charge, onDone }: { charge: Charge; onDone: () => void }) {
  const queries = useQueryClient();
  const [input, setInput] = useState(() => ({ ...inputOf(charge), because: '' }));
  const id = String(charge.chargeId);
  const form = useSending({
    fields: FIELDS,
    send: () => editCharge(charge.chargeId, { ...input, revision: charge.revision }),
    done: (answer) => {
      queries.setQueryData(['charge', id], answer);
      void queries.invalidateQueries({ queryKey: ['charges'] });
      onDone();
    },
  });
  const field = (name: Field) => ({
    id: FIELDS[name],
    label: COLUMNS[name] ?? 'Why',
    value: input[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      const { value } = currentTarget;
      setInput((before) => ({ ...before, [name]: value }));
    },
    error: form.faultOf(FIELDS[name]),
    autoComplete: 'off',
  });
  return (
    <form className={styles.form} onSubmit={form.onSubmit} noValidate>
      <Faults of={form.faults} />
      {form.conflict && <Faster onLook={() => void queries.invalidateQueries({ queryKey: ['charge', id] })}>{form.conflict}</Faster>}
      <Textarea {...field('description')} autosize minRows={2} maxRows={6} data-autofocus />
      <div className={own.two}>
        <TextInput {...field('quantity')} inputMode="decimal" />
        <TextInput {...field('unit_price')} inputMode="decimal" />
        <TextInput {...field('currency')} />
        <TextInput {...field('vat_rate')} inputMode="decimal" />
        <TextInput {...field('due_on')} type="date" />
      </div>
      <TextInput {...field('customer_ref')} />
      <TextInput {...field('customer_name')} />
      <TextInput {...field('customer_email')} type="email" />
      <TextInput {...field('card_ref')} description="Of a stored card, never its number; empty for none." />
      <TextInput {...field('because')} maxLength={500} />
      <FormButtons>
        <Submit says="Change the charge" working="Changing…" busy={form.busy} />
        <Button variant="default" onClick={onDone}>
          Leave it as it is
        </Button>
      </FormButtons>
    </form>
  );
}
