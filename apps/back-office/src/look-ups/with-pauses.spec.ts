import type { FlowDefinition, FlowState, LookUpState } from '@takings/sale-flow';
import { LOOK_UP_SOURCES } from './look-up-requested';
import { stageOf, withPauses } from './with-pauses';

const now = new Date('2026-11-21T13:41:00.000Z');
const until = '2026-11-21T13:46:00.000Z';
const pauses = new Map([['look-up-company', { reason: 'Companies House is down for now', until }]]);
const definition = { lookUps: [{ id: 'company', source: 'company-registry' }] } as unknown as FlowDefinition;
const asked: LookUpState = { state: 'looking-up', round: 1, question: {}, source: 'company-registry', at: '2026-11-21T13:40:00.000Z' };
const shown = (change: Partial<LookUpState>, of: ReadonlyMap<string, { reason: string; until: string }> = pauses, status = 'open') =>
  withPauses({ status, lookUps: { company: { ...asked, ...change } } } as unknown as FlowState, definition, of, now).lookUps.company;

it('knows the stage of each source', () =>
  expect(LOOK_UP_SOURCES.map(stageOf)).toEqual(['look-up-company', 'check-credit', 'find-addresses']));

it('knows no stage of a source that nobody answers for', () => expect(stageOf('oracle')).toBeUndefined());

it('is tried again when the pause of its stage ends', () =>
  expect(shown({})).toMatchObject({ state: 'trying-again', reason: 'Companies House is down for now', nextTry: until }));

it('is tried again at its own time where that is later than the pause', () => {
  const later = { state: 'trying-again', reason: 'answered 500', nextTry: '2026-11-21T14:41:00.000Z' } as const;
  expect(shown(later)).toEqual({ ...asked, ...later });
});

it('is looked up once its next try has come', () =>
  expect(shown({ state: 'trying-again', reason: 'answered 500', nextTry: '2026-11-21T13:40:59.000Z' }, new Map())).toEqual(asked));

it.each(['found', 'not-found', 'parked', 'typed-in', 'dropped'] as const)('stays %s whatever its stage does', (state) =>
  expect(shown({ state })).toEqual({ ...asked, state }),
);

it('waits for nothing in a sale that has ended', () => expect(shown({}, pauses, 'abandoned')).toEqual(asked));

it('does not wait for the pause of another stage', () =>
  expect(shown({}, new Map([['check-credit', { reason: 'down', until }]]))).toEqual(asked));
