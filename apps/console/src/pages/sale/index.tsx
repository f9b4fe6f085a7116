import { IconCloudOff, IconRefresh } from '@tabler/icons-react';
import { type FlowDefinition, mayWorkOn, nextStep, standingOf } from '@takings/sale-flow';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Navigate } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { ApiError } from '../../api/api-error';
import { onHeardSale, type Sale, saleQuery } from '../../api/sale-flows';
import { type Person, usePerson } from '../../api/session';
import { useLookAgain } from '../../live/look-again';
import { PageHead } from '../../pieces/page-head';
import { Loaded, Message } from '../../pieces/states';
import { Check } from './check';
import { definitionOf } from './definitions';
import { standpointOf } from './standpoint';
import { StepPage } from './step-page';
import { useEditor } from './use-editor';
import { merged } from './use-sale-commands';

const stepRoute = getRouteApi('/sales/$sale/$step');
const checkRoute = getRouteApi('/sales/$sale/check');
const saleRoute = getRouteApi('/sales/$sale');

/** To where it goes on. */
export function SaleStart() {
  const { sale } = saleRoute.useParams();
  return <OfSale flowId={sale}>{(sale, definition) => <ToNext sale={sale} definition={definition} />}</OfSale>;
}

export function SaleStep() {
  const { sale, step } = stepRoute.useParams();
  return <OfSale flowId={sale}>{(sale, definition, person) => <Step {...{ sale, definition, person }} stepId={step} />}</OfSale>;
}

export function SaleCheck() {
  const { sale } = checkRoute.useParams();
  return (
    <OfSale flowId={sale}>
      {(sale, definition, person) =>
        sale.state.status === 'open' && nextStep(definition, sale.state) !== undefined ? (
          <ToNext sale={sale} definition={definition} />
        ) : (
          <Check sale={sale} definition={definition} me={standpointOf(person, sale, undefined)} />
        )
      }
    </OfSale>
  );
}

function Step({ sale, definition, person, stepId }: { sale: Sale; definition: FlowDefinition; person: Person; stepId: string }) {
  const step = definition.steps.find(({ id }) => id === stepId);
  const may = sale.state.status === 'open' && mayWorkOn({ ...person, team: person.team?.id ?? null }, sale.state);
  const editor = useEditor(sale, step?.id, person.id, may);
  // Nobody gets past a step that is not done.
  if (!step || sale.state.status !== 'open' || standingOf(definition, sale.state, stepId) === 'locked') {
    return <ToNext sale={sale} definition={definition} />;
  }
  return (
    <StepPage key={`${sale.flowId} ${stepId}`} sale={sale} definition={definition} step={step} me={standpointOf(person, sale, editor)} />
  );
}

function ToNext({ sale: { flowId, state }, definition }: { sale: Sale; definition: FlowDefinition }) {
  const next = state.status === 'open' ? nextStep(definition, state) : undefined;
  return next ? (
    <Navigate to="/sales/$sale/$step" params={{ sale: flowId, step: next }} replace />
  ) : (
    <Navigate to="/sales/$sale/check" params={{ sale: flowId }} replace />
  );
}

interface OfSaleProps {
  readonly flowId: string;
  readonly children: (sale: Sale, definition: FlowDefinition, person: Person) => ReactNode;
}

/** The sale as it is now, by the flow it is made by. */
function OfSale({ flowId, children }: OfSaleProps) {
  const queries = useQueryClient();
  const person = usePerson();
  const query = useQuery(saleQuery(flowId));
  useLookAgain({ sale: flowId });
  useEffect(
    () => onHeardSale((heard) => queries.setQueryData(saleQuery(heard.flowId).queryKey, (before) => before && merged(before, heard))),
    [queries],
  );
  if (query.data === undefined) {
    return (
      <>
        <PageHead title="Sale" under={{ to: '/sales', name: 'My sales' }} />
        {query.error instanceof ApiError && (query.error.status === 403 || query.error.isUnknown) ? (
          <Message icon={IconCloudOff} title={query.error.isUnknown ? 'There is no such sale' : 'Not yours to read'} urgent>
            {query.error.message}
          </Message>
        ) : (
          <Loaded query={query} what="The sale" safe="Nothing that was typed is lost.">
            {() => null}
          </Loaded>
        )}
      </>
    );
  }
  const definition = definitionOf(query.data.state.definition);
  return definition ? children(query.data, definition, person) : <TooOld />;
}

/** The sale is made by a version of the flow that came after this page was opened. */
const TooOld = () => (
  <>
    <PageHead title="Sale" under={{ to: '/sales', name: 'My sales' }} />
    <Message icon={IconRefresh} title="This page is older than the sale">
      It was made by a newer version of the flow.
      <Button variant="default" size="xs" onClick={() => location.reload()}>
        Load the page again
      </Button>
    </Message>
  </>
);
