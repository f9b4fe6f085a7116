import { Button } from '@mantine/core';
import { IconEye, IconNote } from '@tabler/icons-react';
import { customerNameOf, type FlowDefinition } from '@takings/sale-flow';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Sale } from '../../api/sale-flows';
import { useSignIn } from '../../api/session';
import { moment } from '../../formats/times';
import { LiveBadge } from '../../live/live-badge';
import { PageHead } from '../../pieces/page-head';
import { saved as tell } from '../../pieces/saved';
import { Note } from '../../pieces/states';
import { AtWork } from './at-work';
import type { SaveState } from './drafts/draft-keeper';
import { HandOver } from './hand-over';
import { NAMELESS } from './nameless';
import styles from './sale.module.css';
import { SavedBadge } from './saved-badge';
import type { Standpoint } from './standpoint';
import { TakeOver } from './take-over';

interface SaleFrameProps {
  readonly sale: Sale;
  readonly definition: FlowDefinition;
  readonly me: Standpoint;
  /** None where nothing is typed. */
  readonly saved?: SaveState;
  /** Sends what is left; false when it could not be. */
  readonly flush: () => Promise<boolean>;
  readonly title?: string;
  readonly says: string;
  readonly children: ReactNode;
}

/** Around every page of a sale: whose it is, whether all is saved, and the ways to leave it. */
export function SaleFrame({ sale, definition, me, saved, flush, title, says, children }: SaleFrameProps) {
  const { state } = sale;
  const signIn = useSignIn();
  const navigate = useNavigate();
  const [handingOver, setHandingOver] = useState(false);
  const [takingOver, setTakingOver] = useState(false);
  const name = customerNameOf(definition, state) ?? NAMELESS;
  const signedOut = signIn.is === 'in' && signIn.ended && saved?.is === 'saving';
  const leave = async () => {
    if (!(await flush())) tell('What you typed last is kept on this machine and sent as soon as Takings can be reached');
    await navigate({ to: '/sales' });
  };
  return (
    <>
      <PageHead
        title={title ?? name}
        under={{ to: '/sales', name: 'My sales' }}
        badge={<span className={styles.ref}>{title ? `${name}, ${state.saleRef}` : `Sale ${state.saleRef}`}</span>}
        fresh={<LiveBadge />}
        says={says}
      >
        <div className={styles.facts}>
          {saved && me.readOnly === undefined && <SavedBadge of={signedOut ? { is: 'waiting', because: 'signed out' } : saved} />}
          <AtWork of={state} />
          {state.status === 'open' && me.manages && me.id !== state.owner.id && (
            <Button variant="default" onClick={() => setTakingOver(true)}>
              Take over
            </Button>
          )}
          {state.status === 'open' && me.mayWorkOn && (
            <Button variant="default" onClick={() => setHandingOver(true)}>
              Hand over
            </Button>
          )}
          {state.status === 'open' && me.mayWorkOn && (
            <Button variant="default" onClick={() => void leave()}>
              Leave for later
            </Button>
          )}
        </div>
      </PageHead>
      {state.note && state.status === 'open' && (
        <Note tone="accent" icon={IconNote} title={`${state.note.by.name}, ${moment(state.note.at)}`}>
          {state.note.text}
        </Note>
      )}
      {me.readOnly !== undefined && state.status === 'open' && (
        <Note tone="ask" icon={IconEye} title="Read only">
          {me.readOnly}
        </Note>
      )}
      {children}
      <HandOver
        sale={sale}
        opened={handingOver}
        onClose={() => setHandingOver(false)}
        flush={flush}
        onDone={() => void navigate({ to: '/sales' })}
      />
      <TakeOver
        flowId={sale.flowId}
        saleRef={state.saleRef}
        owner={state.owner.name}
        opened={takingOver}
        onClose={() => setTakingOver(false)}
      />
    </>
  );
}
