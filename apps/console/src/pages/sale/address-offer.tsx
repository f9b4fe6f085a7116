import { NativeSelect } from '@mantine/core';
import { type Answers, type FieldDefinition, type FlowDefinition, questionOf, sameValue, type StepDefinition } from '@takings/sale-flow';
import { useQuery } from '@tanstack/react-query';
import { offersQuery, type Sale } from '../../api/sale-flows';
import pieces from '../../pieces/pieces.module.css';
import { answersFor } from './autofill';
import { idOf } from './blank';

interface AddressOfferProps {
  readonly definition: FlowDefinition;
  readonly sale: Sale;
  readonly step: StepDefinition;
  readonly field: FieldDefinition;
  readonly values: Answers;
  /** An answer is being changed: the sale itself asks nothing before that is saved. */
  readonly editing: boolean;
  readonly onChoose: (value: string) => void;
}

/** What a look-up offers for a field: the addresses of the postcode, for example. */
export function AddressOffer(props: AddressOfferProps) {
  const { step, field, values, onChoose } = props;
  const { offered, says } = useOffered(props);
  if (offered.length === 0) return says ? <span className={pieces.note}>{says}</span> : null;
  const now = values[field.name];
  return (
    <NativeSelect
      id={`${idOf(step, field.name)}-offer`}
      aria-label={`${field.label}: choose one that was found`}
      value={offered.find((one) => one === now) ?? ''}
      onChange={({ currentTarget }) => currentTarget.value && onChoose(currentTarget.value)}
      data={[{ value: '', label: `Choose one of ${offered.length} found` }, ...offered]}
    />
  );
}

function useOffered({ definition, sale: { flowId, state }, step, field, values, editing }: AddressOfferProps) {
  const lookUp = definition.lookUps.find(({ offers, step: its }) => its === step.id && offers?.field === field.name);
  const question = lookUp && editing ? questionOf(lookUp, state, values, false) : undefined;
  const another = lookUp && question && !sameValue(question, state.lookUps[lookUp.id]?.question) ? question : undefined;
  const ahead = useQuery(offersQuery(flowId, lookUp?.id ?? '', another, values));
  if (another) return ahead.data ?? { offered: [], says: ahead.error && 'Nothing can be offered just now; type it in' };
  const found = answersFor(definition, state.lookUps, step.id, values).filter(([{ id }]) => id === lookUp?.id);
  return { offered: found.flatMap(([{ offers }, answer]) => offers?.values(answer) ?? []), says: null };
}
