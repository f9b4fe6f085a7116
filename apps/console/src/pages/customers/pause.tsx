import { Button, TextInput } from '@mantine/core';
import { IconInfoCircle, IconPlayerPause } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type CustomerPause, customerCan, customerPauseQuery, endPauseOf, pauseCustomer } from '../../api/pauses';
import { counted } from '../../formats/counts';
import { money } from '../../formats/money';
import { calendarDay, day, moment } from '../../formats/times';
import { Card } from '../../pieces/card';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import pieces from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { Loaded, Note } from '../../pieces/states';
import { useSending } from '../../pieces/use-sending';

interface PauseProps {
  readonly customerId: string;
  readonly name: string;
}

/** Whether runs leave the customer alone, and what follows when they do not. */
export function PauseOf({ customerId, name }: PauseProps) {
  const query = useQuery(customerPauseQuery(customerId));
  const [doing, setDoing] = useState<'pause' | 'end' | undefined>();
  const close = () => setDoing(undefined);
  return (
    <Card title="Pause invoices" padded>
      <Loaded query={query} what="Whether the customer is paused" rows={1}>
        {(now) => (
          <div className={pieces.form}>
            <Now of={now} />
            {doing === 'pause' && <PauseForm customerId={customerId} name={name} now={now} onDone={close} />}
            {doing === 'end' && <EndForm customerId={customerId} name={name} now={now} onDone={close} />}
            {doing === undefined && (
              <FormButtons>
                {customerCan(now, 'pause') && (
                  <Button variant="default" onClick={() => setDoing('pause')} leftSection={<IconPlayerPause size={16} aria-hidden />}>
                    Pause invoices
                  </Button>
                )}
                {customerCan(now, 'end') && (
                  <Button variant="default" onClick={() => setDoing('end')}>
                    End the pause
                  </Button>
                )}
              </FormButtons>
            )}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

const Now = ({ of: { pause } }: { of: CustomerPause }) =>
  pause ? (
    <Note
      tone="warn"
      icon={IconPlayerPause}
      title={pause.untilOn ? `Paused from ${day(pause.fromOn)} until ${day(pause.untilOn)}` : `Paused since ${day(pause.fromOn)}`}
    >
      {pause.because} – {pause.by}, {moment(pause.at)}
    </Note>
  ) : (
    <p className={pieces.dim}>Charges go out with the next run.</p>
  );

const FIELDS = { from_on: 'pause-from', until_on: 'pause-until', because: 'pause-because' };

interface FormProps extends PauseProps {
  readonly now: CustomerPause;
  readonly onDone: () => void;
}

function usePaused({ customerId }: PauseProps, says: string, onDone: () => void) {
  const queries = useQueryClient();
  return (now: CustomerPause) => {
    queries.setQueryData(['customer', customerId, 'pause'], now);
    void queries.invalidateQueries({ queryKey: ['customer', customerId], exact: true });
    saved(says);
    onDone();
  };
}

function PauseForm({ now, onDone, ...props }: FormProps) {
  const [from, setFrom] = useState(() => calendarDay(Date.now()));
  const [until, setUntil] = useState('');
  const [because, setBecause] = useState('');
  const done = usePaused(props, `${props.name} is paused`, onDone);
  const form = useSending({
    fields: FIELDS,
    send: () => pauseCustomer(props.customerId, { from_on: from, ...(until && { until_on: until }), because }),
    done,
  });
  return (
    <form className={pieces.form} onSubmit={form.onSubmit} noValidate aria-label="Pause invoices">
      <Faults of={[...form.faults, ...(form.conflict ? [{ says: form.conflict }] : [])]} />
      <TextInput
        id={FIELDS.from_on}
        type="date"
        label="From"
        value={from}
        onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        error={form.faultOf(FIELDS.from_on)}
      />
      <TextInput
        id={FIELDS.until_on}
        type="date"
        label="Until"
        description="The last day of it; empty until somebody ends it."
        value={until}
        onChange={({ currentTarget }) => setUntil(currentTarget.value)}
        error={form.faultOf(FIELDS.until_on)}
      />
      <TextInput
        id={FIELDS.because}
        label="Reason"
        value={because}
        onChange={({ currentTarget }) => setBecause(currentTarget.value)}
        error={form.faultOf(FIELDS.because)}
        autoComplete="off"
      />
      <Note tone="mute" icon={IconInfoCircle} title={until ? `No invoice until ${day(until)}` : 'No invoice until the pause is ended'}>
        {now.follows.length === 0 ? 'Nothing waits just now.' : `${waiting(now)} in the first run after it.`} What was proposed or sent
        before goes on.
      </Note>
      <FormButtons>
        <Submit says={until ? `Pause until ${day(until)}` : 'Pause'} working="Pausing…" busy={form.busy} />
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </FormButtons>
    </form>
  );
}

function EndForm({ now, onDone, ...props }: FormProps) {
  const done = usePaused(props, `The pause of ${props.name} is ended`, onDone);
  const form = useSending({ fields: {}, send: () => endPauseOf(props.customerId), done });
  return (
    <form className={pieces.form} onSubmit={form.onSubmit} noValidate aria-label="End the pause">
      <Faults of={[...form.faults, ...(form.conflict ? [{ says: form.conflict }] : [])]} />
      <Note tone="accent" icon={IconInfoCircle} title="When you end it">
        {now.follows.length === 0
          ? 'Nothing waits: no invoice follows.'
          : now.follows.map(({ currency, charges, totalMinor, lastDueOn }) => (
              <p key={currency}>
                One invoice of <b>{money({ currency, minor: totalMinor })}</b> follows for {counted(charges, 'charge')}, with the first run
                on or after {day(lastDueOn)}.
              </p>
            ))}
      </Note>
      <FormButtons>
        <Submit says="End the pause" working="Ending…" busy={form.busy} />
        <Button variant="default" onClick={onDone}>
          Keep it
        </Button>
      </FormButtons>
    </form>
  );
}

const waiting = ({ follows }: CustomerPause) =>
  follows
    .map(({ currency, charges, totalMinor }) => `${counted(charges, 'charge')} of ${money({ currency, minor: totalMinor })}`)
    .join(' and ') + (follows.length === 1 && follows[0]!.charges === 1 ? ' follows' : ' follow');
