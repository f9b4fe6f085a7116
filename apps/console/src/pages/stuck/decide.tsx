import { Button, Select, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Invoice } from '../../api/invoices';
import { decide, mayHaveItQuery, type Said, stuckCan, type StuckAction, type StuckDetail } from '../../api/stuck';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import pieces from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { useSending } from '../../pieces/use-sending';
import { DecideDialog } from '../invoices/decide-dialog';
import { invoiceCan } from '../invoices/invoice-can';
import styles from './stuck.module.css';
import { SETTLES, verbOf } from './stuck-words';

interface DecideProps {
  readonly item: StuckDetail;
  /** What it is about, where that is an invoice and may be seen. */
  readonly invoice?: Invoice;
  readonly onSettled: (item: StuckDetail, words: string) => void;
}

/** In their order; the first that may be done is the one button that is filled. */
const OFFERED: readonly StuckAction[] = ['retry', 'confirm', 'withdraw', 'discard', 'take', 'give', 'note'];

/** Only what may be done now is drawn; what needs words asks for them below the buttons. */
export function Decide({ item, invoice, onSettled }: DecideProps) {
  const [correcting, setCorrecting] = useState(false);
  const [doing, setDoing] = useState<StuckAction | undefined>();
  const legal = OFFERED.filter((action) => stuckCan(item, action));
  const corrects = item.state === 'open' && invoice !== undefined && invoiceCan.correct(invoice);
  if (legal.length === 0) return <p className={pieces.second}>{whyNothing(item)}</p>;
  return (
    <>
      <div className={styles.buttons}>
        {corrects && (
          <Button size="sm" onClick={() => setCorrecting(true)}>
            Put it right
          </Button>
        )}
        {legal.map((action) => (
          <Button
            key={action}
            size="sm"
            variant={!corrects && action === legal[0] && action !== 'note' ? 'filled' : 'default'}
            aria-expanded={action === doing}
            onClick={() => setDoing(action === doing ? undefined : action)}
          >
            {verbOf(action, item).says}
          </Button>
        ))}
      </div>
      {correcting && invoice && <DecideDialog action="correct" invoice={invoice} onClose={() => setCorrecting(false)} />}
      {doing && <Words key={doing} action={doing} item={item} onSettled={onSettled} onDone={() => setDoing(undefined)} />}
    </>
  );
}

const FIELDS = { because: 'stuck-because', to: 'stuck-to' };
const LABELS: Readonly<Partial<Record<StuckAction, readonly [label: string, says: string]>>> = {
  retry: ['What was put right', 'For the history. It goes on from where it stopped.'],
  discard: ['Why', 'For the history. Nothing more happens with it by itself.'],
  note: ['Note', 'Others see it here.'],
};
const EFFECTS: Readonly<Partial<Record<StuckAction, string>>> = {
  confirm: 'Nothing more happens with it by itself.',
  withdraw: 'It stays here, and nothing is let go.',
  take: 'Others see that you are working on it.',
};

function Words({ action, item, onSettled, onDone }: Omit<DecideProps, 'invoice'> & { action: StuckAction; onDone: () => void }) {
  const queries = useQueryClient();
  const [because, setBecause] = useState('');
  const [to, setTo] = useState<string | null>(null);
  const verb = verbOf(action, item);
  const label = LABELS[action];
  const form = useSending({
    fields: FIELDS,
    send: () => decide(item.stuckId, action, { ...saidOf(action, because, to), round: item.round }),
    done: (done) => {
      onDone();
      queries.setQueryData(['stuck', 'item', item.stuckId], done);
      if (SETTLES.has(action) && done.state !== 'open') return onSettled(item, verb.done);
      saved(verb.done);
      void queries.invalidateQueries({ queryKey: ['stuck'] });
    },
  });
  const submit = (event: React.FormEvent) => {
    if (action !== 'give' || to) return form.onSubmit(event);
    event.preventDefault();
    form.refuse({ field: FIELDS.to, says: 'To whom is missing' });
  };
  return (
    <form className={pieces.form} onSubmit={submit} noValidate aria-label={verb.says}>
      <Faults of={[...form.faults, ...(form.conflict ? [{ says: form.conflict }] : [])]} />
      {EFFECTS[action] && <p className={pieces.says}>{EFFECTS[action]}</p>}
      {label && (
        <Textarea
          id={FIELDS.because}
          label={label[0]}
          description={label[1]}
          value={because}
          onChange={({ currentTarget }) => setBecause(currentTarget.value)}
          error={form.faultOf(FIELDS.because)}
          autosize
          minRows={1}
          maxRows={6}
          autoFocus
        />
      )}
      {action === 'give' && <ToWhom stuckId={item.stuckId} to={to} onTo={setTo} error={form.faultOf(FIELDS.to)} />}
      <FormButtons>
        <Submit says={action === 'give' ? 'Give' : verb.says} working={verb.working} busy={form.busy} danger={action === 'discard'} />
        <Button variant="default" onClick={onDone}>
          Not now
        </Button>
      </FormButtons>
    </form>
  );
}

const saidOf = (action: StuckAction, because: string, to: string | null): Said =>
  action === 'give' ? { to: to ?? undefined } : LABELS[action] ? { because } : {};

function ToWhom({ stuckId, to, onTo, error }: { stuckId: string; to: string | null; onTo: (to: string | null) => void; error?: string }) {
  const people = useQuery(mayHaveItQuery(stuckId));
  return (
    <Select
      id={FIELDS.to}
      label="To whom"
      data={(people.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={to}
      onChange={onTo}
      error={error}
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage={people.isPending ? 'Being read…' : 'Nobody like that'}
    />
  );
}

/** The sentence of the server, once. */
const whyNothing = ({ can, settled }: StuckDetail) =>
  settled ? 'It is settled.' : (can.find(({ action }) => action === 'note')?.whyNot ?? can[0]?.whyNot ?? '');
