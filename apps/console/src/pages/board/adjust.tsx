import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Explanation } from '../../api/boards';
import { adjust } from '../../api/sales';
import { currencySign, money } from '../../formats/money';
import { day } from '../../formats/times';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import pieces from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { useSending } from '../../pieces/use-sending';

const FIELDS = { revenue: 'correction-revenue', reason: 'correction-reason' };

interface AdjustProps {
  readonly of: Explanation;
  readonly currency: string;
  /** The last moment of the days shown, when these have ended. */
  readonly countsAt?: string;
  readonly onDone: () => void;
  readonly onKeep: () => void;
}

/** Revenue that is added or taken off without a sale, with its reason. */
export function Adjust({ of, currency, countsAt, onDone, onKeep }: AdjustProps) {
  const [revenue, setRevenue] = useState('');
  const [reason, setReason] = useState('');
  const typed = minorOf(revenue);
  const form = useSending({
    fields: FIELDS,
    send: () => adjust({ consultant: of.consultantId, revenue: plain(revenue), currency, counts_at: countsAt, reason: reason.trim() }),
    done: () => {
      saved(`${of.consultant} is corrected`);
      onDone();
    },
  });
  return (
    <form className={pieces.form} onSubmit={form.onSubmit} noValidate aria-label="Correction">
      <Faults of={[...form.faults, ...(form.conflict ? [{ says: form.conflict }] : [])]} />
      <TextInput
        id={FIELDS.revenue}
        label="Amount"
        description={`With a minus when something is taken off. It counts ${countsAt ? `on ${day(of.to)}` : 'today'}.`}
        leftSection={currencySign(currency)}
        inputMode="text"
        value={revenue}
        onChange={({ currentTarget }) => setRevenue(currentTarget.value)}
        error={form.faultOf(FIELDS.revenue)}
        autoComplete="off"
        autoFocus
      />
      <Textarea
        id={FIELDS.reason}
        label="Why"
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        error={form.faultOf(FIELDS.reason)}
        autosize
        minRows={2}
      />
      <FormButtons>
        <Submit
          says={
            typed === undefined ? 'Add the correction' : `${typed < 0 ? 'Take off' : 'Add'} ${money({ minor: Math.abs(typed), currency })}`
          }
          working="Correcting…"
          busy={form.busy}
        />
        <Button variant="default" onClick={onKeep}>
          Keep it as it is
        </Button>
      </FormButtons>
    </form>
  );
}

/** People type a true minus, a currency's commas and spaces; the API takes digits. */
const plain = (text: string): string => text.trim().replace(/^[−–]/, '-').replace(/^\+/, '').replace(/[\s,]/g, '');

/** For the button's words only; undefined while it is no amount. */
function minorOf(text: string): number | undefined {
  const digits = plain(text);
  return /^-?\d+(\.\d{1,2})?$/.test(digits) ? Math.round(Number(digits) * 100) : undefined;
}
