import { NumberInput, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { changeNumberSeries, type NumberSeries, numberSeriesQuery } from '../../api/settings';
import { Card } from '../../pieces/card';
import { History } from '../../pieces/history';
import styles from '../../pieces/pieces.module.css';
import { ChangedBy } from './changed-by';
import { Held, SettingForm, useSetting } from './setting-form';
import { SettingsPage } from './settings-page';

const FIELDS = { prefix: 'numbers-prefix', 'startsAt.year': 'numbers-year', 'startsAt.number': 'numbers-number' };

export const NumbersPage = () => (
  <SettingsPage
    title="Invoice numbers"
    says="What they begin with and where they go on. No number is given out twice, whatever is set here."
  >
    <Card title="The series" padded>
      <Held query={useQuery(numberSeriesQuery)} what="The series">
        {(held, onSaved) => <NumbersForm held={held} onSaved={onSaved} />}
      </Held>
    </Card>
  </SettingsPage>
);

const prefixOf = (number: string | null) => /^(.{1,9})\d{4}-\d+$/.exec(number ?? '')?.[1];

function NumbersForm({ held, onSaved }: { held: NumberSeries; onSaved: () => void }) {
  const [prefix, setPrefix] = useState(held.setting?.prefix ?? prefixOf(held.lastGiven) ?? 'TK-');
  const [sets, setSets] = useState(held.setting?.startsAt != null);
  const [year, setYear] = useState<number | string>(held.setting?.startsAt?.year ?? new Date().getFullYear());
  const [number, setNumber] = useState<number | string>(held.setting?.startsAt?.number ?? 1);
  const setting = useSetting({
    held,
    queryKey: numberSeriesQuery.queryKey,
    fields: FIELDS,
    send: (revision) => changeNumberSeries({ prefix, startsAt: sets ? { year: Number(year), number: Number(number) } : null, revision }),
    says: 'The series is saved',
    onSaved,
  });
  const { faultOf } = setting.form;
  return (
    <>
      <SettingForm of={setting} effects={[`The next new invoice is numbered ${example(prefix, sets, year, number)}.`]}>
        <TextInput
          id={FIELDS.prefix}
          label="Prefix"
          description="1 to 9 letters, digits or hyphens. No other source in the same Xero organisation may use it."
          value={prefix}
          onChange={({ currentTarget }) => setPrefix(currentTarget.value)}
          error={faultOf(FIELDS.prefix)}
          autoComplete="off"
          maw={240}
        />
        <Switch
          label="Go on with a number of your own"
          description="For numbers that another system has given out this year. It only ever raises the next number."
          checked={sets}
          onChange={({ currentTarget }) => setSets(currentTarget.checked)}
        />
        {sets && (
          <div className={styles.halves}>
            <NumberInput
              id={FIELDS['startsAt.year']}
              label="Year"
              value={year}
              onChange={setYear}
              error={faultOf(FIELDS['startsAt.year'])}
              hideControls
              thousandSeparator={false}
            />
            <NumberInput
              id={FIELDS['startsAt.number']}
              label="Next number"
              value={number}
              onChange={setNumber}
              error={faultOf(FIELDS['startsAt.number'])}
              hideControls
              thousandSeparator={false}
              allowNegative={false}
              allowDecimal={false}
            />
          </div>
        )}
      </SettingForm>
      {held.lastGiven && <p className={styles.dim}>The last number that was given out: {held.lastGiven}.</p>}
      <ChangedBy of={held} otherwise="Nobody has set it: the prefix of the installation holds." />
      <History of={held.history} />
    </>
  );
}

const example = (prefix: string, sets: boolean, year: number | string, number: number | string) =>
  sets
    ? `${prefix}${year}-${String(number).padStart(6, '0')}, or the one after the last of that year where that has been passed`
    : `${prefix}${new Date().getFullYear()}- and the next number of that year`;
