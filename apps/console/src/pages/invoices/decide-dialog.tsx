import { Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addNote, correct, hold, type Invoice, type InvoiceAction, release, sendAgain, takeBack, tellMe } from '../../api/invoices';
import { money } from '../../formats/money';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import { Question } from '../../pieces/panel';
import styles from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { Faster } from '../../pieces/states';
import { useSeenRevision } from '../../pieces/use-seen-revision';
import { useSending } from '../../pieces/use-sending';

interface Words {
  readonly title: string;
  readonly says: (invoice: Invoice) => string;
  readonly submit: (invoice: Invoice) => string;
  readonly working: string;
  readonly done: string;
}

const amountOf = ({ totalMinor, currency }: Invoice) => money({ minor: totalMinor, currency });

const WORDS: Readonly<Record<InvoiceAction, Words>> = {
  'add-note': {
    title: 'Add a note',
    says: () => 'It stands in the history for everybody who sees this invoice. Never write card numbers here.',
    submit: () => 'Add the note',
    working: 'Adding…',
    done: 'Noted',
  },
  'tell-me': {
    title: 'Tell me when it is settled',
    says: () => 'You are told here, on whichever page you are, as soon as the money has come or it is certain that it has not.',
    submit: () => 'Tell me',
    working: 'Noting it…',
    done: 'You will be told',
  },
  correct: {
    title: 'Put it right',
    says: ({ refused }) => `${refused?.reason ?? ''} The customer is corrected too, and the invoice goes on from where it stopped.`.trim(),
    submit: () => 'Save and send it on',
    working: 'Sending it on…',
    done: 'Corrected; it goes on',
  },
  'send-again': {
    title: 'Send the e-mail again',
    says: ({ customerEmail }) => `The same words and the same PDF go to ${customerEmail} once more.`,
    submit: () => 'Send it again',
    working: 'Sending…',
    done: 'It is sent again',
  },
  hold: {
    title: 'Put on hold',
    says: (invoice) =>
      `The card is not debited for ${amountOf(invoice)} until somebody lets it go on. The history says whether that was in time.`,
    submit: () => 'Put it on hold',
    working: 'Putting it on hold…',
    done: 'On hold is asked for',
  },
  release: {
    title: 'Let it go on',
    says: (invoice) => `It goes on from where it is; the card is debited for ${amountOf(invoice)} when its turn comes.`,
    submit: () => 'Let it go on',
    working: 'Letting it go on…',
    done: 'It goes on',
  },
  'take-back': {
    title: 'Take back',
    says: (invoice) =>
      `The invoice over ${amountOf(invoice)} is voided in Xero and its card never debited, if no debit has been sent. That cannot be undone.`,
    submit: (invoice) => `Take back ${amountOf(invoice)}`,
    working: 'Taking it back…',
    done: 'It is being taken back',
  },
};

const FIELDS = { because: 'decide-because', text: 'decide-text', customerName: 'decide-name', customerEmail: 'decide-email' };
const WITH_REASON: readonly InvoiceAction[] = ['correct', 'hold', 'take-back'];

interface DecideDialogProps {
  readonly action: InvoiceAction;
  readonly invoice: Invoice;
  readonly onClose: () => void;
}

/** What will happen, and the reason where one is kept; what the server refuses is said here, and what was typed stays. */
export function DecideDialog({ action, invoice, onClose }: DecideDialogProps) {
  const queries = useQueryClient();
  const { title, says, submit, working, done } = WORDS[action];
  const [typed, setTyped] = useState({ because: '', text: '', customerName: invoice.customerName, customerEmail: invoice.customerEmail });
  const [noteId] = useState(() => crypto.randomUUID());
  const seen = useSeenRevision(invoice.version);
  const form = useSending({
    fields: FIELDS,
    send: () => send(action, invoice, { ...typed, noteId, version: seen.revision! }),
    done: (changed) => {
      queries.setQueryData(['invoice', invoice.invoiceId], changed);
      void queries.invalidateQueries({ queryKey: ['invoices'] });
      void queries.invalidateQueries({ queryKey: ['settled-for-me'] });
      saved(done);
      onClose();
    },
  });
  const field = (name: keyof typeof typed) => ({
    id: FIELDS[name],
    value: typed[name],
    error: form.faultOf(FIELDS[name]),
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      const { value } = currentTarget;
      setTyped((before) => ({ ...before, [name]: value }));
    },
  });
  return (
    <Question title={title} opened onClose={onClose}>
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        <Faults of={form.faults} />
        {form.conflict && (
          <Faster onLook={() => void queries.invalidateQueries({ queryKey: ['invoice', invoice.invoiceId] }).then(seen.look)}>
            {form.conflict}
          </Faster>
        )}
        <p className={styles.says}>{says(invoice)}</p>
        {action === 'correct' && (
          <>
            <TextInput {...field('customerEmail')} label="E-mail" type="email" autoComplete="off" data-autofocus />
            <TextInput {...field('customerName')} label="Name on the invoice" autoComplete="off" />
          </>
        )}
        {action === 'add-note' && <Textarea {...field('text')} label="Note" autosize minRows={3} maxRows={8} data-autofocus />}
        {WITH_REASON.includes(action) && (
          <TextInput
            {...field('because')}
            label="Reason"
            description="For the history."
            data-autofocus={action !== 'correct' || undefined}
          />
        )}
        <FormButtons>
          <Submit says={submit(invoice)} working={working} busy={form.busy} danger={action === 'take-back'} />
        </FormButtons>
      </form>
    </Question>
  );
}

interface Typed {
  readonly because: string;
  readonly text: string;
  readonly customerName: string;
  readonly customerEmail: string;
  readonly noteId: string;
  readonly version: number;
}

function send(action: InvoiceAction, { invoiceId, ...invoice }: Invoice, typed: Typed): Promise<Invoice> {
  const { because, version } = typed;
  switch (action) {
    case 'add-note':
      return addNote(invoiceId, { text: typed.text, noteId: typed.noteId });
    case 'tell-me':
      return tellMe(invoiceId);
    case 'hold':
      return hold(invoiceId, { because, version });
    case 'take-back':
      return takeBack(invoiceId, { because, version });
    case 'release':
      return release(invoiceId, { version });
    case 'send-again':
      return sendAgain(invoiceId, { version });
    case 'correct':
      return correct(invoiceId, {
        ...{ because, version },
        ...(typed.customerName.trim() !== invoice.customerName && { customerName: typed.customerName }),
        ...(typed.customerEmail.trim() !== invoice.customerEmail && { customerEmail: typed.customerEmail }),
      });
  }
}
