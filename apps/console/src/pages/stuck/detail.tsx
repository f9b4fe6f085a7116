import { IconArrowLeft, IconBulb, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { type Invoice, invoiceQuery } from '../../api/invoices';
import { type StuckDetail, stuckItemQuery } from '../../api/stuck';
import { usePerson } from '../../api/session';
import { At } from '../../pieces/figures';
import pieces from '../../pieces/pieces.module.css';
import { StageStrip } from '../../pieces/stage-strip';
import { Loaded, Note } from '../../pieces/states';
import { useNow } from '../../pieces/use-now';
import { hasRole } from '../../shell/roles';
import { Decide } from './decide';
import styles from './stuck.module.css';
import { rowId } from './row-id';
import { riskOf, whoOrWhen } from './stuck-words';

const route = getRouteApi('/stuck');

interface DetailProps {
  readonly stuckId: string;
  readonly onSettled: (item: StuckDetail, words: string) => void;
}

/** One item: what happened, what to do, what was done. Esc closes it and gives the focus back to its row. */
export function Detail({ stuckId, onSettled }: DetailProps) {
  const search = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery(stuckItemQuery(stuckId));
  const close = () => void navigate({ to: '/stuck', search }).then(() => document.getElementById(rowId(stuckId))?.focus());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close();
  };
  return (
    <section className={styles.detail} aria-label="What is opened" onKeyDown={onKeyDown}>
      <Link to="/stuck" search={search} className={`${pieces.smallButton} ${styles.back}`}>
        <IconArrowLeft size={16} aria-hidden />
        Back to the list
      </Link>
      <Loaded query={query} what="This item" safe="Nothing is lost." rows={4}>
        {(item) => <Shown item={item} onSettled={onSettled} />}
      </Loaded>
    </section>
  );
}

function Shown({ item, onSettled }: { item: StuckDetail; onSettled: DetailProps['onSettled'] }) {
  const about = item.about === 'invoice' && item.subject ? item.subject : undefined;
  const invoice = useQuery({ ...invoiceQuery(about ?? ''), enabled: about !== undefined, retry: false }).data;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Where the list gives way to what is opened, that is where one reads on.
    if (matchMedia('(max-width: 1023px)').matches) heading.current?.focus();
  }, []);
  return (
    <>
      <div className={styles.part}>
        <h2 ref={heading} tabIndex={-1}>
          {item.title}
        </h2>
        <p className={pieces.second}>
          <About of={item} />
        </p>
        <p className={styles.reason}>{item.reason}</p>
        {item.asked && (
          <Note tone="warn" icon={IconUsers} title={`${item.asked.by} asked to let it go`}>
            “{item.asked.because}” A second person has to agree.
          </Note>
        )}
        {item.state === 'open' && item.advice && (
          <Note tone="mute" icon={IconBulb} title="What helps">
            {item.advice}
          </Note>
        )}
        <Decide key={`${item.round} ${item.state}`} item={item} invoice={invoice} onSettled={onSettled} />
      </div>
      <div className={styles.part}>
        <h3>Details</h3>
        <Details of={item} invoice={invoice} />
      </div>
      <div className={styles.part}>
        <h3>What has been done</h3>
        <ol className={styles.history}>
          {item.history.toReversed().map(({ at, by, what, round }, place) => (
            <li key={`${at}${place}`}>
              <span className={pieces.dim}>
                <At of={at} />
              </span>
              <span>
                <b>{by}</b> {by === 'Takings' ? (what === item.reason && round === item.round ? 'stopped it' : `: ${what}`) : `– ${what}`}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}

/** Whose it is, and the way there. */
function About({ of: item }: { of: StuckDetail }) {
  const risk = riskOf(item);
  return (
    <>
      {item.customer}
      {item.customer && item.label && ' · '}
      {item.about === 'sale' && item.subject ? (
        <Link to="/sales/$sale" params={{ sale: item.subject }}>
          {item.label}
        </Link>
      ) : item.about === 'invoice' && item.subject ? (
        <Link to="/invoices/$invoice" params={{ invoice: item.subject }}>
          {item.label}
        </Link>
      ) : (
        item.label
      )}
      {item.currency && ` · ${risk}`}
    </>
  );
}

function Details({ of: item, invoice }: { of: StuckDetail; invoice?: Invoice }) {
  const person = usePerson();
  const now = useNow(10_000);
  return (
    <dl className={styles.details}>
      {invoice && (
        <div>
          <dt>Stages</dt>
          <dd>
            <StageStrip of={invoice} small />
          </dd>
        </div>
      )}
      <div>
        <dt>Since</dt>
        <dd>
          <At of={item.raisedAt} />
        </dd>
      </div>
      <div>
        <dt>Stuck</dt>
        <dd>{item.round === 1 ? 'For the first time' : `${item.round} times`}</dd>
      </div>
      <div>
        <dt>Who or when</dt>
        <dd>{whoOrWhen(item, person, now)}</dd>
      </div>
      <div>
        <dt>May act</dt>
        <dd>{item.for.charAt(0).toUpperCase() + item.for.slice(1)}</dd>
      </div>
      {hasRole(person, ['platform']) && (
        <div>
          <dt>For platform</dt>
          <dd className={pieces.dim}>
            {item.app}, {item.stage}
            {item.factType && `, ${item.factType}`}
          </dd>
        </div>
      )}
    </dl>
  );
}
