import { Button, NativeSelect, NumberInput, Switch, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeConnector, type Connector, type ConnectorView, type Tried, tryConnector } from '../../../api/connector';
import { Faults, FormButtons, Submit } from '../../../pieces/form';
import styles from '../../../pieces/pieces.module.css';
import { saved } from '../../../pieces/saved';
import { Faster } from '../../../pieces/states';
import { useSending } from '../../../pieces/use-sending';
import own from '../charges.module.css';
import { MapSource } from './map-source';
import { ShowTried } from './show-tried';

const FIELDS = {
  'connector.query': 'crm-query',
  'connector.url': 'crm-url',
  'connector.rowsAt': 'crm-rows-at',
  'connector.watermark': 'crm-watermark',
  'connector.beginAfter': 'crm-begin-after',
  'connector.schedule.cron': 'crm-cron',
  'connector.schedule.timeZone': 'crm-zone',
  'connector.mapping': 'map-charge-ref',
} as const;

export function ConnectorForm({ view }: { view: ConnectorView }) {
  const queries = useQueryClient();
  const [input, setInput] = useState<Connector>(view.connector);
  const [tried, setTried] = useState<Tried>();
  const set = (changes: Partial<Connector>) => setInput((before) => ({ ...before, ...changes }));
  const form = useSending({
    fields: FIELDS,
    send: () => changeConnector(input, view.revision),
    done: (answer) => {
      queries.setQueryData(['connector'], answer);
      saved('The connector is saved');
    },
  });
  const trying = useSending({ fields: FIELDS, send: () => tryConnector(input), done: setTried });
  const faultOf = (field: keyof typeof FIELDS) => form.faultOf(FIELDS[field]) ?? trying.faultOf(FIELDS[field]);
  const text = (name: 'query' | 'url' | 'rowsAt' | 'watermark' | 'beginAfter') => ({
    id: FIELDS[`connector.${name}`],
    value: input[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => set({ [name]: currentTarget.value }),
    error: faultOf(`connector.${name}`),
    autoComplete: 'off',
  });
  return (
    <form className={`${styles.form} ${own.fitting}`} onSubmit={form.onSubmit} noValidate>
      <Faults of={[...form.faults, ...trying.faults]} />
      {form.conflict && <Faster onLook={() => void queries.invalidateQueries({ queryKey: ['connector'] })}>{form.conflict}</Faster>}
      <NativeSelect
        label="It is asked by"
        description={offeredWords(view, input.kind)}
        maw={420}
        value={input.kind}
        onChange={({ currentTarget }) => set({ kind: currentTarget.value as Connector['kind'] })}
        data={[
          { value: 'http', label: 'An address that answers in JSON' },
          { value: 'sql', label: 'A query of its database' },
        ]}
      />
      {input.kind === 'sql' ? (
        <Textarea
          {...text('query')}
          label="Query"
          description="One select that only reads; order and size of its pages are added to it."
          autosize
          minRows={4}
          maxRows={16}
          ff="monospace"
        />
      ) : (
        <>
          <TextInput {...text('url')} label="Address" description="Asked with ?after=…&limit=…; the token is not written here." />
          <TextInput
            {...text('rowsAt')}
            label="Where the rows are in its answer"
            description="Such as data.items; empty when the answer is the list."
          />
        </>
      )}
      <div className={own.two}>
        <TextInput {...text('watermark')} label="Column that says when a row changed" />
        <TextInput {...text('beginAfter')} label="Begin with" description="Nothing for all." />
        <NumberInput
          label="Look back, in minutes"
          description="For rows that were saved late."
          min={0}
          max={1440}
          value={input.againMinutes}
          onChange={(minutes) => set({ againMinutes: Number(minutes) || 0 })}
        />
      </div>
      <h3>Which is which</h3>
      {view.expected.map(({ name, expects }) => (
        <MapSource
          key={name}
          name={name}
          expects={expects}
          known={tried?.columns ?? []}
          source={input.mapping[name] ?? { from: name }}
          onChange={(source) => set({ mapping: { ...input.mapping, [name]: source } })}
        />
      ))}
      <h3>When</h3>
      <Switch
        label="Pull by itself"
        checked={input.schedule.on}
        onChange={({ currentTarget }) => set({ schedule: { ...input.schedule, on: currentTarget.checked } })}
      />
      <div className={own.two}>
        <TextInput
          id={FIELDS['connector.schedule.cron']}
          label="Times"
          description="Minute, hour, day of month, month, day of week."
          value={input.schedule.cron}
          onChange={({ currentTarget }) => set({ schedule: { ...input.schedule, cron: currentTarget.value } })}
          error={faultOf('connector.schedule.cron')}
        />
        <TextInput
          id={FIELDS['connector.schedule.timeZone']}
          label="Time zone"
          description="Of the company."
          value={input.schedule.timeZone}
          onChange={({ currentTarget }) => set({ schedule: { ...input.schedule, timeZone: currentTarget.value } })}
          error={faultOf('connector.schedule.timeZone')}
        />
      </div>
      <FormButtons>
        <Submit says="Save" working="Saving…" busy={form.busy} />
        <Button variant="default" aria-disabled={trying.busy || undefined} onClick={(event) => trying.onSubmit(event as never)}>
          {trying.busy ? 'Asking the CRM…' : 'Show its first rows'}
        </Button>
      </FormButtons>
      {tried && <ShowTried of={tried} />}
    </form>
  );
}

/** What whoever runs Takings has allowed; where the CRM is and its token are not written here. */
function offeredWords({ offered: { database, hosts, token } }: ConnectorView, kind: Connector['kind']): string {
  if (kind === 'sql')
    return database ? 'Its database is known.' : 'Its database is not known: whoever runs Takings names it in CRM_DATABASE_URL.';
  if (hosts.length === 0) return 'No host may be asked: whoever runs Takings names them in CRM_HTTP_HOSTS.';
  return `May be asked: ${hosts.join(', ')}${token ? '' : ', without a token'}.`;
}
