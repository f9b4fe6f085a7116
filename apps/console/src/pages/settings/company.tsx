import { Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { changeCompany, type Company, companyQuery } from '../../api/settings';
import { Card } from '../../pieces/card';
import { History } from '../../pieces/history';
import styles from '../../pieces/pieces.module.css';
import { ChangedBy } from './changed-by';
import { Held, SettingForm, useSetting } from './setting-form';
import own from './settings.module.css';
import { SettingsPage } from './settings-page';

const FIELDS = {
  name: 'company-name',
  addressLines: 'company-address',
  ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`addressLines.${at}`, 'company-address'])),
  vatNumber: 'company-vat',
  email: 'company-email',
  timeZone: 'company-zone',
};
const zones = () => [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])];
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

const EMPTY = { name: '', address: '', vatNumber: '', email: '' };
type Draft = typeof EMPTY & { readonly timeZone: string };

export const CompanyPage = () => (
  <SettingsPage title="Company" says="What stands on letters and invoices, and by which clock the company lives.">
    <Held query={useQuery(companyQuery)} what="The company">
      {(held, onSaved) => <CompanyForm held={held} onSaved={onSaved} />}
    </Held>
  </SettingsPage>
);

const draftOf = ({ setting }: Company): Draft =>
  setting
    ? { ...setting, address: setting.addressLines.join('\n'), vatNumber: setting.vatNumber ?? '' }
    : { ...EMPTY, timeZone: ownZone() };

const linesIn = (address: string) =>
  address
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function CompanyForm({ held, onSaved }: { held: Company; onSaved: () => void }) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(held));
  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const { name, address, vatNumber, email, timeZone } = draft;
  const setting = useSetting({
    held,
    queryKey: companyQuery.queryKey,
    fields: FIELDS,
    send: (revision) =>
      changeCompany({ name, addressLines: linesIn(address), vatNumber: vatNumber.trim() || null, email, timeZone, revision }),
    says: 'The company is saved',
    onSaved,
  });
  const field = (of: keyof typeof EMPTY, id: string) => ({
    id,
    value: draft[of],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => set({ [of]: currentTarget.value }),
    error: setting.form.faultOf(id),
    autoComplete: 'off',
  });
  return (
    <div className={own.columns}>
      <Card title="Letterhead and time zone" padded>
        <SettingForm of={setting} effects={effectsOf(held, draft)}>
          <TextInput {...field('name', FIELDS.name)} label="Name" description="As on invoices; mails come from it." />
          <Textarea
            {...field('address', FIELDS.addressLines)}
            label="Address"
            description="Line by line."
            autosize
            minRows={3}
            maxRows={8}
          />
          <TextInput {...field('vatNumber', FIELDS.vatNumber)} label="VAT number" description="Empty for none." />
          <TextInput
            {...field('email', FIELDS.email)}
            label="E-mail address"
            description="Where customers write back to."
            inputMode="email"
          />
          <Select
            id={FIELDS.timeZone}
            label="Time zone"
            description="Of the schedule of runs and of the days named in letters."
            data={zones()}
            value={timeZone}
            onChange={(zone) => zone && set({ timeZone: zone })}
            error={setting.form.faultOf(FIELDS.timeZone)}
            searchable
            limit={60}
            nothingFoundMessage="No such time zone"
            allowDeselect={false}
          />
        </SettingForm>
        <ChangedBy of={held} otherwise="Nobody has set it: letters carry what the installation says." />
        <History of={held.history} />
      </Card>
      <Card title="How it looks" padded>
        <section className={own.paper} aria-label="Preview of the letterhead">
          <div className={own.letterhead}>
            <strong>{name || 'Name of the company'}</strong>
            {linesIn(address).map((line, at) => (
              <div key={at}>{line}</div>
            ))}
            {vatNumber.trim() && <div>VAT number {vatNumber}</div>}
            <div>{email || 'E-mail address'}</div>
          </div>
        </section>
        <p className={styles.dim}>On the right of each invoice, and below each mail.</p>
      </Card>
    </div>
  );
}

const effectsOf = ({ setting }: Company, { timeZone }: Draft): readonly string[] => [
  'Letters and invoices carry it from the next one on. Those that have been made stay as they are.',
  ...(setting && setting.timeZone !== timeZone ? [`The schedule of runs moves to ${timeZone}.`] : []),
];
