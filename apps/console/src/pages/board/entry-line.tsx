import { IconArrowBackUp, IconClock, IconPencil } from '@tabler/icons-react';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Explanation } from '../../api/boards';
import { takeBack } from '../../api/sales';
import { money, signedMoney } from '../../formats/money';
import { Badge } from '../../pieces/badge';
import { At } from '../../pieces/figures';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import { Button } from '@mantine/core';
import pieces from '../../pieces/pieces.module.css';
import { saved } from '../../pieces/saved';
import { useSending } from '../../pieces/use-sending';
import styles from './board.module.css';
import { type Line, lineCan, shortRef, what } from './explain-words';

interface EntryLineProps {
  readonly line: Line;
  readonly of: Explanation;
  readonly timeZone: string;
  readonly mayChange: boolean;
  readonly opened: boolean;
  readonly onOpen: (opened: boolean) => void;
  readonly onDone: () => void;
}

/** A sale, with its taking back if there was one, or a correction: what, when, who, why, how much. */
export function EntryLine({ line, of, timeZone, mayChange, opened, onOpen, onDone }: EntryLineProps) {
  const { entry, takenBack } = line;
  return (
    <li className={styles.entry} data-gone={takenBack !== undefined || undefined}>
      <span className={styles.what}>{what(entry)}</span>
      <span className={styles.amount}>{entry.kind === 'sale' ? money(entry.amount) : signedMoney(entry.amount)}</span>
      <span className={`${pieces.second} ${styles.wide}`}>
        <At of={entry.occurredAt} timeZone={timeZone} />
        {entry.saleRef && entry.kind === 'sale' && <span title={entry.saleRef}> · {shortRef(entry.saleRef)}</span>}
        {entry.by && ` · ${entry.by}`}
      </span>
      {entry.reason && <span className={`${pieces.second} ${styles.wide}`}>“{entry.reason}”</span>}
      <Marks line={line} timeZone={timeZone} />
      {mayChange && lineCan.takeBack(line) && !opened && (
        <span className={`${styles.wide} ${styles.buttons}`}>
          <button
            type="button"
            className={pieces.smallButton}
            onClick={() => onOpen(true)}
            aria-label={`Take back ${what(entry)}, ${money(entry.amount)}`}
          >
            <IconArrowBackUp size={16} aria-hidden />
            Take back
          </button>
        </span>
      )}
      {opened && <TakeBack line={line} of={of} onDone={onDone} onKeep={() => onOpen(false)} />}
    </li>
  );
}

function Marks({ line: { entry, takenBack }, timeZone }: { line: Line; timeZone: string }) {
  if (!takenBack && !entry.late && entry.kind !== 'adjustment') return null;
  return (
    <span className={`${styles.wide} ${pieces.badges}`}>
      {entry.late && (
        <Badge tone="mute" icon={IconClock}>
          Late, entered <At of={entry.knownAt} timeZone={timeZone} />
        </Badge>
      )}
      {entry.kind === 'adjustment' && (
        <Badge tone="ask" icon={IconPencil}>
          Corrected by hand
        </Badge>
      )}
      {takenBack && (
        <>
          <Badge tone="warn" icon={IconArrowBackUp}>
            Taken back <At of={takenBack.occurredAt} timeZone={timeZone} />
            {takenBack.by && ` by ${takenBack.by}`}
          </Badge>
          {takenBack.reason && <span className={pieces.second}>“{takenBack.reason}”</span>}
        </>
      )}
    </span>
  );
}

interface TakeBackProps {
  readonly line: Line;
  readonly of: Explanation;
  readonly onDone: () => void;
  readonly onKeep: () => void;
}

function TakeBack({ line: { entry }, of, onDone, onKeep }: TakeBackProps) {
  const [reason, setReason] = useState('');
  const id = `reason-${entry.ref}`;
  const amount = money(entry.amount);
  const form = useSending({
    fields: { reason: id },
    send: () => takeBack(entry.ref, reason.trim()),
    done: () => {
      saved(`${amount} of ${of.consultant} is taken back`);
      onDone();
    },
  });
  return (
    <form className={`${pieces.form} ${styles.wide} ${styles.inline}`} onSubmit={form.onSubmit} noValidate>
      <Faults of={[...form.faults, ...(form.conflict ? [{ says: form.conflict }] : [])]} />
      <p className={pieces.says}>
        {of.consultant} then has {money(of.salesRevenue && { ...of.salesRevenue, minor: of.salesRevenue.minor - entry.amount.minor })}. What
        was not invoiced yet never will be; of an invoice the debit is held and a credit is proposed.
      </p>
      <Textarea
        id={id}
        label="Why"
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        error={form.faultOf(id)}
        autosize
        minRows={2}
        autoFocus
      />
      <FormButtons>
        <Submit says={`Take back ${amount}`} working="Taking back…" busy={form.busy} danger />
        <Button variant="default" onClick={onKeep}>
          Keep it
        </Button>
      </FormButtons>
    </form>
  );
}
