import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { requestRun } from '../../api/runs';
import { calendarDay } from '../../formats/times';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import { Question } from '../../pieces/panel';
import pieces from '../../pieces/pieces.module.css';
import { useSending } from '../../pieces/use-sending';

/** A run by hand: of which day. */
export const AskForRun = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => (
  <Question title="Collect a run now" opened={opened} onClose={onClose}>
    {opened && <AskForm />}
  </Question>
);

function AskForm() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [runOn, setRunOn] = useState(() => calendarDay(new Date()));
  const form = useSending({
    fields: { runOn: 'run-on' },
    send: () => requestRun(runOn),
    done: (run) => {
      void queries.invalidateQueries({ queryKey: ['runs'] });
      void navigate({ to: '/runs/$run', params: { run: run.runId } });
    },
  });
  return (
    <form className={pieces.form} onSubmit={form.onSubmit} noValidate>
      <Faults of={form.faults} />
      <p className={pieces.dim} style={{ margin: 0 }}>
        It collects every charge that is due by this day into invoices. Nothing is sent before the run is approved.
      </p>
      <TextInput
        id="run-on"
        type="date"
        label="Day of the run"
        description="It becomes the date of the invoices."
        value={runOn}
        onChange={({ currentTarget }) => setRunOn(currentTarget.value)}
        error={form.faultOf('run-on')}
        data-autofocus
      />
      <FormButtons>
        <Submit says="Collect" working="Collecting…" busy={form.busy} />
      </FormButtons>
    </form>
  );
}
