import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '../../api/api-error';
import { decideAll, stuckCan, type StuckAction, type StuckItem } from '../../api/stuck';
import { counted } from '../../formats/counts';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import { Question } from '../../pieces/panel';
import pieces from '../../pieces/pieces.module.css';
import { useSending } from '../../pieces/use-sending';
import styles from './stuck.module.css';
import { sumsInWords, VERBS } from './stuck-words';

interface ChosenProps {
  readonly items: readonly StuckItem[];
  readonly onDone: (left: readonly StuckItem[], words: string) => void;
  readonly onClear: () => void;
}

const TOGETHER: readonly StuckAction[] = ['retry', 'take', 'discard'];

/** Several at once: what may be done with every one of them. */
export function Chosen({ items, onDone, onClear }: ChosenProps) {
  const [doing, setDoing] = useState<StuckAction | undefined>();
  if (items.length === 0) return null;
  const close = () => setDoing(undefined);
  const legal = TOGETHER.filter((action) => items.every((item) => stuckCan(item, action)));
  return (
    <section className={styles.causeBar} aria-label="Chosen items">
      <div>
        <b>{counted(items.length, 'chosen item', 'chosen items')}</b>
        <span className={pieces.second}>{sumsInWords(sumOf(items))} at risk</span>
        {legal.length === 0 && <span className={pieces.second}>There is nothing that may be done with all of them.</span>}
      </div>
      <span className={styles.causeActs}>
        {legal.map((action) => (
          <Button key={action} variant="default" size="xs" onClick={() => setDoing(action)}>
            {VERBS[action].says}
          </Button>
        ))}
        <Button variant="subtle" size="xs" onClick={onClear}>
          Choose none
        </Button>
      </span>
      <Question title={doing ? `${VERBS[doing].says}: ${counted(items.length, 'item')}` : ''} opened={doing !== undefined} onClose={close}>
        {doing && <Together action={doing} items={items} onClose={close} onDone={onDone} />}
      </Question>
    </section>
  );
}

const FIELDS = { because: 'chosen-because' };

function Together({
  action,
  items,
  onClose,
  onDone,
}: {
  action: StuckAction;
  items: readonly StuckItem[];
  onClose: () => void;
  onDone: ChosenProps['onDone'];
}) {
  const [because, setBecause] = useState('');
  const verb = VERBS[action];
  const form = useSending({
    fields: FIELDS,
    send: async () => {
      const { refused } = await decideAll(
        action,
        items.map(({ stuckId, round }) => ({ stuckId, round })),
        action === 'take' ? {} : { because },
      );
      const [first] = refused;
      if (first && refused.length === items.length) throw new ApiError(first.why, 409);
      return items.filter(({ stuckId }) => !refused.some((one) => one.stuckId === stuckId));
    },
    done: (left) => {
      onClose();
      onDone(left, verb.done);
    },
  });
  return (
    <form className={pieces.form} onSubmit={form.onSubmit} noValidate>
      <Faults of={[...form.faults, ...(form.conflict ? [{ says: form.conflict }] : [])]} />
      {action === 'take' ? (
        <p className={pieces.says}>Others see that you are working on them.</p>
      ) : (
        <TextInput
          id={FIELDS.because}
          label="Why, for the history"
          value={because}
          onChange={({ currentTarget }) => setBecause(currentTarget.value)}
          error={form.faultOf(FIELDS.because)}
          autoComplete="off"
          data-autofocus
        />
      )}
      <FormButtons>
        <Submit says={`${verb.says}: ${items.length}`} working={verb.working} busy={form.busy} danger={action === 'discard'} />
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
      </FormButtons>
    </form>
  );
}

function sumOf(items: readonly StuckItem[]) {
  const sums = new Map<string, number>();
  for (const { currency, riskMinor } of items) if (currency) sums.set(currency, (sums.get(currency) ?? 0) + riskMinor);
  return [...sums].map(([currency, minor]) => ({ currency, minor }));
}
