import { Button } from '@mantine/core';
import { IconCheck, IconRotateClockwise } from '@tabler/icons-react';
import { type Effect, type FlowDefinition, type FlowState, lookUpOf, type LookUpState, stepOf } from '@takings/sale-flow';
import { counted } from '../../formats/counts';
import { time } from '../../formats/times';
import { isBlank } from './blank';
import { labelOf } from './fault-words';
import styles from './sale.module.css';

interface EffectPanelProps {
  readonly step: string;
  readonly effect: Effect;
  readonly state: FlowState;
  readonly definition: FlowDefinition;
  readonly busy: boolean;
  readonly onSave: () => void;
  readonly onKeep: () => void;
}

/** Before an earlier answer is changed: which steps reopen and why, what is asked again, and what stays. */
export function EffectPanel({ step, effect, state, definition, busy, onSave, onKeep }: EffectPanelProps) {
  const reopened = effect.reopens.length;
  const asked = effect.lookUps.filter(({ becomes }) => becomes === 'asked-again' || becomes === 'dropped');
  return (
    <section className={styles.effect} aria-labelledby="effect" data-reopens={reopened > 0 || undefined}>
      <div className={styles.effectHead}>
        {reopened > 0 ? <IconRotateClockwise size={18} aria-hidden /> : <IconCheck size={18} aria-hidden />}
        <h2 id="effect">{reopened > 0 ? `Saving this reopens ${counted(reopened, 'step')}` : 'Saving this reopens nothing'}</h2>
      </div>
      <dl>
        {effect.reopens.map(({ step: id, title, because, stillValid }) => (
          <Row key={id} sign="reopens" title={title}>
            {becauseWords(because, step, effect, definition)}
            <span className={styles.effectSecond}>{keptWords(id, state, definition, stillValid)}</span>
          </Row>
        ))}
        {asked.map(({ lookUp, title, becomes }) => (
          <Row key={lookUp} sign="reopens" title={title}>
            {askedWords(state.lookUps[lookUp], becomes, lookUpOf(definition, lookUp).asks)}
          </Row>
        ))}
        <Row sign="stays" title="Stays as it is">
          {staysWords(effect, definition)}
        </Row>
      </dl>
      <div className={styles.effectButtons}>
        <Button type="button" id="save-change" aria-disabled={busy || undefined} onClick={() => !busy && onSave()}>
          {busy ? 'Saving…' : reopened > 0 ? `Save and reopen ${counted(reopened, 'step')}` : 'Save the change'}
        </Button>
        <Button type="button" variant="default" onClick={onKeep}>
          {keepWords(effect, definition, step)}
        </Button>
      </div>
    </section>
  );
}

const Row = ({ sign, title, children }: { sign: 'reopens' | 'stays'; title: string; children: React.ReactNode }) => (
  <div className={styles.effectRow} data-sign={sign}>
    <dt>
      {sign === 'reopens' ? <IconRotateClockwise size={18} aria-hidden /> : <IconCheck size={18} aria-hidden />}
      {title}
    </dt>
    <dd>{children}</dd>
  </div>
);

const changedLabels = ({ changed }: Effect, definition: FlowDefinition, step: string) =>
  changed.map((field) => labelOf(stepOf(definition, step).fields, field) ?? field);

function becauseWords(because: string, step: string, effect: Effect, definition: FlowDefinition): string {
  if (because !== step) return `It goes by “${stepOf(definition, because).title}”, which reopens.`;
  const used = changedLabels(effect, definition, step);
  return `It goes by what you are changing: ${listed(used.map((label) => label.toLowerCase()))}.`;
}

function keptWords(id: string, state: FlowState, definition: FlowDefinition, stillValid: boolean): string {
  const answers = state.steps[id]?.answers ?? {};
  const given = stepOf(definition, id).fields.filter((field) => !isBlank(field, answers[field.name])).length;
  const kept = given === 1 ? 'Your answer is kept, greyed.' : `Your ${given} answers are kept, greyed.`;
  return stillValid ? `${kept} One click confirms what still holds.` : `${kept} Something in it no longer fits and has to be changed.`;
}

function askedWords(before: LookUpState | undefined, becomes: string, asks: (question: Record<string, string>) => string): string {
  const was = before ? `The answer of ${time(before.at)} was for ${asks(before.question)}. ` : '';
  return `${was}${becomes === 'dropped' ? 'It no longer counts.' : 'It is asked again.'}`;
}

function staysWords({ stays, lookUps }: Effect, definition: FlowDefinition): string {
  const steps = stays.map((id) => stepOf(definition, id).title);
  const kept = lookUps.filter(({ becomes }) => becomes === 'kept').map(({ title }) => title);
  const first = [...steps, ...kept];
  if (first.length === 0) return 'Nothing else was answered yet.';
  return `${listed(first)}.${kept.length > 0 ? ` ${listed(kept)} ${kept.length > 1 ? 'are' : 'is'} not asked or paid for again.` : ''}`;
}

/** "Keep the old postcode" */
function keepWords(effect: Effect, definition: FlowDefinition, step: string): string {
  const [label, ...more] = changedLabels(effect, definition, step);
  return label && more.length === 0 ? `Keep the old ${label.toLowerCase()}` : 'Keep the old answers';
}

const listed = (words: readonly string[]) => (words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : words.join(''));
