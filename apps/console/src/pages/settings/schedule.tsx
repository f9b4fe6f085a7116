import { Checkbox, Radio, Switch, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { sentenceOf } from '../../api/api-error';
import { changeSchedule, type Schedule, scheduleDates, scheduleQuery } from '../../api/settings';
import { moment, zoneInWords } from '../../formats/times';
import { Card } from '../../pieces/card';
import styles from '../../pieces/pieces.module.css';
import { ChangedBy } from './changed-by';
import { cronOf, draftOf, type ScheduleDraft, WEEK } from './schedule-draft';
import { Held, SettingForm, useSetting } from './setting-form';
import own from './settings.module.css';
import { SettingsPage } from './settings-page';

const FIELDS = { cron: 'schedule-cron', timeZone: 'schedule-cron' };
const TYPED_MS = 300;

export const SchedulePage = () => (
  <SettingsPage title="Schedule of runs" says="When runs are gathered by themselves. Each still waits for approval, as every run does.">
    <Card title="The schedule" padded>
      <Held query={useQuery(scheduleQuery)} what="The schedule">
        {(held, onSaved) => <ScheduleForm held={held} onSaved={onSaved} />}
      </Held>
    </Card>
  </SettingsPage>
);

function ScheduleForm({ held, onSaved }: { held: Schedule; onSaved: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(held));
  const set = (changes: Partial<ScheduleDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const cron = cronOf(draft);
  const { timeZone } = held;
  const setting = useSetting({
    held,
    queryKey: scheduleQuery.queryKey,
    fields: FIELDS,
    send: (revision) => changeSchedule({ on: draft.on, cron: cron!, timeZone, revision }),
    says: 'The schedule is saved',
    onSaved,
  });
  const refused = () => {
    if (cron === undefined) setting.form.refuse({ field: FIELDS.cron, says: 'Expected at least one day and a time, such as 06:00.' });
    return cron === undefined;
  };
  return (
    <>
      <SettingForm of={setting} refused={refused}>
        <Switch
          label="Runs are gathered by themselves"
          description="Off: somebody asks for each run."
          checked={draft.on}
          onChange={({ currentTarget }) => set({ on: currentTarget.checked })}
        />
        <Radio.Group
          label="When"
          value={draft.kind}
          onChange={(kind) => set({ kind: kind as ScheduleDraft['kind'], cron: cron ?? draft.cron })}
        >
          <div className={styles.radios}>
            <Radio value="weekly" label="On days of the week" />
            <Radio value="expression" label="By a cron expression" />
          </div>
        </Radio.Group>
        {draft.kind === 'weekly' ? (
          <Weekly draft={draft} set={set} fault={setting.form.faultOf(FIELDS.cron)} />
        ) : (
          <TextInput
            id={FIELDS.cron}
            label="Cron expression"
            description="Minute, hour, day of month, month, day of week; such as 0 6 * * 2,5."
            value={draft.cron}
            onChange={({ currentTarget }) => set({ cron: currentTarget.value })}
            error={setting.form.faultOf(FIELDS.cron)}
            autoComplete="off"
          />
        )}
        <p className={styles.dim}>
          In {zoneInWords(timeZone)}, the time zone of the <Link to="/settings/company">company</Link>.
        </p>
        <NextDates cron={cron} timeZone={timeZone} on={draft.on} />
      </SettingForm>
      <ChangedBy of={held} otherwise="Nobody has set it up: runs are gathered when somebody asks for them." />
    </>
  );
}

interface WeeklyProps {
  readonly draft: ScheduleDraft;
  readonly set: (changes: Partial<ScheduleDraft>) => void;
  readonly fault?: string;
}

const Weekly = ({ draft, set, fault }: WeeklyProps) => (
  <>
    <Checkbox.Group id={FIELDS.cron} label="Days" value={[...draft.days]} onChange={(days) => set({ days })} error={fault}>
      <div className={own.days}>
        {WEEK.map(([value, name]) => (
          <Checkbox key={value} value={value} label={name} />
        ))}
      </div>
    </Checkbox.Group>
    <TextInput type="time" label="Time" value={draft.time} onChange={({ currentTarget }) => set({ time: currentTarget.value })} maw={160} />
  </>
);

/** What the server makes of it while it is being typed. */
function NextDates({ cron, timeZone, on }: { cron: string | undefined; timeZone: string; on: boolean }) {
  const [asked] = useDebouncedValue(cron, TYPED_MS);
  const { data, error } = useQuery({
    queryKey: ['schedule-dates', asked, timeZone],
    queryFn: () => scheduleDates({ cron: asked!, timeZone }),
    enabled: Boolean(asked),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (!asked) return null;
  return (
    <section aria-label="Next dates" aria-live="polite">
      {error ? (
        <p className={styles.dim}>{sentenceOf(error).replace(/^cron: /, '')}</p>
      ) : (
        data && (
          <>
            <strong>{data.inWords ?? 'The next dates tell it'}</strong>
            <p className={styles.dim}>
              {on ? 'Next: ' : 'Would be next: '}
              {data.next.map((at) => moment(at, timeZone)).join('; ')}
            </p>
          </>
        )
      )}
    </section>
  );
}
