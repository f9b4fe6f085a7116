import { Checkbox } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { usePerson } from '../../api/session';
import type { StuckItem } from '../../api/stuck';
import { Age } from '../../pieces/figures';
import pieces from '../../pieces/pieces.module.css';
import { useNow } from '../../pieces/use-now';
import { rowId } from './row-id';
import styles from './stuck.module.css';
import { aboutInWords, lookOf, riskOf, whoOrWhen } from './stuck-words';
import { leavingKey } from './use-leaving';

interface StuckTableProps {
  readonly items: readonly StuckItem[];
  readonly opened?: string;
  readonly leaving: ReadonlyMap<string, string>;
  readonly chosen: ReadonlySet<string>;
  /** None where nothing can be decided. */
  readonly onChoose?: (chosen: ReadonlySet<string>) => void;
}

export function StuckTable({ items, opened, leaving, chosen, onChoose }: StuckTableProps) {
  const choosable = items.filter((item) => item.state === 'open');
  const all = choosable.length > 0 && choosable.every(({ stuckId }) => chosen.has(stuckId));
  return (
    <table className={pieces.table}>
      <caption>What is stuck</caption>
      <thead>
        <tr>
          {onChoose && (
            <th scope="col" className={styles.choose}>
              <Checkbox
                aria-label="Choose all of these"
                checked={all}
                indeterminate={!all && chosen.size > 0}
                onChange={() => onChoose(new Set(all ? [] : choosable.map(({ stuckId }) => stuckId)))}
              />
            </th>
          )}
          <th scope="col">What happened</th>
          <th scope="col" className={pieces.number}>
            At risk
          </th>
          <th scope="col" className={`${pieces.number} ${pieces.wide}`}>
            Age
          </th>
          <th scope="col" className={pieces.wide}>
            Who or when
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row
            key={item.stuckId}
            item={item}
            selected={item.stuckId === opened}
            says={leaving.get(leavingKey(item))}
            chosen={chosen.has(item.stuckId)}
            onChoose={onChoose && ((on) => onChoose(toggled(chosen, item.stuckId, on)))}
          />
        ))}
      </tbody>
    </table>
  );
}

const toggled = (chosen: ReadonlySet<string>, id: string, on: boolean) =>
  new Set(on ? [...chosen, id] : [...chosen].filter((one) => one !== id));

interface RowProps {
  readonly item: StuckItem;
  readonly selected: boolean;
  /** It was decided here and is about to leave. */
  readonly says?: string;
  readonly chosen: boolean;
  readonly onChoose?: (on: boolean) => void;
}

const route = getRouteApi('/stuck');

function Row({ item, selected, says, chosen, onChoose }: RowProps) {
  const search = route.useSearch();
  const person = usePerson();
  const now = useNow(10_000);
  const { icon: Sign, tone } = lookOf(item);
  const who = whoOrWhen(item, person, now);
  return (
    <tr data-selected={selected || undefined} data-leaving={says ? true : undefined}>
      {onChoose && (
        <td className={styles.choose}>
          <Checkbox
            aria-label={`Choose ${item.title}, ${aboutInWords(item)}`}
            checked={chosen}
            disabled={says !== undefined || item.state !== 'open'}
            onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
          />
        </td>
      )}
      <th scope="row">
        <span className={styles.what}>
          <span className={styles.sign} data-tone={tone} aria-hidden>
            <Sign size={18} stroke={1.75} />
          </span>
          <span>
            <Link
              id={rowId(item.stuckId)}
              to="/stuck/$item"
              params={{ item: item.stuckId }}
              search={search}
              data-row
              aria-current={selected ? 'true' : undefined}
            >
              {item.title}
            </Link>
            <span className={pieces.second}>
              {aboutInWords(item)}
              {item.round > 1 && ` · stuck ${item.round} times`}
            </span>
            <span className={`${pieces.second} ${styles.narrow}`}>{says ?? who}</span>
          </span>
        </span>
      </th>
      <td className={pieces.number}>
        <b>{riskOf(item)}</b>
      </td>
      <td className={`${pieces.number} ${pieces.dim} ${pieces.wide}`}>
        <Age of={item.raisedAt} />
      </td>
      <td className={`${pieces.dim} ${pieces.wide}`}>
        {says ? (
          <span className={styles.sent}>
            <IconSend size={14} aria-hidden /> {says}
          </span>
        ) : who === 'You' ? (
          <b>You</b>
        ) : (
          who
        )}
      </td>
    </tr>
  );
}
