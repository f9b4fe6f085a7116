import { Checkbox, NativeSelect, Textarea, TextInput, type TextInputProps } from '@mantine/core';
import type { Fault, FieldDefinition, PriceSnapshot } from '@takings/sale-flow';
import { idOf } from './blank';
import { faultAt } from './fault-words';
import { LinesField } from './lines-field';
import styles from './sale.module.css';

export interface FieldProps {
  readonly step: string;
  readonly field: FieldDefinition;
  /** Its path within the step, such as `lines.0.sku`. */
  readonly path: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly faults: readonly Fault[];
  readonly prices: PriceSnapshot;
  readonly readOnly?: boolean;
  /** "Was DE1 2PL": the answer that this one would replace. */
  readonly was?: string;
  readonly children?: React.ReactNode;
}

const TYPES: Partial<Record<FieldDefinition['kind'], Pick<TextInputProps, 'type' | 'inputMode'>>> = {
  email: { type: 'email', inputMode: 'email' },
  phone: { type: 'tel', inputMode: 'tel' },
  date: { type: 'date' },
};

/** One field of a step, drawn from its definition; `children` stands under it. */
export function FieldInput(props: FieldProps) {
  const { field, was, children } = props;
  return (
    <div className={styles.field} data-wide={['long-text', 'lines', 'yes'].includes(field.kind) || undefined}>
      <Drawn {...props} />
      {was !== undefined && <span className={styles.was}>Was {was}</span>}
      {children}
    </div>
  );
}

function Drawn(props: FieldProps) {
  const { step, field, path, value, onChange, faults, readOnly } = props;
  const common = {
    id: idOf({ id: step }, path),
    label: field.optional ? `${field.label} (if any)` : field.label,
    description: field.hint,
    error: faultAt(faults, path),
    // Fields beside each other stand on one line, whichever has a hint.
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
  };
  const text = typeof value === 'string' ? value : '';
  const onText = ({ currentTarget }: { currentTarget: { value: string } }) => onChange(currentTarget.value);
  switch (field.kind) {
    case 'lines':
      return <LinesField {...props} />;
    case 'yes':
      return (
        <Checkbox
          id={common.id}
          label={common.label}
          description={common.description}
          error={common.error}
          checked={value === true}
          disabled={readOnly}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      );
    case 'long-text':
      return (
        <Textarea {...common} value={text} onChange={onText} readOnly={readOnly} autosize minRows={3} maxRows={12} autoComplete="off" />
      );
    case 'choice':
      return (
        <NativeSelect
          {...common}
          value={text}
          onChange={onText}
          disabled={readOnly}
          data={[{ value: '', label: 'Choose' }, ...(field.options ?? [])]}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          {...TYPES[field.kind]}
          value={text}
          onChange={onText}
          readOnly={readOnly}
          autoComplete="off"
          spellCheck={false}
        />
      );
  }
}
