import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Charge, withdrawCharge } from '../../api/charges';
import { money } from '../../formats/money';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import styles from '../../pieces/pieces.module.css';
import { Faster } from '../../pieces/states';
import { useSending } from '../../pieces/use-sending';

const FIELDS = { because: 'charge-because' };

/** Says what will happen before it does. */
export function WithdrawForm({ charge, onDone }: { charge: Charge; onDone: () => void }) {
  const queries = useQueryClient();
  const [because, setBecause] = useState('');
  const id = String(charge.chargeId);
  const form = useSending({
    fields: FIELDS,
    send: () => withdrawCharge(charge.chargeId, { because, revision: charge.revision }),
    done: (answer) => {
      queries.setQueryData(['charge', id], answer);
      void queries.invalidateQueries({ queryKey: ['charges'] });
      onDone();
    },
  });
  return (
    <form className={styles.form} onSubmit={form.onSubmit} noValidate>
      <Faults of={form.faults} />
      {form.conflict && <Faster onLook={() => void queries.invalidateQueries({ queryKey: ['charge', id] })}>{form.conflict}</Faster>}
      <p className={styles.says}>It is never invoiced, unless a run has it by then; you are told which. It stays in this list.</p>
      <TextInput
        id={FIELDS.because}
        label="Why"
        value={because}
        onChange={({ currentTarget }) => setBecause(currentTarget.value)}
        error={form.faultOf(FIELDS.because)}
        maxLength={500}
        autoComplete="off"
        data-autofocus
      />
      <FormButtons>
        <Submit
          says={`Withdraw ${money({ minor: charge.totalMinor, currency: charge.currency })}`}
          working="Withdrawing…"
          busy={form.busy}
          danger
        />
        <Button variant="default" onClick={onDone}>
          Keep it
        </Button>
      </FormButtons>
    </form>
  );
}
