import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { Faults, FormButtons, Submit } from './form';
import { Question } from './panel';
import pieces from './pieces.module.css';
import { Faster } from './states';
import { useSending } from './use-sending';

interface ReasonQuestionProps<T> {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** What it does. */
  readonly says: string;
  readonly action: string;
  readonly working: string;
  readonly danger?: boolean;
  /** Where the reason is kept; in the history of the sale, if not said. */
  readonly kept?: string;
  /** As the API calls the reason. */
  readonly field: string;
  readonly send: (reason: string) => Promise<T>;
  readonly done: (answer: T) => void;
}

/** Before something that somebody has to answer for: what it does, and why. */
export const ReasonQuestion = <T,>(props: ReasonQuestionProps<T>) => (
  <Question title={props.title} opened={props.opened} onClose={props.onClose}>
    {props.opened && <ReasonForm {...props} />}
  </Question>
);

function ReasonForm<T>({
  says,
  action,
  working,
  danger,
  kept = 'Kept in the history of the sale.',
  field,
  send,
  done,
  onClose,
}: ReasonQuestionProps<T>) {
  const [reason, setReason] = useState('');
  const form = useSending({
    fields: { [field]: 'why' },
    send: () => send(reason),
    done: (answer) => {
      onClose();
      done(answer);
    },
  });
  return (
    <form className={pieces.form} onSubmit={form.onSubmit} noValidate>
      <Faults of={form.faults} />
      {form.conflict && <Faster onLook={onClose}>{form.conflict}</Faster>}
      <p className={pieces.dim} style={{ margin: 0 }}>
        {says}
      </p>
      <Textarea
        id="why"
        label="Why"
        description={kept}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        error={form.faultOf('why')}
        autosize
        minRows={2}
        maxRows={8}
        data-autofocus
      />
      <FormButtons>
        <Submit says={action} working={working} busy={form.busy} danger={danger} />
      </FormButtons>
    </form>
  );
}
