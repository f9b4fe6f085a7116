import { Button } from '@mantine/core';
import {
  answersOf,
  checkStep,
  type Effect,
  type Fault,
  type FieldDefinition,
  type FlowDefinition,
  nextStep,
  type StepDefinition,
} from '@takings/sale-flow';
import { useRef, useState } from 'react';
import { ApiError, sentenceOf } from '../../api/api-error';
import type { Sale } from '../../api/sale-flows';
import { Faults } from '../../pieces/form';
import pieces from '../../pieces/pieces.module.css';
import { Faster } from '../../pieces/states';
import { AddressOffer } from './address-offer';
import { answerWords } from './answer-words';
import { EffectPanel } from './effect-panel';
import { fieldOfStep, shownFaults } from './fault-words';
import { FieldInput } from './field-input';
import { KnownCustomer } from './known-customer';
import { OldAnswers } from './old-answers';
import styles from './sale.module.css';
import type { Standpoint } from './standpoint';
import { oldFields } from './to-confirm';
import type { SaleCommands } from './use-sale-commands';
import type { StepDraft } from './use-step-draft';

interface StepFormProps {
  readonly sale: Sale;
  readonly definition: FlowDefinition;
  readonly step: StepDefinition;
  readonly draft: StepDraft;
  readonly effect: Effect | undefined;
  readonly commands: SaleCommands;
  readonly me: Standpoint;
  /** None: all steps are done. */
  readonly goTo: (step: string | undefined) => void;
  readonly onKeepOld: () => void;
}

/** The questions of one step. What is wrong is told on top, each a link to its field; what was typed stays whatever happens. */
export function StepForm(props: StepFormProps) {
  const { sale, definition, step, draft, effect, commands, me, goTo, onKeepOld } = props;
  const { values, set } = draft;
  const reopened = sale.state.steps[step.id]?.state === 'reopened';
  const form = useAnswering(props);
  const olds = useOldAnswers(props, form.confirm);
  const readOnly = me.readOnly !== undefined;
  const shown = [...draft.faults, ...form.faults.filter(({ field }) => !draft.faults.some((one) => one.field === field))];
  const before = sale.state.steps[step.id]?.answers;
  return (
    <>
      <form
        className={`${pieces.card} ${pieces.padded} ${pieces.form}`}
        aria-labelledby="step"
        noValidate
        onSubmit={(event) => form.onSubmit(event, olds.open)}
      >
        <div className={pieces.sectionHead} style={{ marginBottom: 0 }}>
          <h2 id="step">{step.title}</h2>
          {olds.open.length > 1 && !readOnly && (
            <button type="button" className={pieces.smallButton} onClick={olds.confirmAll}>
              {olds.open.length === 2 ? 'Confirm both' : `Confirm all ${olds.open.length}`}
            </button>
          )}
        </div>
        <Faults key={form.tries} of={form.tries > 0 ? shownFaults(step, shown) : []} />
        {form.conflict && <Faster onLook={() => void commands.lookAgain().then(form.forgetConflict)}>{form.conflict}</Faster>}
        {reopened && (
          <OldAnswers
            step={step.id}
            fields={olds.shown}
            values={values}
            prices={sale.prices}
            since={sale.state.steps[step.id]!.at}
            kept={olds.kept}
            onKeep={olds.keep}
            onChange={olds.change}
          />
        )}
        {step.id === 'customer' && !readOnly && !reopened && <KnownCustomer onChoose={set} />}
        <div className={styles.fields}>
          {step.fields
            .filter((field) => !olds.shown.includes(field))
            .map((field) => (
              <FieldInput
                key={field.name}
                step={step.id}
                field={field}
                path={field.name}
                value={values[field.name]}
                onChange={(value) => set({ [field.name]: value })}
                faults={shown}
                prices={sale.prices}
                readOnly={readOnly}
                was={effect?.changed.includes(field.name) && before ? answerWords(field, before[field.name], sale.prices) : undefined}
              >
                {!readOnly && (
                  <AddressOffer
                    {...{ definition, sale, step, field, values }}
                    editing={effect !== undefined}
                    onChoose={(value) => set({ [field.name]: value })}
                  />
                )}
              </FieldInput>
            ))}
        </div>
        {!readOnly && !effect && (
          <div className={styles.buttons}>
            <Button type="submit" variant={olds.open.length > 0 ? 'default' : 'filled'} aria-disabled={form.busy || undefined}>
              {form.busy ? 'Saving…' : continueWords(definition, sale, step)}
            </Button>
            {olds.open.length > 0 && (
              <span className={pieces.note}>{olds.open.length === 1 ? '1 answer' : `${olds.open.length} answers`} to confirm first</span>
            )}
          </div>
        )}
      </form>
      {effect && !readOnly && (
        <EffectPanel
          step={step.id}
          effect={effect}
          state={sale.state}
          definition={definition}
          busy={form.busy}
          onSave={() => void form.answer()}
          onKeep={() => {
            onKeepOld();
            void form.keepOld();
          }}
        />
      )}
      {readOnly && sale.state.status === 'open' && (
        <div className={styles.buttons}>
          <Button variant="default" onClick={() => goTo(following(definition, step))}>
            Next step
          </Button>
        </div>
      )}
    </>
  );
}

const following = ({ steps }: FlowDefinition, { id }: StepDefinition) => steps[steps.findIndex((one) => one.id === id) + 1]?.id;

function continueWords(definition: FlowDefinition, { state }: Sale, { id }: StepDefinition): string {
  const done = { ...state, steps: { ...state.steps, [id]: { ...state.steps[id]!, state: 'done' as const } } };
  const next = definition.steps.find((one) => one.id === nextStep(definition, done));
  return next ? `Continue to ${next.title.toLowerCase()}` : 'Continue to check and complete';
}

/** Answers the step, or says what is missing. */
function useAnswering({ sale, definition, step, draft, effect, commands, goTo }: StepFormProps) {
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [tries, setTries] = useState(0);
  const [conflict, setConflict] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const inHand = useRef(false);

  const refuse = (found: readonly Fault[]) => {
    setFaults(found);
    setTries((before) => before + 1);
  };
  const failed = (error: unknown) => {
    if (error instanceof ApiError && error.isConflict) setConflict(error.message);
    else
      refuse([
        {
          field: error instanceof ApiError ? fieldOfStep(error.field) : '',
          message: error instanceof ApiError ? error.atField : sentenceOf(error),
        },
      ]);
  };
  const decide = async (command: Parameters<typeof commands.send>[0]) => {
    if (inHand.current) return;
    inHand.current = true;
    setBusy(true);
    setConflict(undefined);
    await draft.keeper.hold();
    try {
      const after = await commands.send(command);
      draft.keeper.forget(after.version, Date.now());
      goTo(nextStep(definition, after.state));
    } catch (error) {
      draft.keeper.go();
      failed(error);
    } finally {
      inHand.current = false;
      setBusy(false);
    }
  };
  const answer = async () => {
    const checked = checkStep(step, draft.values, { prices: sale.prices, answers: answersOf(sale.state) });
    if ('faults' in checked) return refuse(checked.faults);
    await decide({ type: 'answer', step: step.id, answers: { ...draft.values }, version: sale.version });
  };
  return {
    faults: tries > 0 ? faults : [],
    tries,
    conflict,
    busy,
    answer,
    forgetConflict: () => setConflict(undefined),
    confirm: () => decide({ type: 'confirm', steps: [step.id], version: sale.version }),
    /** Nothing was changed after all. */
    keepOld: async () => {
      await draft.keeper.hold();
      const after = await commands.send({ type: 'discard', step: step.id }).catch(commands.tell);
      if (after) draft.keeper.forget(after.version, Date.now());
      else draft.keeper.go();
    },
    onSubmit: (event: React.FormEvent, unconfirmed: readonly FieldDefinition[]) => {
      event.preventDefault();
      if (unconfirmed.length > 0)
        return refuse(unconfirmed.map(({ name }) => ({ field: name, message: 'say that it is still right, or change it' })));
      // What a change reopens is read before it is saved: Enter goes there, it does not save.
      if (effect) document.getElementById('save-change')?.focus();
      else void answer();
    },
  };
}

/** Which of the old answers were said to be still right, and which are being changed. Saying it of the last one confirms the step. */
function useOldAnswers({ sale, step, draft }: StepFormProps, confirm: () => Promise<void>) {
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const [changing, setChanging] = useState<ReadonlySet<string>>(new Set());
  const checked = checkStep(step, draft.values, { prices: sale.prices, answers: answersOf(sale.state) });
  const wrong = new Set('faults' in checked ? checked.faults.map(({ field }) => field.split('.')[0]) : []);
  const shown = oldFields(sale.state.steps[step.id], step, draft.values).filter(({ name }) => !changing.has(name) && !wrong.has(name));
  const open = shown.filter(({ name }) => !kept.has(name));
  const untouched = changing.size === 0 && wrong.size === 0;
  return {
    shown,
    kept,
    open,
    keep: (field: string) => {
      setKept((before) => new Set([...before, field]));
      if (untouched && open.length === 1) void confirm();
    },
    change: (field: string) => {
      setChanging((before) => new Set([...before, field]));
      setTimeout(() => document.getElementById(`${step.id}-${field}`)?.focus());
    },
    confirmAll: () => {
      setKept(new Set(shown.map(({ name }) => name)));
      if (untouched) void confirm();
    },
  };
}
