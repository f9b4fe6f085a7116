import { Select, Textarea, TextInput } from '@mantine/core';
import { CURRENCIES } from '@takings/money';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { enterPriceList, type PriceList, type PriceListSummary } from '../../api/prices';
import type { Product } from '../../api/products';
import { counted } from '../../formats/counts';
import { Effects } from '../../pieces/effects';
import { FormButtons, Refused, Submit } from '../../pieces/form';
import styles from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { useSending } from '../../pieces/use-sending';
import { changesOf, draftOf, inputOf, type PriceDraft, priceable } from './price-draft';
import { PriceFields, priceFieldOf } from './price-fields';

const FIELDS = { name: 'list-name', currency: 'list-currency', valid_from: 'list-from', reason: 'list-reason' };

interface PriceFormProps {
  /** What the version begins from; none for a new list. */
  readonly from?: PriceList;
  readonly lists: readonly PriceListSummary[];
  readonly products: readonly Product[];
  readonly onDone: () => void;
}

export function PriceForm({ from, lists, products, onDone }: PriceFormProps) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<PriceDraft>(() => draftOf(from, lists[0]?.currency ?? 'GBP'));
  // The versions that were there when the form was opened: who enters another meanwhile is not passed over.
  const [opened, setOpened] = useState<readonly PriceListSummary[] | undefined>(lists);
  const set = (changes: Partial<PriceDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const shown = priceable(products, draft);
  const input = inputOf(draft, shown, opened ?? lists);
  const form = useSending({
    fields: { ...FIELDS, ...Object.fromEntries(input.entries.flatMap(({ sku }, at) => fieldsAt(at, sku))) },
    send: () => enterPriceList(input),
    done: ({ name, version }) => {
      void queries.invalidateQueries({ queryKey: ['price-lists'] });
      saved(`${name}, version ${version}, is entered`);
      onDone();
    },
  });
  const look = () => void queries.invalidateQueries({ queryKey: ['price-lists'] }).then(() => setOpened(undefined));
  return (
    <form className={styles.form} onSubmit={form.onSubmit} noValidate>
      <Refused form={form} onLook={look} />
      <div className={styles.pair}>
        <TextInput
          id={FIELDS.name}
          label="Name"
          description="The same name is the next version."
          value={draft.name}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          error={form.faultOf(FIELDS.name)}
          autoComplete="off"
          data-autofocus
        />
        <Select
          id={FIELDS.currency}
          label="Currency"
          description="Of all prices."
          data={[...CURRENCIES]}
          value={draft.currency}
          onChange={(currency) => currency && set({ currency })}
          error={form.faultOf(FIELDS.currency)}
          searchable
          limit={60}
          allowDeselect={false}
        />
      </div>
      <TextInput
        id={FIELDS.valid_from}
        label="Holds from"
        description="On your clock; from now on when left empty."
        type="datetime-local"
        value={draft.from}
        onChange={({ currentTarget }) => set({ from: currentTarget.value })}
        error={form.faultOf(FIELDS.valid_from)}
      />
      <PriceFields products={shown} draft={draft} onChange={(prices) => set({ prices })} faultOf={form.faultOf} />
      <Textarea
        id={FIELDS.reason}
        label="Why"
        description="For the history."
        value={draft.reason}
        onChange={({ currentTarget }) => set({ reason: currentTarget.value })}
        error={form.faultOf(FIELDS.reason)}
        autosize
        minRows={2}
      />
      <Effects of={changesOf(from, draft, shown)} />
      <FormButtons>
        <Submit says={`Enter ${counted(input.entries.length, 'price')}`} working="Entering…" busy={form.busy} />
      </FormButtons>
    </form>
  );
}

const fieldsAt = (at: number, sku: string) => [
  [`entries.${at}.unit_price`, priceFieldOf(sku)],
  [`entries.${at}.sku`, priceFieldOf(sku)],
];
