import { Select, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { successorsQuery } from '../../api/sale-flows';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import { Question } from '../../pieces/panel';
import pieces from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { Faster } from '../../pieces/states';
import { useSending } from '../../pieces/use-sending';
import { useSaleCommands } from './use-sale-commands';

interface HandOverProps {
  readonly sale: { readonly flowId: string; readonly state: { readonly saleRef: string; readonly owner: { readonly id: string } } };
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Before it is handed over: what is typed goes along. */
  readonly flush: () => Promise<boolean>;
  readonly onDone: () => void;
}

/** Somebody else goes on with it, and knows what they need to. */
export const HandOver = (props: HandOverProps) => (
  <Question title={`Hand over ${props.sale.state.saleRef}`} opened={props.opened} onClose={props.onClose}>
    {props.opened && <HandOverForm {...props} />}
  </Question>
);

const FIELDS = { to: 'hand-over-to', note: 'hand-over-note' };

function HandOverForm({ sale, onClose, flush, onDone }: HandOverProps) {
  const { flowId, state } = sale;
  const query = useQuery(successorsQuery);
  const people = (query.data ?? []).filter(({ id }) => id !== state.owner.id);
  const commands = useSaleCommands({ flowId });
  const [to, setTo] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const chosen = people.find(({ id }) => id === to);
  const form = useSending({
    fields: FIELDS,
    send: async () => {
      await flush();
      return commands.send({ type: 'hand-over', to: to ?? '', note });
    },
    done: () => {
      onClose();
      saved(`${state.saleRef} is with ${chosen?.name ?? 'them'} now`);
      onDone();
    },
  });
  const submit = (event: React.FormEvent) => {
    if (to !== null) return form.onSubmit(event);
    event.preventDefault();
    form.refuse({ field: FIELDS.to, says: 'To whom is missing; expected somebody who works at the desk' });
  };
  return (
    <form className={pieces.form} onSubmit={submit} noValidate>
      <Faults of={form.faults} />
      {form.conflict && <Faster onLook={() => void commands.lookAgain().then(onClose)}>{form.conflict}</Faster>}
      <Select
        id={FIELDS.to}
        label="To whom"
        data={people.map(({ id, name, team }) => ({ value: id, label: team ? `${name}, ${team}` : name }))}
        value={to}
        onChange={setTo}
        error={form.faultOf(FIELDS.to)}
        searchable
        selectFirstOptionOnChange
        nothingFoundMessage={query.isPending ? 'Being read…' : 'Nobody like that'}
        data-autofocus
      />
      <Textarea
        id={FIELDS.note}
        label="What they should know"
        description="Why you hand it over, and what comes next."
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
        error={form.faultOf(FIELDS.note)}
        autosize
        minRows={2}
        maxRows={8}
      />
      <FormButtons>
        <Submit says={chosen ? `Hand over to ${chosen.name}` : 'Hand over'} working="Handing over…" busy={form.busy} />
      </FormButtons>
    </form>
  );
}
