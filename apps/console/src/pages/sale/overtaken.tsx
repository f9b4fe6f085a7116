import { IconUsers } from '@tabler/icons-react';
import { givenIn, type StepDefinition } from '@takings/sale-flow';
import { Button } from '@mantine/core';
import type { Sale } from '../../api/sale-flows';
import { moment } from '../../formats/times';
import pieces from '../../pieces/pieces.module.css';
import { answerWords } from './answer-words';
import styles from './sale.module.css';
import { valuesOf } from './blank';
import type { StepDraft } from './use-step-draft';
import { sameValue } from '@takings/sale-flow';

interface OvertakenProps {
  readonly sale: Sale;
  readonly step: StepDefinition;
  readonly draft: StepDraft;
}

/** Something newer was typed elsewhere while this was not saved yet: both are offered, neither is overwritten unseen. */
export function Overtaken({ sale, step, draft }: OvertakenProps) {
  if (draft.state.is !== 'overtaken') return null;
  const theirs = sale.state.steps[step.id];
  const given = valuesOf(step.fields, givenIn(theirs));
  const others = step.fields.filter(({ name }) => !sameValue(given[name], draft.values[name]));
  return (
    <section className={styles.notice} role="alert" aria-label="Changed elsewhere">
      <IconUsers size={18} aria-hidden />
      <div className={styles.noticeWords}>
        <strong>{theirs ? `${theirs.by.name} changed this step at ${moment(theirs.at)}` : 'This step was changed elsewhere'}</strong>
        <span>What you typed is still here and not saved yet. Keep yours, or take what was saved there:</span>
        <ul>
          {others.map((field) => (
            <li key={field.name}>
              {field.label}: {answerWords(field, given[field.name], sale.prices)}
            </li>
          ))}
        </ul>
      </div>
      <Button variant="default" onClick={() => draft.keeper.keepMine(sale.version)}>
        Keep mine
      </Button>
      <button
        type="button"
        className={pieces.smallButton}
        onClick={() => {
          draft.keeper.forget(sale.version, Date.parse(theirs?.at ?? sale.state.startedAt));
          draft.reset(givenIn(theirs));
        }}
      >
        Take theirs
      </button>
    </section>
  );
}
