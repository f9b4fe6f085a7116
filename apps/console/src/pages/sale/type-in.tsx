import { checkStep, type Fault, type LookUpDefinition, type PriceSnapshot } from '@takings/sale-flow';
import { useState } from 'react';
import { ApiError, sentenceOf } from '../../api/api-error';
import { Faults, FormButtons, Submit } from '../../pieces/form';
import { Question } from '../../pieces/panel';
import pieces from '../../pieces/pieces.module.css';
import { valuesOf } from './blank';
import { fieldOfStep, shownFaults } from './fault-words';
import { FieldInput } from './field-input';

type Answer = Readonly<Record<string, unknown>>;

interface TypeInProps {
  /** None while nothing is typed in. */
  readonly lookUp: LookUpDefinition | undefined;
  readonly onClose: () => void;
  readonly send: (lookUp: string, answer: Answer) => Promise<unknown>;
}

/** What a source would have answered, by hand: the sale says that it was. */
export const TypeIn = ({ lookUp, onClose, send }: TypeInProps) => (
  <Question title={lookUp ? `${lookUp.title}: type it in` : ''} opened={lookUp !== undefined} onClose={onClose}>
    {lookUp && <TypeInForm lookUp={lookUp} onDone={onClose} send={(answer) => send(lookUp.id, answer)} />}
  </Question>
);

const NO_PRICES: PriceSnapshot = { priceListId: '', name: '', takenAt: '', keptUntil: '', prices: {} };

function TypeInForm({
  lookUp,
  onDone,
  send,
}: {
  lookUp: LookUpDefinition;
  onDone: () => void;
  send: (answer: Answer) => Promise<unknown>;
}) {
  const step = { id: `look-up-${lookUp.id}`, title: lookUp.title, requires: [], answers: lookUp.answer, fields: lookUp.fields };
  const [values, setValues] = useState<Answer>(() => valuesOf(lookUp.fields, {}));
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const refuse = (found: readonly Fault[]) => {
    setFaults(found);
    setTries((before) => before + 1);
  };
  const submit = async () => {
    if (busy) return;
    const given = withoutBlanks(values);
    const checked = checkStep(step, given, { prices: NO_PRICES, answers: {} });
    if ('faults' in checked) return refuse(checked.faults);
    setBusy(true);
    try {
      await send(given);
      onDone();
    } catch (error) {
      refuse([{ field: error instanceof ApiError ? fieldOfStep(error.field) : '', message: sentenceOf(error) }]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className={pieces.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Faults key={tries} of={shownFaults(step, faults)} />
      <p className={pieces.dim}>It is marked as typed in by hand, with your name.</p>
      {lookUp.fields.map((field) => (
        <FieldInput
          key={field.name}
          step={step.id}
          field={field}
          path={field.name}
          value={values[field.name]}
          onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
          faults={faults}
          prices={NO_PRICES}
        />
      ))}
      <FormButtons>
        <Submit says="Use this" working="Saving…" busy={busy} />
      </FormButtons>
    </form>
  );
}

/** What was left empty was not said. */
const withoutBlanks = (values: Answer): Answer => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
