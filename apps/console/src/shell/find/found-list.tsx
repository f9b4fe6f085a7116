import { IconBuildingStore, IconCalendarDollar, IconCoins, IconFileInvoice, IconListCheck, IconReceipt } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { FoundGroup, Hit } from '../../api/find';
import { At } from '../../pieces/figures';
import styles from './find.module.css';

const KINDS = {
  customers: ['Customers', IconBuildingStore, 'Closed'],
  'open-sales': ['Sales in progress', IconListCheck, ''],
  sales: ['Sales', IconReceipt, 'Taken back'],
  invoices: ['Invoices', IconFileInvoice, ''],
  runs: ['Runs', IconCalendarDollar, 'Stopped'],
  charges: ['Charges', IconCoins, ''],
} as const;

type Kind = FoundGroup['kind'];

/** A sale and its customer never share an id, but their kinds make sure. */
export const optionId = (kind: Kind, { id }: Hit) => `found-${kind}-${id}`;

interface FoundListProps {
  readonly groups: readonly FoundGroup[];
  readonly chosen?: Hit;
  readonly onOpen: (kind: Kind, hit: Hit) => void;
}

export const FoundList = ({ groups, chosen, onOpen }: FoundListProps) => (
  <div id="found" role="listbox" aria-label="What was found" className={styles.found}>
    {groups.map(({ kind, hits, more }) => (
      <div key={kind} role="group" aria-label={KINDS[kind][0]}>
        <div className={styles.kind} aria-hidden>
          {KINDS[kind][0]}
          {more && <span>There are more; type more of it</span>}
        </div>
        {hits.map((hit) => (
          <Option key={hit.id} kind={kind} hit={hit} chosen={hit === chosen} onOpen={onOpen} />
        ))}
      </div>
    ))}
  </div>
);

interface OptionProps {
  readonly kind: Kind;
  readonly hit: Hit;
  readonly chosen: boolean;
  readonly onOpen: (kind: Kind, hit: Hit) => void;
}

/** The focus stays in the field, so the option is no stop of its own. */
function Option({ kind, hit, chosen, onOpen }: OptionProps) {
  const option = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) option.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const [, Sign, over] = KINDS[kind];
  return (
    <div
      ref={option}
      id={optionId(kind, hit)}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      className={styles.option}
      onClick={() => onOpen(kind, hit)}
      onKeyDown={({ key }) => key === 'Enter' && onOpen(kind, hit)}
    >
      <Sign size={18} stroke={1.75} aria-hidden />
      <span>
        <b>{hit.title}</b>
        <small>
          {hit.says}
          {hit.over && ` · ${over}`}
        </small>
      </span>
      {hit.at && (
        <small className={styles.at}>
          <At of={hit.at} />
        </small>
      )}
    </div>
  );
}
