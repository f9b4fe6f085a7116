import { Switch, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeProduct, createProduct, type Product, type ProductInput } from '../../api/products';
import { Effects } from '../../pieces/effects';
import { FormButtons, Refused, Submit } from '../../pieces/form';
import { History } from '../../pieces/history';
import styles from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { textFields } from '../../pieces/text-fields';
import { useSeenRevision } from '../../pieces/use-seen-revision';
import { useSending } from '../../pieces/use-sending';

const FIELDS = {
  sku: 'product-sku',
  name: 'product-name',
  description: 'product-description',
  vat_rate: 'product-vat-rate',
  active: 'product-active',
};

interface ProductFormProps {
  /** None for a new one. */
  readonly product?: Product;
  /** In percent; what a new one begins with. */
  readonly vatRate: string;
  /** Others see what it is. */
  readonly mayChange: boolean;
  readonly onDone: () => void;
}

export function ProductForm({ product, vatRate, mayChange, onDone }: ProductFormProps) {
  const queries = useQueryClient();
  const [sku, setSku] = useState('');
  const [input, setInput] = useState<ProductInput>(() => ({
    name: product?.name ?? '',
    description: product?.description ?? '',
    vat_rate: product?.vatRate ?? vatRate,
    active: product?.active ?? true,
  }));
  const set = (changes: Partial<ProductInput>) => setInput((before) => ({ ...before, ...changes }));
  const seen = useSeenRevision(product?.revision);
  const form = useSending({
    fields: FIELDS,
    send: () => (product ? changeProduct(product.productId, { ...input, revision: seen.revision! }) : createProduct({ ...input, sku })),
    done: ({ name }) => {
      void queries.invalidateQueries({ queryKey: ['products'] });
      void queries.invalidateQueries({ queryKey: ['price-lists'] });
      saved(`${name} is saved`);
      onDone();
    },
  });
  const text = textFields({ fields: FIELDS, input, set, form });
  const field = (name: Parameters<typeof text>[0]) => ({ ...text(name), readOnly: !mayChange });
  return (
    <>
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        <Refused form={form} onLook={() => void queries.invalidateQueries({ queryKey: ['products'] }).then(seen.look)} />
        {!product && (
          <TextInput
            id={FIELDS.sku}
            label="Article number"
            description="Such as FIBRE-24; it stays."
            value={sku}
            onChange={({ currentTarget }) => setSku(currentTarget.value)}
            error={form.faultOf(FIELDS.sku)}
            autoComplete="off"
            data-autofocus
          />
        )}
        <TextInput {...field('name')} label="Name" description="As printed on invoices." data-autofocus={product && true} />
        <Textarea {...field('description')} label="Description" autosize minRows={2} maxRows={6} />
        <TextInput {...field('vat_rate')} label="VAT rate" description="In percent." inputMode="decimal" maw={160} />
        {product && (
          <Switch
            id={FIELDS.active}
            label="Is sold"
            description="Off once it is sold no more; its price stays on the list, unused."
            checked={input.active}
            disabled={!mayChange}
            onChange={({ currentTarget }) => set({ active: currentTarget.checked })}
          />
        )}
        {product && <Effects of={productChanges(product, input)} />}
        {mayChange && (
          <FormButtons>
            <Submit says={product ? 'Save' : 'Add the product'} working="Saving…" busy={form.busy} />
          </FormButtons>
        )}
      </form>
      {product && <History of={product.history} />}
    </>
  );
}

/** What saving would bring about, in sentences, before it is done. */
export function productChanges(product: Product, input: ProductInput): readonly string[] {
  return [
    ...(input.vat_rate.trim() !== product.vatRate
      ? [`Sales that begin from now on have ${input.vat_rate.trim()} % VAT. Those that have begun keep ${product.vatRate} %.`]
      : []),
    ...(product.active && !input.active ? ['Sales that begin from now on do not offer it. Those that have begun may still have it.'] : []),
  ];
}
