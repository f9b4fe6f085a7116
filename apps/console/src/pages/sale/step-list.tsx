import { IconCheck, IconHourglass, IconLock, IconRotateClockwise } from '@tabler/icons-react';
import { type Effect, type FlowDefinition, type FlowState, missingLookUps, standingOf, stepOf } from '@takings/sale-flow';
import { Link } from '@tanstack/react-router';
import { counted } from '../../formats/counts';
import { time } from '../../formats/times';
import styles from './sale.module.css';

export const CHECK = 'check';

interface StepListProps {
  readonly flowId: string;
  readonly state: FlowState;
  readonly definition: FlowDefinition;
  /** The step that is shown, or `check`. */
  readonly current: string;
  /** What saving what is typed would do. */
  readonly effect?: Effect;
  /** Old answers of the current step that are not confirmed yet. */
  readonly toConfirm?: number;
}

type Look = 'done' | 'current' | 'reopened' | 'locked' | 'open' | 'waiting';
interface Item {
  readonly id: string;
  readonly title: string;
  readonly look: Look;
  readonly says: string;
}

const SIGNS = { done: IconCheck, reopened: IconRotateClockwise, locked: IconLock, waiting: IconHourglass } as const;

/** Where the sale stands; a step that can be worked on is a link to it. */
export function StepList(props: StepListProps) {
  const items = itemsOf(props);
  return (
    <nav aria-label="Steps of the sale" className={styles.stepsNav}>
      <ol className={styles.steps}>
        {items.map((item, at) => (
          <li key={item.id} data-look={item.look} aria-current={item.id === props.current ? 'step' : undefined}>
            {item.look === 'locked' || item.id === props.current ? (
              <Words item={item} number={at + 1} />
            ) : item.id === CHECK ? (
              <Link to="/sales/$sale/check" params={{ sale: props.flowId }}>
                <Words item={item} number={at + 1} />
              </Link>
            ) : (
              <Link to="/sales/$sale/$step" params={{ sale: props.flowId, step: item.id }}>
                <Words item={item} number={at + 1} />
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Words({ item: { title, look, says }, number }: { item: Item; number: number }) {
  const Sign = look in SIGNS ? SIGNS[look as keyof typeof SIGNS] : undefined;
  return (
    <>
      <span className={styles.stepSign}>{Sign ? <Sign size={15} stroke={2.4} aria-hidden /> : number}</span>
      <span>
        <span className={styles.stepTitle}>{title}</span>
        <span className={styles.stepSays}>{says}</span>
      </span>
    </>
  );
}

function itemsOf({ state, definition, current, effect, toConfirm }: StepListProps): Item[] {
  const reopens = new Set(effect?.reopens.map(({ step }) => step));
  const steps = definition.steps.map(({ id, title }): Item => {
    const standing = standingOf(definition, state, id);
    if (id === current) return { id, title, look: 'current', says: nowWords(standing, effect, toConfirm) };
    if (standing === 'done') return doneItem(id, title, state, reopens.has(id), effect !== undefined);
    if (standing === 'reopened') return { id, title, look: 'reopened', says: 'Reopened' };
    if (standing === 'locked')
      return { id, title, look: state.steps[id]?.state === 'reopened' ? 'reopened' : 'locked', says: lockedWords(id, state, definition) };
    return { id, title, look: 'open', says: state.steps[id]?.draft ? 'Begun' : 'Not started' };
  });
  return [...steps, checkItem(state, definition, current)];
}

const nowWords = (standing: string, effect: Effect | undefined, toConfirm: number | undefined) => {
  if (standing === 'done') return effect && effect.changed.length > 0 ? 'Changing now' : 'Done';
  return toConfirm ? `${counted(toConfirm, 'answer')} to confirm` : 'Now';
};

function doneItem(id: string, title: string, { steps }: FlowState, reopens: boolean, editing: boolean): Item {
  if (reopens) return { id, title, look: 'reopened', says: 'Will reopen' };
  return { id, title, look: 'done', says: editing ? 'Stays as it is' : `Done ${time(steps[id]!.at)}` };
}

function lockedWords(id: string, state: FlowState, definition: FlowDefinition): string {
  const first = stepOf(definition, id).requires.find((one) => state.steps[one]?.state !== 'done');
  if (state.steps[id]?.state === 'reopened') return 'Reopened';
  return first ? `After ${stepOf(definition, first).title.toLowerCase()}` : 'Not started';
}

function checkItem(state: FlowState, definition: FlowDefinition, current: string): Item {
  const item = { id: CHECK, title: 'Check and complete' };
  if (current === CHECK) return { ...item, look: 'current', says: 'Now' };
  const allDone = definition.steps.every(({ id }) => state.steps[id]?.state === 'done');
  if (!allDone) return { ...item, look: 'locked', says: 'After all steps' };
  return missingLookUps(definition, state).length > 0
    ? { ...item, look: 'waiting', says: 'Waiting for a look-up' }
    : { ...item, look: 'open', says: 'Not started' };
}
