import { Button, TextInput } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { retryCause, type StuckCause } from '../../api/stuck';
import { count, counted } from '../../formats/counts';
import { Progress } from '../../pieces/card';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import { Question } from '../../pieces/panel';
import pieces from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { useSending } from '../../pieces/use-sending';
import styles from './stuck.module.css';
import { sumsInWords } from './stuck-words';

const route = getRouteApi('/stuck');

/** What stopped more than one, or is being sent again. */
export function Causes({ of }: { of: readonly StuckCause[] }) {
  const search = route.useSearch();
  const shared = of.filter(({ items, running }) => items > 1 || running !== null);
  if (shared.length === 0) return null;
  return (
    <nav aria-label="Causes" className={styles.causes}>
      {shared.map(({ cause, title, items, risk }) => (
        <Link key={cause} to="/stuck" search={{ ...search, cause }} className={styles.cause}>
          <b>{title}</b>
          <span className={pieces.second}>
            {counted(items, 'item')} · {sumsInWords(risk)}
          </span>
        </Link>
      ))}
    </nav>
  );
}

/** Above the list of one cause: all of it at once. */
export function CauseBar({ cause, causes }: { cause: string; causes: readonly StuckCause[] }) {
  const search = route.useSearch();
  const [asking, setAsking] = useState(false);
  const known = causes.find((one) => one.cause === cause);
  return (
    <section className={styles.causeBar} aria-label="This cause">
      <div>
        <b>{known?.title ?? 'Nothing of this cause is left'}</b>
        {known && (
          <span className={pieces.second}>
            {counted(known.items, 'item')}, {sumsInWords(known.risk)} at risk
          </span>
        )}
        {known?.running && <Running of={known.running} />}
      </div>
      <span className={styles.causeActs}>
        {known && known.retry.whyNot === null && (
          <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => setAsking(true)}>
            Send all {count(known.retry.items)} again
          </Button>
        )}
        <Link to="/stuck" search={{ ...search, cause: undefined }} className={pieces.smallButton}>
          All causes
        </Link>
      </span>
      <Question title={known?.title ?? ''} opened={asking && known !== undefined} onClose={() => setAsking(false)}>
        {asking && known && <SendAll of={known} onDone={() => setAsking(false)} />}
      </Question>
    </section>
  );
}

const Running = ({ of: { by, items, done } }: { of: NonNullable<StuckCause['running']> }) => (
  <div role="status">
    <span className={pieces.second}>
      {by} is sending these again: {count(done)} of {count(items)}
    </span>
    <Progress percent={items > 0 ? (100 * done) / items : 100} />
  </div>
);

const FIELDS = { because: 'send-all-because' };

function SendAll({ of: { cause, retry, risk }, onDone }: { of: StuckCause; onDone: () => void }) {
  const queries = useQueryClient();
  const [because, setBecause] = useState('');
  const form = useSending({
    fields: FIELDS,
    send: () => retryCause(cause, because),
    done: ({ items }) => {
      saved(`${counted(items, 'item is', 'items are')} being sent again`);
      void queries.invalidateQueries({ queryKey: ['stuck'] });
      onDone();
    },
  });
  return (
    <form className={pieces.form} onSubmit={form.onSubmit} noValidate>
      <Faults of={[...form.faults, ...(form.conflict ? [{ says: form.conflict }] : [])]} />
      <p className={pieces.says}>
        {counted(retry.items, 'item goes', 'items go')} on from where they stopped, {sumsInWords(risk)} at risk. What cannot go on comes
        back here.
      </p>
      <TextInput
        id={FIELDS.because}
        label="What was put right"
        description="For the history."
        value={because}
        onChange={({ currentTarget }) => setBecause(currentTarget.value)}
        error={form.faultOf(FIELDS.because)}
        autoComplete="off"
        data-autofocus
      />
      <FormButtons>
        <Submit says={`Send ${count(retry.items)} again`} working="Sending…" busy={form.busy} />
        <Button variant="default" onClick={onDone}>
          Not now
        </Button>
      </FormButtons>
    </form>
  );
}
