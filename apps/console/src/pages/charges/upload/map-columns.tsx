import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import type { Beginning, Mapping } from '../../../api/charges';
import { FormButtons, Submit } from '../../../pieces/form';
import { Note } from '../../../pieces/states';
import own from '../charges.module.css';
import { COLUMNS } from '../words';

interface MapColumnsProps {
  readonly file: File;
  readonly beginning: Beginning;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

/** Which of their columns is which of ours; what the file does not have is the same in every row. */
export function MapColumns({ file, beginning, mapping, onChange, onDone, onLeave }: MapColumnsProps) {
  const { columns, expected } = beginning;
  return (
    <form
      className={own.mapping}
      style={{ width: '100%' }}
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      <Note tone="accent" icon={IconColumns} title={`${file.name} calls its columns in its own way`}>
        It has {columns.map(({ name }) => name).join(', ')}. Say which is which; we have guessed.
      </Note>
      {expected.map(({ name, expects }) => (
        <MappedField
          key={name}
          name={name}
          expects={expects}
          columns={columns}
          source={mapping[name] ?? columnOfItsName(columns, name)}
          onChange={(source) => onChange({ ...mapping, [name]: source })}
        />
      ))}
      <FormButtons>
        <Submit says="Look at every row" working="Looking…" busy={false} />
        <Button variant="default" onClick={onLeave}>
          Choose another file
        </Button>
      </FormButtons>
    </form>
  );
}

const columnOfItsName = (columns: Beginning['columns'], ours: string) => {
  const found = columns.find(({ name }) => name.trim().toLowerCase() === ours);
  return found ? { from: found.name } : { value: '' };
};

/** What the choice says; a column may be called anything. */
const FIXED = 'fixed';
const COLUMN = 'column ';

interface MappedFieldProps {
  readonly name: string;
  readonly expects: string;
  readonly columns: Beginning['columns'];
  readonly source: Mapping[string];
  readonly onChange: (source: Mapping[string]) => void;
}

export function MappedField({ name, expects, columns, source, onChange }: MappedFieldProps) {
  const id = `map-${name.replaceAll('_', '-')}`;
  const label = COLUMNS[name] ?? name;
  const samples = columns.find((column) => column.name === source.from)?.samples.filter(Boolean) ?? [];
  return (
    <div className={own.mapped}>
      <NativeSelect
        id={id}
        label={label}
        description={samples.length > 0 ? `Such as ${samples.slice(0, 2).join(', ')}` : `Expected: ${expects}`}
        value={source.from === undefined ? FIXED : COLUMN + source.from}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === FIXED ? { value: '' } : { from: currentTarget.value.slice(COLUMN.length) })
        }
        data={[
          { value: FIXED, label: 'The same in every row' },
          ...columns.map((column) => ({ value: COLUMN + column.name, label: column.name })),
        ]}
      />
      {source.from === undefined && (
        <TextInput
          label={`${label} in every row`}
          value={source.value ?? ''}
          onChange={({ currentTarget }) => onChange({ value: currentTarget.value })}
          autoComplete="off"
        />
      )}
    </div>
  );
}
