import type { ListedSale } from '../../api/sale-flows';
import { sectionsOf, waitWords } from './sections';

const AT = '2026-11-17T13:42:00Z';
const LATER = '2026-11-17T13:50:00Z';
const sale = (more: Partial<ListedSale> = {}): ListedSale => ({
  flowId: 'f-1',
  version: 3,
  saleRef: 'SF-1001',
  status: 'open',
  customerName: 'Larch & Lime Catering Ltd',
  owner: { id: 'p-1', name: 'Anna Reed' },
  teamId: 't-1',
  consultant: { id: 'c-1', name: 'Priya Nair' },
  definition: 1,
  startedAt: AT,
  workedAt: AT,
  waitsFor: { kind: 'answers', step: 'requirement', title: 'Requirement' },
  steps: [],
  waitsForYou: false,
  lookUps: [],
  seconds: 120,
  expiresAt: null,
  reminded: false,
  note: null,
  total: null,
  endedAt: null,
  ...more,
});
const credit = (state: string, at: string) => ({ lookUp: 'credit', title: 'Credit check', state, at, nextTry: null });

it('what waits for its agent comes apart from what is only begun', () => {
  const [waits, begun] = [sale({ waitsForYou: true }), sale()];
  expect(sectionsOf([begun, waits])).toEqual({ waiting: [waits], started: [begun] });
});

it.each<[string, Partial<ListedSale>, string]>([
  ['the next step', {}, 'Next: Requirement'],
  ['old answers', { waitsFor: { kind: 'confirmation', step: 'product', title: 'Product and price' } }, 'To confirm: Product and price'],
  ['a look-up that came back', { waitsForYou: true, lookUps: [credit('found', LATER)] }, 'Credit check came back'],
  ['one that came back before', { lookUps: [credit('found', AT)] }, 'Next: Requirement'],
  ['one that a person has to see to', { lookUps: [credit('parked', LATER)] }, 'Credit check needs you'],
  [
    'one it cannot be completed without',
    { waitsFor: { kind: 'look-up', lookUp: 'credit', title: 'Credit check' } },
    'Waits for credit check',
  ],
  ['nothing more', { waitsFor: { kind: 'completion', title: 'Completion' } }, 'Ready to check and complete'],
])('says what it waits for: %s', (_, more, words) => expect(waitWords(sale(more)).words).toBe(words));
