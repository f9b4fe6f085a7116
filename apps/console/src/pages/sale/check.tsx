import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconCircleCheck, IconCircleMinus, IconHourglass } from '@tabler/icons-react';
import { answersOf, type FlowDefinition, lookUpOf, missingLookUps, netOf } from '@takings/sale-flow';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { sentenceOf } from '../../api/api-error';
import type { Sale } from '../../api/sale-flows';
import { moment } from '../../formats/times';
import { money } from '../../formats/money';
import { Faults } from '../../pieces/form';
import { LinkButton } from '../../pieces/link-button';
import pieces from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { Note } from '../../pieces/states';
import { Answered } from './answered';
import { DriftNote } from './drift-note';
import { GiveUp } from './give-up';
import { LookedUp } from './looked-up';
import { ReasonQuestion } from '../../pieces/reason-question';
import { SaleFrame } from './sale-frame';
import styles from './sale.module.css';
import type { Standpoint } from './standpoint';
import { CHECK, StepList } from './step-list';
import { type SaleCommands, useSaleCommands } from './use-sale-commands';

interface CheckProps {
  readonly sale: Sale;
  readonly definition: FlowDefinition;
  readonly me: Standpoint;
}

/** Everything that was answered, to be read out; then the sale is completed. Of a sale that has ended, what it was. */
export function Check({ sale, definition, me }: CheckProps) {
  const { state } = sale;
  const commands = useSaleCommands(sale);
  const open = state.status === 'open';
  return (
    <SaleFrame
      sale={sale}
      definition={definition}
      me={me}
      flush={async () => true}
      title={open ? 'Check and complete' : undefined}
      says={open ? 'Read it out to the customer. A change shows first what it reopens.' : ENDED[state.status]}
    >
      {!open && <Ended sale={sale} me={me} commands={commands} />}
      {open && <DriftNote sale={sale} me={me} commands={commands} />}
      <div className={styles.flow} data-ended={!open || undefined}>
        {open && <StepList flowId={sale.flowId} state={state} definition={definition} current={CHECK} />}
        <div className={styles.middle}>
          <Answered sale={sale} definition={definition} mayChange={open && me.readOnly === undefined} />
        </div>
        <LookedUp
          definition={definition}
          lookUps={state.lookUps}
          acts={
            me.readOnly === undefined
              ? {
                  tryNow: (lookUp) => void commands.send({ type: 'retry-look-up', look_up: lookUp }).catch(commands.tell),
                  typeIn: (lookUp, answer) => commands.send({ type: 'type-in', look_up: lookUp, answer }),
                }
              : undefined
          }
        />
      </div>
      {open && me.readOnly === undefined && <Complete sale={sale} definition={definition} commands={commands} />}
    </SaleFrame>
  );
}

const ENDED = {
  open: '',
  completed: 'Completed. It counts on the boards, and what it sold becomes due.',
  'taken-back': 'Completed and taken back since: it counts nowhere.',
  expired: 'Nobody has worked on it for so long that it has ended. It can be continued.',
  abandoned: 'It was given up. It can be continued.',
} as const;

function Complete({ sale, definition, commands }: { sale: Sale; definition: FlowDefinition; commands: SaleCommands }) {
  const [fault, setFault] = useState<string | undefined>();
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [givingUp, setGivingUp] = useState(false);
  const navigate = useNavigate();
  const missing = missingLookUps(definition, sale.state);
  const { lines } = definition.sale(answersOf(sale.state), sale.prices);
  const currency = lines[0]?.currency ?? 'GBP';
  const net = { minor: netOf(lines), currency };
  const complete = async () => {
    if (busy) return;
    setBusy(true);
    setFault(undefined);
    try {
      await commands.send({ type: 'complete', version: sale.version });
      saved(`${sale.state.saleRef} is complete, ${money(net)}`);
    } catch (error) {
      setFault(sentenceOf(error));
      setTries((before) => before + 1);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.foot}>
      <div>
        <div className={styles.footSum}>{money(net)}</div>
        <div className={styles.footSays}>
          Without VAT. Counts {money(net)} for {sale.state.consultant.name} on the leaderboard.
        </div>
      </div>
      {fault && <Faults key={tries} of={[{ says: fault }]} />}
      {missing.length > 0 && (
        <span className={styles.fact}>
          <IconHourglass size={16} aria-hidden />
          Waits for {missing.map((id) => lookUpOf(definition, id).title.toLowerCase()).join(' and ')}: wait, try it now or type it in
        </span>
      )}
      <div className={styles.footButtons}>
        <Button variant="default" onClick={() => setGivingUp(true)}>
          Give it up
        </Button>
        {missing.length === 0 && (
          <Button leftSection={<IconCheck size={18} aria-hidden />} aria-disabled={busy || undefined} onClick={() => void complete()}>
            {busy ? 'Completing…' : 'Complete the sale'}
          </Button>
        )}
      </div>
      <GiveUp
        sale={sale}
        commands={commands}
        opened={givingUp}
        onClose={() => setGivingUp(false)}
        onDone={() => void navigate({ to: '/sales' })}
      />
    </div>
  );
}

const SIGNS = { completed: IconCircleCheck, 'taken-back': IconArrowBackUp, expired: IconCircleMinus, abandoned: IconCircleMinus } as const;
const WORDS = { completed: 'Completed', 'taken-back': 'Taken back', expired: 'Expired', abandoned: 'Given up' } as const;

/** How it ended, and what can still be done. */
function Ended({ sale, me, commands }: { sale: Sale; me: Standpoint; commands: SaleCommands }) {
  const [takingBack, setTakingBack] = useState(false);
  const { status, ended, saleRef, consultant } = sale.state;
  if (status === 'open') return null;
  const total = ended?.totalMinor === undefined ? undefined : money({ minor: ended.totalMinor, currency: ended.currency! });
  return (
    <>
      <Note
        tone={status === 'completed' ? 'accent' : 'mute'}
        icon={SIGNS[status]}
        title={`${WORDS[status]}${ended ? ` ${moment(ended.at)} by ${ended.by.name}` : ''}`}
      >
        {total && <p>{`${total} before VAT, sold by ${consultant.name}.`}</p>}
        {ended?.reason && <p>{ended.reason}</p>}
      </Note>
      <div className={pieces.formButtons}>
        <LinkButton to="/sales">Back to my sales</LinkButton>
        {status === 'completed' && me.mayWorkOn && (
          <Button variant="default" onClick={() => setTakingBack(true)}>
            Take it back
          </Button>
        )}
        {(status === 'expired' || status === 'abandoned') && me.mayWorkOn && (
          <Button variant="default" onClick={() => void commands.send({ type: 'continue' }).catch(commands.tell)}>
            Continue it
          </Button>
        )}
      </div>
      <ReasonQuestion
        title={`Take back ${saleRef}`}
        opened={takingBack}
        onClose={() => setTakingBack(false)}
        says="It leaves the boards quietly, and what is not invoiced yet never will be."
        action={total ? `Take back ${total}` : 'Take it back'}
        working="Taking back…"
        danger
        field="reason"
        send={(reason) => commands.send({ type: 'take-back', reason })}
        done={() => saved(`${saleRef} is taken back`)}
      />
    </>
  );
}
