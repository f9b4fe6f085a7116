import { NumberInput, Select, TextInput } from '@mantine/core';
import { CURRENCIES } from '@takings/money';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { changePrices, type Prices, pricesSettingQuery } from '../../api/settings';
import { Card } from '../../pieces/card';
import { History } from '../../pieces/history';
import { ChangedBy } from './changed-by';
import { Held, SettingForm, useSetting } from './setting-form';
import { SettingsPage } from './settings-page';

const FIELDS = { currency: 'prices-currency', keptDays: 'prices-kept-days', vatRate: 'prices-vat-rate' };

export const PricesPage = () => (
  <SettingsPage title="Currency and VAT" says="What prices and new products begin with. What has begun keeps what it began with.">
    <Card title="Prices" padded>
      <Held query={useQuery(pricesSettingQuery)} what="The settings of prices">
        {(held, onSaved) => <PricesForm held={held} onSaved={onSaved} />}
      </Held>
    </Card>
  </SettingsPage>
);

function PricesForm({ held, onSaved }: { held: Prices; onSaved: () => void }) {
  const [input, setInput] = useState(held.setting);
  const set = (changes: Partial<typeof input>) => setInput((before) => ({ ...before, ...changes }));
  const setting = useSetting({
    held,
    queryKey: pricesSettingQuery.queryKey,
    fields: FIELDS,
    send: (revision) => changePrices({ ...input, revision }),
    says: 'Currency and VAT are saved',
    onSaved,
  });
  const { faultOf } = setting.form;
  const effects =
    input.currency === held.setting.currency ? [] : [`Sales that begin from now on are quoted from the price list in ${input.currency}.`];
  return (
    <>
      <SettingForm of={setting} effects={effects}>
        <Select
          id={FIELDS.currency}
          label="Currency of prices"
          description="New sales begin with the price list of this currency."
          data={[...CURRENCIES]}
          value={input.currency}
          onChange={(currency) => currency && set({ currency })}
          error={faultOf(FIELDS.currency)}
          searchable
          limit={60}
          allowDeselect={false}
          maw={240}
        />
        <TextInput
          id={FIELDS.vatRate}
          label="VAT rate of new products"
          description="In percent; each product has its own."
          inputMode="decimal"
          value={input.vatRate}
          onChange={({ currentTarget }) => set({ vatRate: currentTarget.value })}
          error={faultOf(FIELDS.vatRate)}
          autoComplete="off"
          maw={240}
        />
        <NumberInput
          id={FIELDS.keptDays}
          label="Days that a quote holds"
          description="A sale keeps the prices it began with for so long."
          value={input.keptDays}
          onChange={(days) => set({ keptDays: Number(days) })}
          error={faultOf(FIELDS.keptDays)}
          hideControls
          allowDecimal={false}
          maw={240}
        />
      </SettingForm>
      <ChangedBy of={held} otherwise="Nobody has set it: the values of the installation hold." />
      <History of={held.history} />
    </>
  );
}
