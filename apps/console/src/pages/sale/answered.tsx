import { type FieldDefinition, type FlowDefinition, givenIn, type LookUpDefinition, type StepDefinition } from '@takings/sale-flow';
import { Link } from '@tanstack/react-router';
import type { Sale } from '../../api/sale-flows';
import { moment } from '../../formats/times';
import { Card } from '../../pieces/card';
import pieces from '../../pieces/pieces.module.css';
import { answerWords, lineWords } from './answer-words';
import styles from './sale.module.css';

/** Every answer, step by step, each with the way back to it. */
export const Answered = ({ sale, definition, mayChange }: { sale: Sale; definition: FlowDefinition; mayChange: boolean }) =>
  definition.steps.map((step) => (
    <Card key={step.id} title={step.title} note={noteOf(sale, step)}>
      <dl className={styles.answers}>
        {step.fields.flatMap((field) =>
          rowsOf(field, givenIn(sale.state.steps[step.id])[field.name], sale).map(([name, value], at) => (
            <div key={`${field.name}-${at}`}>
              <dt>{name}</dt>
              <dd>
                {value}
                <Source of={sourceOf(definition, sale, step, field)} />
              </dd>
              <dd>
                {mayChange && at === 0 && (
                  <Link to="/sales/$sale/$step" params={{ sale: sale.flowId, step: step.id }} hash={`${step.id}-${field.name}`}>
                    Change<span className={pieces.unseen}> {field.label}</span>
                  </Link>
                )}
              </dd>
            </div>
          )),
        )}
      </dl>
    </Card>
  ));

const noteOf = ({ state }: Sale, { id }: StepDefinition): string | undefined => {
  const step = state.steps[id];
  return step && `${step.by.name}, ${moment(step.at)}`;
};

/** A field with lines has a row for each. */
function rowsOf(field: FieldDefinition, value: unknown, { prices }: Sale): [name: string, value: string][] {
  if (field.kind !== 'lines') return [[field.label, answerWords(field, value, prices)]];
  return (Array.isArray(value) ? value : []).map((line) => [field.label, lineWords(line, prices)]);
}

/** The look-up that says the same, where one does. */
function sourceOf({ lookUps }: FlowDefinition, { state }: Sale, step: StepDefinition, field: FieldDefinition): string | undefined {
  const value = givenIn(state.steps[step.id])[field.name];
  const says = ({ id, step: of, fills, offers }: LookUpDefinition) => {
    const answer = state.lookUps[id]?.answer;
    if (of !== step.id || !answer) return false;
    return fills?.(answer)[field.name] === value || (offers?.field === field.name && offers.values(answer).includes(String(value)));
  };
  const found = lookUps.find(says);
  const lookUp = found && state.lookUps[found.id];
  return lookUp && `${lookUp.state === 'typed-in' ? `Typed in by ${lookUp.by?.name}` : found.sourceName}, ${moment(lookUp.at)}`;
}

const Source = ({ of }: { of: string | undefined }) => of && <span className={pieces.second}>{of}</span>;
