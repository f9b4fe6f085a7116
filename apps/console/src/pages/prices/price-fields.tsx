import { TextInput } from '@mantine/core';
import type { Product } from '../../api/products';
import { currencySign } from '../../formats/money';
import { LinkButton } from '../../pieces/link-button';
import pieces from '../../pieces/pieces.module.css';
import type { PriceDraft } from './price-draft';
import styles from './prices.module.css';

interface PriceFieldsProps {
  readonly products: readonly Product[];
  readonly draft: PriceDraft;
  readonly onChange: (prices: PriceDraft['prices']) => void;
  readonly faultOf: (field: string) => string | undefined;
}

export const priceFieldOf = (sku: string) => `price-${sku}`;

/** A field for each product; empty leaves it out. */
export const PriceFields = ({ products, draft, onChange, faultOf }: PriceFieldsProps) => (
  <fieldset className={styles.prices}>
    <legend>Net price of one, before VAT</legend>
    {products.length === 0 && (
      <p className={pieces.dim}>
        There is no product yet.{' '}
        <LinkButton to="/products" search={{ product: 'new' }} variant="default" size="xs">
          New product
        </LinkButton>
      </p>
    )}
    {products.map(({ sku, name }) => (
      <TextInput
        key={sku}
        id={priceFieldOf(sku)}
        label={name}
        description={sku}
        leftSection={currencySign(draft.currency)}
        leftSectionPointerEvents="none"
        inputMode="decimal"
        value={draft.prices[sku] ?? ''}
        onChange={({ currentTarget }) => onChange({ ...draft.prices, [sku]: currentTarget.value })}
        error={faultOf(priceFieldOf(sku))}
        autoComplete="off"
      />
    ))}
  </fieldset>
);
