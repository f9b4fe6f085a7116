import { type Effect, effectOf, type FlowDefinition, givenIn, type StepDefinition } from '@takings/sale-flow';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Sale } from '../../api/sale-flows';
import { DriftNote } from './drift-note';
import { LookedUp } from './looked-up';
import { Overtaken } from './overtaken';
import { SaleFrame } from './sale-frame';
import styles from './sale.module.css';
import { SoFar } from './so-far';
import { StepForm } from './step-form';
import { StepList } from './step-list';
import type { Standpoint } from './standpoint';
import { toConfirm } from './to-confirm';
import { useSaleCommands } from './use-sale-commands';
import { useStepDraft } from './use-step-draft';

interface StepPageProps {
  readonly sale: Sale;
  readonly definition: FlowDefinition;
  readonly step: StepDefinition;
  readonly me: Standpoint;
}

/** One question group of a sale: the steps on the left, what was looked up on the right. */
export function StepPage({ sale, definition, step, me }: StepPageProps) {
  const { state, prices } = sale;
  const draft = useStepDraft(sale, definition, step, me.id, me.readOnly !== undefined);
  const commands = useSaleCommands(sale);
  const navigate = useNavigate();
  const editing = state.steps[step.id]?.state === 'done';
  const effect = useMemo(
    () => (editing ? changes(effectOf(state, definition, step.id, draft.values, prices)) : undefined),
    [editing, state, definition, step.id, draft.values, prices],
  );
  const open = toConfirm(state.steps[step.id], step, draft.values);
  return (
    <SaleFrame
      sale={sale}
      definition={definition}
      me={me}
      saved={draft.state}
      flush={() => draft.keeper.flush()}
      says={saysOf(editing, effect !== undefined, open)}
    >
      <div className={styles.flow}>
        <StepList flowId={sale.flowId} state={state} definition={definition} current={step.id} effect={effect} toConfirm={open} />
        <div className={styles.middle}>
          <Overtaken sale={sale} step={step} draft={draft} />
          <StepForm
            key={step.id}
            {...{ sale, definition, step, draft, effect, commands, me }}
            goTo={(next) =>
              void (next
                ? navigate({ to: '/sales/$sale/$step', params: { sale: sale.flowId, step: next } })
                : navigate({ to: '/sales/$sale/check', params: { sale: sale.flowId } }))
            }
            onKeepOld={() => draft.reset(state.steps[step.id]?.answers ?? givenIn(undefined))}
          />
          {step.price && <DriftNote sale={sale} me={me} commands={commands} />}
          <SoFar sale={sale} definition={definition} step={step} values={draft.values} />
        </div>
        <LookedUp
          definition={definition}
          lookUps={state.lookUps}
          effect={effect}
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
    </SaleFrame>
  );
}

/** Nothing while the answers are as they were. */
const changes = (effect: Effect): Effect | undefined => (effect.changed.length > 0 ? effect : undefined);

function saysOf(editing: boolean, changed: boolean, open: number): string {
  if (editing && changed) return 'You are changing an earlier answer. It counts once you save it below.';
  if (editing) return 'An earlier answer. A change shows first what it reopens.';
  if (open > 0) return 'An earlier answer was changed. What is grey here was answered before: say what still holds.';
  return 'Everything you type is saved as you go, and you may leave at any time.';
}
