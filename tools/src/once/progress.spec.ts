import type { Run } from '../product/views';
import { progressLine, progressTable } from './progress';

const step = (arrived: number, done: number, failed = 0) => ({ arrived, done, failed, needsYou: 0 });
const half: Run = {
  runId: 'r',
  state: 'under-way',
  invoices: 10,
  credits: 0,
  waiting: 0,
  issued: 10,
  ended: 5,
  needsYou: 1,
  stages: { filed: step(10, 10), mailed: step(10, 8), debited: step(8, 4, 2), recorded: step(4, 3), notified: step(6, 5) },
  estimatedEnd: null,
};

it('shows a bar for each stage', () =>
  expect(progressTable(half)).toBe(
    [
      `  Filed in Xero    ${'█'.repeat(30)} 10 of 10`,
      `  Mailed           ${'█'.repeat(24)}${'░'.repeat(6)}  8 of 10`,
      `  Debited          ${'█'.repeat(12)}${'░'.repeat(18)}  4 of 10, 2 not debited`,
      `  Payment in Xero  ${'█'.repeat(22)}${'░'.repeat(8)}  3 of 4`,
      `  Payer told       ${'█'.repeat(25)}${'░'.repeat(5)}  5 of 6`,
      `  At its end       ${'█'.repeat(15)}${'░'.repeat(15)}  5 of 10, 1 for a person to decide`,
    ].join('\n'),
  ));

it('says when it will be done', () =>
  expect(
    progressTable({ ...half, estimatedEnd: '2026-11-21T14:02:30.000Z' })
      .split('\n')
      .at(-1),
  ).toMatch(/^ {2}Xero's limits let it be done by \d\d:02$/));

it('says that charges are still being gathered', () =>
  expect(progressTable({ ...half, state: 'collecting' })).toBe('  Gathering the charges that are due into invoices ...'));

it('fits one line of a log', () =>
  expect(progressLine(half)).toBe(
    '5 of 10 at their end: 10 filed, 8 mailed, 4 debited, 2 not debited, 3 recorded, 5 told, 1 for a person to decide',
  ));
