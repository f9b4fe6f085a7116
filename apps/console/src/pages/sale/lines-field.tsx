import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { FieldDefinition, PriceSnapshot } from '@takings/sale-flow';
import { money } from '../../formats/money';
import { Money } from '../../pieces/figures';
import { priceOf } from './answer-words';
import { blankLine, idOf } from './blank';
import { faultAt } from './fault-words';
import type { FieldProps } from './field-input';
import styles from './sale.module.css';

/** Rows of the same columns; a line with a single column is its value. */
export function LinesField(props: FieldProps) {
  const { step, field, value, onChange, faults, path, readOnly } = props;
  const lines: readonly unknown[] = Array.isArray(value) ? value : [];
  const columns = field.columns ?? [];
  const fault = faultAt(faults, path);
  const replace = (at: number, line: unknown) => onChange(lines.map((one, index) => (index === at ? line : one)));
  return (
    <fieldset
      className={styles.lines}
      id={idOf({ id: step }, path)}
      tabIndex={-1}
      aria-describedby={fault ? `${idOf({ id: step }, path)}-fault` : undefined}
    >
      <legend>{field.label}</legend>
      {lines.map((line, at) => (
        // Lines have no names of their own; their place is what they are.
        <div key={at} className={styles.line}>
          {columns.map((column) => (
            <Cell
              key={column.name}
              {...props}
              field={column}
              path={columns.length === 1 ? `${path}.${at}` : `${path}.${at}.${column.name}`}
              value={cellOf(line, column, columns)}
              onChange={(cell) => replace(at, columns.length === 1 ? cell : { ...(line as object), [column.name]: cell })}
              at={at}
            />
          ))}
          <LineTotal line={line} prices={props.prices} />
          {!readOnly && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={`Remove line ${at + 1}`}
              aria-disabled={lines.length === 1 || undefined}
              onClick={() => lines.length > 1 && onChange(lines.filter((_, index) => index !== at))}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      {fault && (
        <p className={styles.fault} id={`${idOf({ id: step }, path)}-fault`}>
          {fault}
        </p>
      )}
      {!readOnly && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...lines, blankLine(columns)])}
          className={styles.add}
        >
          Add a line
        </Button>
      )}
    </fieldset>
  );
}

const cellOf = (line: unknown, { name }: FieldDefinition, columns: readonly FieldDefinition[]): unknown =>
  columns.length === 1 ? line : (line as Record<string, unknown> | null)?.[name];

function Cell({ step, field, path, value, onChange, faults, prices, readOnly, at }: FieldProps & { readonly at: number }) {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const common = {
    id: idOf({ id: step }, path),
    error: faultAt(faults, path),
    label: field.label,
    'aria-label': `${field.label}, line ${at + 1}`,
  };
  if (field.name !== 'sku') {
    return (
      <TextInput
        {...common}
        className={field.name === 'quantity' ? styles.quantity : styles.product}
        value={text}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        readOnly={readOnly}
        inputMode={field.name === 'quantity' ? 'decimal' : undefined}
        autoComplete="off"
      />
    );
  }
  return (
    <Select
      {...common}
      className={styles.product}
      data={productsOf(prices, text)}
      value={text || null}
      onChange={(sku) => onChange(sku ?? '')}
      readOnly={readOnly}
      searchable
      selectFirstOptionOnChange
      limit={50}
      nothingFoundMessage="Not on the price list"
      placeholder="Find a product"
      comboboxProps={{ withinPortal: true }}
    />
  );
}

/** By name, with what one costs; one that is no longer on the list stays readable. */
function productsOf({ prices }: PriceSnapshot, chosen: string) {
  const known = Object.entries(prices)
    .map(([sku, { name, unitPrice, currency }]) => ({ value: sku, label: `${name}, ${unitWords(unitPrice, currency)}` }))
    .sort((one, other) => one.label.localeCompare(other.label));
  return chosen === '' || prices[chosen] ? known : [...known, { value: chosen, label: chosen }];
}

/** Up to four decimals, as the list has it. */
export function unitWords(unitPrice: string, currency: string): string {
  const [whole = '0', decimals = ''] = unitPrice.split('.');
  const minor = Number(whole) * 100 + Math.sign(Number(unitPrice) || 1) * Number(decimals.padEnd(2, '0').slice(0, 2));
  const rest = decimals.slice(2).replace(/0+$/, '');
  return `${money({ minor, currency })}${rest}`;
}

function LineTotal({ line, prices }: { line: unknown; prices: PriceSnapshot }) {
  const { sku = '', quantity = '' } = (typeof line === 'object' && line !== null ? line : {}) as { sku?: string; quantity?: string };
  const priced = sku ? priceOf(sku, String(quantity), prices) : undefined;
  return <span className={styles.lineTotal}>{priced && <Money of={{ minor: priced.netMinor, currency: priced.currency }} />}</span>;
}
