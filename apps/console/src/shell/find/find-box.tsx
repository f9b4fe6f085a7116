import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { sentenceOf } from '../../api/api-error';
import { findQuery, type FoundGroup, type Hit } from '../../api/find';
import { addressOf } from './address-of';
import styles from './find.module.css';
import { FoundList, optionId } from './found-list';

const ASK_AFTER_MS = 120;
const NOTHING: readonly FoundGroup[] = [];

/** A combobox: what has the focus is the field, the arrows go through what was found, Enter opens it. */
export function FindBox({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), ASK_AFTER_MS);
  const query = useQuery(findQuery(asked));
  const groups = asked === '' ? NOTHING : (query.data ?? NOTHING);
  const hits = groups.flatMap((group) => group.hits.map((hit) => ({ kind: group.kind, hit })));
  const [at, setAt] = useState(0);
  const chosen = Math.min(at, hits.length - 1);

  const open = (kind: FoundGroup['kind'], hit: Hit) => {
    onClose();
    void router.navigate(addressOf(kind, hit));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length > 0) {
      event.preventDefault();
      setAt((chosen + step + hits.length) % hits.length);
    }
    const one = hits[chosen];
    // What is shown while more is being typed is not what is meant.
    if (event.key === 'Enter' && one && asked === typed.trim() && !query.isPlaceholderData) open(one.kind, one.hit);
  };

  return (
    <>
      <div className={styles.field}>
        <IconSearch size={20} stroke={1.75} aria-hidden />
        <input
          type="text"
          role="combobox"
          aria-label="Find customer, sale or invoice"
          aria-expanded={hits.length > 0}
          aria-controls="found"
          aria-autocomplete="list"
          aria-activedescendant={hits[chosen] && optionId(hits[chosen].kind, hits[chosen].hit)}
          placeholder="Name, reference, e-mail, postcode or number"
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
      </div>
      <FoundList groups={groups} chosen={hits[chosen]?.hit} onOpen={open} />
      <p className={styles.says} role="status">
        {saying(asked, typed.trim(), hits.length, query)}
      </p>
    </>
  );
}

interface Asking {
  readonly error: Error | null;
  readonly isFetching: boolean;
}

function saying(asked: string, typed: string, hits: number, { error, isFetching }: Asking): string {
  if (typed === '') return 'The beginnings of words are enough.';
  if (error) return sentenceOf(error);
  if (isFetching || asked !== typed) return hits === 0 ? 'Looking…' : '';
  return hits === 0 ? `Nothing is called “${typed}”.` : 'Arrows choose, Enter opens, Esc closes.';
}
