import { changeOf, snapshotOf } from '../testing/board-samples';
import { changeFor, snapshotFor } from './views';

const told = { board: 'Falcon', hidden: new Set(['c1']) };
const snapshot = snapshotOf({ seq: 3, revenues: { c1: 500, c2: 200 } });
const change = changeOf({ seq: 4, consultantId: 'c2', amount: 400, moved: snapshot.rankings.slice(0, 1) });

it('calls a board by its name, not by our id', () => {
  expect(snapshotFor('full', snapshot, told)).toMatchObject({ board: 'Falcon', seq: 3 });
  expect(snapshotFor('full', snapshot, told)).not.toHaveProperty('scope');
  expect(changeFor('full', change, told)).not.toHaveProperty('scope');
});

it('shows everything to people', () => {
  expect(snapshotFor('full', snapshot, told).rankings.map(({ consultant }) => consultant)).toEqual(['Consultant c1', 'Consultant c2']);
  expect(snapshotFor('full', snapshot, told).total).toEqual({ minor: 700, currency: 'GBP' });
});

it('masks hidden consultants on screens, wherever their names stand', () => {
  const seen = snapshotFor('masked', snapshot, told);
  expect(seen.rankings.map(({ consultant }) => consultant)).toEqual(['Somebody in Falcon', 'Consultant c2']);
  expect(seen.rankings[0]!.salesRevenue).toEqual({ minor: 500, currency: 'GBP' });
  expect(changeFor('masked', change, told).moved[0]!.consultant).toBe('Somebody in Falcon');
  expect(changeFor('masked', { ...change, consultantId: 'c1' }, told).consultant).toBe('Somebody in Falcon');
});

it('leaves no amount at all where amounts are hidden', () => {
  for (const seen of [snapshotFor('ranks', snapshot, told), changeFor('ranks', change, told)]) {
    expect(JSON.stringify(seen)).not.toContain('minor');
    expect(seen.total).toBeNull();
  }
});
