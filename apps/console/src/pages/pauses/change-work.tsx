import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeWork, type Work } from '../../api/pauses';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import { Question } from '../../pieces/panel';
import pieces from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { useSending } from '../../pieces/use-sending';

const FIELDS = { because: 'pause-because' };

/** Says what will happen before it does. */
export const ChangeWork = ({ work, onDone }: { work?: Work; onDone: () => void }) => (
  <Question title={work ? `${work.paused ? 'Resume' : 'Pause'}: ${work.name}` : ''} opened={work !== undefined} onClose={onDone}>
    {work && <Form work={work} onDone={onDone} />}
  </Question>
);

function Form({ work, onDone }: { work: Work; onDone: () => void }) {
  const queries = useQueryClient();
  const [because, setBecause] = useState('');
  // As it was when it was asked for: what is paused meanwhile by somebody else is not resumed by that.
  const [action] = useState<'pause' | 'resume'>(work.paused ? 'resume' : 'pause');
  const form = useSending({
    fields: FIELDS,
    send: () => changeWork(work.what, action, because),
    done: (all) => {
      queries.setQueryData(['pauses'], all);
      saved(action === 'pause' ? `Paused: ${work.name}` : `Resumed: ${work.name}`);
      onDone();
    },
  });
  return (
    <form className={pieces.form} onSubmit={form.onSubmit} noValidate>
      <Faults of={[...form.faults, ...(form.conflict ? [{ says: form.conflict }] : [])]} />
      <p className={pieces.says}>
        {action === 'pause'
          ? 'Calls in hand end. Nothing new begins until somebody resumes it; what comes meanwhile waits its turn.'
          : 'It goes on with what has come meanwhile, in its turn.'}
      </p>
      <TextInput
        id={FIELDS.because}
        label="Why, for the history"
        value={because}
        onChange={({ currentTarget }) => setBecause(currentTarget.value)}
        error={form.faultOf(FIELDS.because)}
        autoComplete="off"
        data-autofocus
      />
      <FormButtons>
        <Submit says={action === 'pause' ? 'Pause' : 'Resume'} working={action === 'pause' ? 'Pausing…' : 'Resuming…'} busy={form.busy} />
        <Button variant="default" onClick={onDone}>
          Not now
        </Button>
      </FormButtons>
    </form>
  );
}
