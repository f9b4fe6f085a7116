import { NativeSelect, TextInput } from '@mantine/core';
import type { Mapping } from '../../../api/charges';
import own from '../charges.module.css';
import { COLUMNS } from '../words';

interface MapSourceProps {
  readonly name: string;
  readonly expects: string;
  /** What the CRM calls its columns, once its first rows were shown. */
  readonly known: readonly string[];
  readonly source: Mapping[string];
  readonly onChange: (source: Mapping[string]) => void;
}

/** One of ours: a column of the CRM, or the same in every row. */
export function MapSource({ name, expects, known, source, onChange }: MapSourceProps) {
  const id = `map-${name.replaceAll('_', '-')}`;
  const label = COLUMNS[name] ?? name;
  const fixed = source.from === undefined;
  return (
    <div className={own.mapped}>
      <NativeSelect
        label={label}
        value={fixed ? 'value' : 'from'}
        onChange={({ currentTarget }) => onChange(currentTarget.value === 'value' ? { value: '' } : { from: name })}
        data={[
          { value: 'from', label: 'A column of the CRM' },
          { value: 'value', label: 'The same in every row' },
        ]}
      />
      <TextInput
        id={id}
        label={fixed ? `${label} in every row` : `Column of ${label.toLowerCase()}`}
        title={`Expected: ${expects}`}
        list={`${id}-known`}
        value={source.from ?? source.value ?? ''}
        onChange={({ currentTarget }) => onChange(fixed ? { value: currentTarget.value } : { from: currentTarget.value })}
        autoComplete="off"
      />
      {!fixed && (
        <datalist id={`${id}-known`}>
          {known.map((column) => (
            <option key={column} value={column} />
          ))}
        </datalist>
      )}
    </div>
  );
}
