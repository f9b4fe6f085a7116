import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Booking, type BookingInput, bookingQuery, changeBooking, type Connections } from '../../api/settings';
import { Card } from '../../pieces/card';
import { History } from '../../pieces/history';
import styles from '../../pieces/pieces.module.css';
import { Message, Note } from '../../pieces/states';
import { ChangedBy } from './changed-by';
import { Held, SettingForm, useSetting } from './setting-form';
import own from './settings.module.css';

type Xero = Connections['xero'];

const FIELDS = {
  revenueAccount: 'booking-revenue',
  clearingAccount: 'booking-clearing',
  taxTypes: 'booking-rate-0',
  ...Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`taxTypes.${at}.rate`, `booking-rate-${at}`])),
};

/** Accounts and tax types, picked from the lists of Xero. */
export function BookingCard({ xero }: { xero: Xero }) {
  const chosen = useQuery(bookingQuery);
  return (
    <Card title="Accounts and tax types" padded>
      {xero.accounts.length === 0 ? (
        <Message icon={IconAlertTriangle} title="Nothing to pick from yet">
          Test the connection: the lists of accounts and tax types come from Xero.
        </Message>
      ) : (
        <>
          {xero.faults.length > 0 && (
            <Note tone="warn" icon={IconAlertTriangle} title="Xero would not take this as it is">
              <ul className={own.list}>
                {xero.faults.map(({ says }) => (
                  <li key={says}>{says}</li>
                ))}
              </ul>
            </Note>
          )}
          <Held query={chosen} what="What was chosen">
            {(held, onSaved) => <BookingForm held={held} xero={xero} onSaved={onSaved} />}
          </Held>
        </>
      )}
    </Card>
  );
}

const accountName = ({ code, name }: Xero['accounts'][number]) => `${code} ${name}`;

function BookingForm({ held, xero, onSaved }: { held: Booking; xero: Xero; onSaved: () => void }) {
  const [input, setInput] = useState<BookingInput>(
    () =>
      held.setting ?? {
        revenueAccount: xero.booking.revenueAccount ?? '',
        clearingAccount: xero.booking.clearingAccount ?? '',
        taxTypes: xero.booking.taxTypes,
      },
  );
  const set = (changes: Partial<BookingInput>) => setInput((before) => ({ ...before, ...changes }));
  const setting = useSetting({
    held,
    queryKey: bookingQuery.queryKey,
    fields: FIELDS,
    send: (revision) => changeBooking({ ...input, revision }),
    says: 'The accounts are saved',
    onSaved,
  });
  const choices = (fits: (account: Xero['accounts'][number]) => boolean) => [
    { value: '', label: 'Choose an account' },
    ...xero.accounts.filter((one) => one.active && fits(one)).map((account) => ({ value: account.code, label: accountName(account) })),
  ];
  return (
    <>
      <SettingForm of={setting} effects={effectsOf(held, input)}>
        <NativeSelect
          id={FIELDS.revenueAccount}
          label="Account for revenue"
          description="Invoices are booked on it."
          data={withPresent(
            choices(({ type }) => ['REVENUE', 'SALES', 'OTHERINCOME'].includes(type)),
            input.revenueAccount,
          )}
          value={input.revenueAccount}
          onChange={({ currentTarget }) => set({ revenueAccount: currentTarget.value })}
          error={setting.form.faultOf(FIELDS.revenueAccount)}
        />
        <NativeSelect
          id={FIELDS.clearingAccount}
          label="Clearing account for card receipts"
          description="Payments are recorded on it until they are settled to the bank."
          data={withPresent(
            choices(({ takesPayments }) => takesPayments),
            input.clearingAccount,
          )}
          value={input.clearingAccount}
          onChange={({ currentTarget }) => set({ clearingAccount: currentTarget.value })}
          error={setting.form.faultOf(FIELDS.clearingAccount)}
        />
        <TaxTypes xero={xero} of={input.taxTypes} onChange={(taxTypes) => set({ taxTypes })} faultOf={setting.form.faultOf} />
      </SettingForm>
      <ChangedBy of={held} otherwise="Nobody has chosen yet: the values of the installation hold." />
      <History of={held.history} />
    </>
  );
}

interface TaxTypesProps {
  readonly xero: Xero;
  readonly of: BookingInput['taxTypes'];
  readonly onChange: (taxTypes: BookingInput['taxTypes']) => void;
  readonly faultOf: (field: string) => string | undefined;
}

/** The tax type of each VAT rate that is charged. */
function TaxTypes({ xero, of: taxTypes, onChange, faultOf }: TaxTypesProps) {
  const usable = xero.taxTypes.filter(({ active, onRevenue }) => active && onRevenue);
  const set = (at: number, changes: Partial<BookingInput['taxTypes'][number]>) =>
    onChange(taxTypes.map((one, i) => (i === at ? { ...one, ...changes } : one)));
  return (
    <div role="group" aria-label="Tax types of Xero by VAT rate" className={styles.form}>
      {taxTypes.map(({ rate, taxType }, at) => (
        <div key={at} className={own.limit}>
          <TextInput
            id={`booking-rate-${at}`}
            label="VAT in percent"
            inputMode="decimal"
            value={rate}
            onChange={({ currentTarget }) => set(at, { rate: currentTarget.value })}
            error={faultOf(`booking-rate-${at}`)}
            autoComplete="off"
          />
          <NativeSelect
            label={`Tax type of ${rate || 'this'} %`}
            data={withPresent(
              [
                { value: '', label: 'Choose a tax type' },
                ...usable.map((one) => ({ value: one.taxType, label: `${one.name} (${one.rate} %)` })),
              ],
              taxType,
            )}
            value={taxType}
            onChange={({ currentTarget }) => set(at, { taxType: currentTarget.value })}
          />
          <Button
            variant="default"
            h={40}
            px={10}
            aria-label={`Remove ${rate} %`}
            onClick={() => onChange(taxTypes.filter((_, i) => i !== at))}
          >
            <IconX size={16} aria-hidden />
          </Button>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...taxTypes, { rate: '', taxType: '' }])}
        >
          Another VAT rate
        </Button>
      </div>
    </div>
  );
}

/** What holds is shown even where Xero would not take it any more. */
const withPresent = (choices: readonly { value: string; label: string }[], present: string) =>
  choices.some(({ value }) => value === present)
    ? [...choices]
    : [...choices, { value: present, label: `${present} (not in use any more)` }];

const effectsOf = ({ setting }: Booking, { revenueAccount, clearingAccount }: BookingInput): readonly string[] => [
  ...(setting && setting.revenueAccount === revenueAccount
    ? []
    : [`Invoices that are filed from now on are booked on ${revenueAccount || 'the account you choose'}.`]),
  ...(setting && setting.clearingAccount === clearingAccount
    ? []
    : [
        `Payments that are recorded from now on are booked on ${clearingAccount || 'the account you choose'}; those before stay where they are.`,
      ]),
];
