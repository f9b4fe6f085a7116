import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type AuditAsked, auditChoicesQuery } from '../../api/audit';
import { zoneInWords } from '../../formats/times';
import styles from '../../pieces/pieces.module.css';

const ASK_AFTER_MS = 250;

interface FiltersProps {
  readonly asked: AuditAsked;
  /** `typed`: it is still being typed, and no page to go back to. */
  readonly onAsk: (changes: AuditAsked, typed?: boolean) => void;
}

export function AuditFilters({ asked, onAsk }: FiltersProps) {
  const { data: choices } = useQuery(auditChoicesQuery);
  const typed = useDebouncedCallback((changes: AuditAsked) => onAsk(changes, true), ASK_AFTER_MS);
  const zone = choices && zoneInWords(choices.timeZone);
  return (
    <div className={styles.filters}>
      <TextInput
        label="Find"
        description="Names, numbers, reasons."
        type="search"
        w={{ base: '100%', sm: 200 }}
        defaultValue={asked.q ?? ''}
        onChange={({ currentTarget }) => typed({ q: currentTarget.value.trim() || undefined })}
      />
      <NativeSelect
        label="Who"
        value={asked.by ?? ''}
        onChange={({ currentTarget }) => onAsk({ by: currentTarget.value || undefined })}
        data={[
          { value: '', label: 'Everybody' },
          ...including(choices?.people ?? [], asked.by).map((name) => ({ value: name, label: name })),
        ]}
      />
      <NativeSelect
        label="What"
        w={{ base: '100%', sm: 200 }}
        value={asked.action ?? ''}
        onChange={({ currentTarget }) => onAsk({ action: currentTarget.value || undefined })}
        data={[
          { value: '', label: 'Everything' },
          ...(choices?.actions ?? []).map(({ action, words }) => ({ value: action, label: words })),
        ]}
      />
      <TextInput
        label="Customer"
        description="The whole reference."
        w={130}
        defaultValue={asked.customer ?? ''}
        onChange={({ currentTarget }) => typed({ customer: currentTarget.value.trim() || undefined })}
      />
      <TextInput
        label="From"
        description={zone && `Days in ${zone}.`}
        type="date"
        value={asked.from ?? ''}
        onChange={({ currentTarget }) => onAsk({ from: currentTarget.value || undefined })}
      />
      <TextInput
        label="To"
        type="date"
        value={asked.to ?? ''}
        onChange={({ currentTarget }) => onAsk({ to: currentTarget.value || undefined })}
      />
    </div>
  );
}

/** Whoever is asked for stands among the choices while these are still being read, too. */
const including = (people: readonly string[], one: string | undefined) => (one && !people.includes(one) ? [one, ...people] : people);
