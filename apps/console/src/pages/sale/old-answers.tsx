import { IconCheck } from '@tabler/icons-react';
import type { Answers, FieldDefinition, PriceSnapshot } from '@takings/sale-flow';
import { moment } from '../../formats/times';
import pieces from '../../pieces/pieces.module.css';
import { answerWords } from './answer-words';
import { idOf } from './blank';
import styles from './sale.module.css';

interface OldAnswersProps {
  readonly step: string;
  readonly fields: readonly FieldDefinition[];
  readonly values: Answers;
  readonly prices: PriceSnapshot;
  /** When the step was reopened. */
  readonly since: string;
  readonly kept: ReadonlySet<string>;
  readonly onKeep: (field: string) => void;
  readonly onChange: (field: string) => void;
}

/** Answers from before the change, greyed until somebody says of each that it still holds. */
export const OldAnswers = ({ step, fields, values, prices, since, kept, onKeep, onChange }: OldAnswersProps) => (
  <ul className={styles.olds} aria-label="Answers from before the change">
    {fields.map((field) => (
      <li key={field.name} className={styles.old} data-kept={kept.has(field.name) || undefined}>
        <span className={styles.oldName}>{field.label}</span>
        <span className={styles.oldValue}>
          {answerWords(field, values[field.name], prices)}
          {!kept.has(field.name) && <span className={pieces.second}>From before the change of {moment(since)}</span>}
        </span>
        {kept.has(field.name) ? (
          <span className={styles.confirmed}>
            <IconCheck size={16} aria-hidden /> Still right
          </span>
        ) : (
          <span className={styles.oldActs}>
            <button
              type="button"
              id={idOf({ id: step }, field.name)}
              className={pieces.smallButton}
              onClick={() => onKeep(field.name)}
              aria-label={`Still right: ${field.label}`}
            >
              <IconCheck size={16} aria-hidden /> Still right
            </button>
            <button type="button" className={styles.quiet} onClick={() => onChange(field.name)} aria-label={`Change: ${field.label}`}>
              Change
            </button>
          </span>
        )}
      </li>
    ))}
  </ul>
);
