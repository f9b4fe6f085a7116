import { NativeSelect } from '@mantine/core';
import type { Answers, FieldDefinition, FlowDefinition, StepDefinition } from '@takings/sale-flow';
import type { Sale } from '../../api/sale-flows';
import { answersFor } from './autofill';
import { idOf } from './blank';

interface AddressOfferProps {
  readonly definition: FlowDefinition;
  readonly sale: Sale;
  readonly step: StepDefinition;
  readonly field: FieldDefinition;
  readonly values: Answers;
  readonly onChoose: (value: string) => void;
}

/** What a look-up offers for a field: the addresses of the postcode, for example. */
export function AddressOffer({ definition, sale, step, field, values, onChoose }: AddressOfferProps) {
  const offered = answersFor(definition, sale.state.lookUps, step.id, values).flatMap(([{ offers }, answer]) =>
    offers?.field === field.name ? offers.values(answer) : [],
  );
  if (offered.length === 0) return null;
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
