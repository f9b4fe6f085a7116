import { type Action, ACTIONS, kindOf, wordsOf } from './actions';
import { changesOf } from './changes';

const all = Object.keys(ACTIONS) as Action[];

it('every decision is told in words of its own that people use', () => {
  const words = all.map(wordsOf);
  expect(new Set(words).size).toBe(all.length);
  for (const one of words) {
    expect(one).toMatch(/^[A-Z][A-Za-z -]+$/);
    expect(one).not.toMatch(/\b(queue|retry|retried|discard|null|exception|exclude|skip|void)/i);
  }
});

it('a decision of a release since gone is told all the same', () => {
  expect([wordsOf('run rewound'), kindOf('run rewound')]).toEqual(['Run rewound', 'entry']);
});

it.each([
  ['what differs', { before: { name: 'A', on: false }, after: { name: 'B', on: false } }, [{ field: 'name', before: 'A', after: 'B' }]],
  [
    'parts of parts, in words',
    { before: { rule: { limitMinor: 5 } }, after: { rule: { limitMinor: 7, approvers: ['finance-manager', 'admin'] } } },
    [
      { field: 'rule limit minor', before: '5', after: '7' },
      { field: 'rule approvers', before: 'none', after: 'finance-manager, admin' },
    ],
  ],
  ['what came and what went', { before: null, after: 'x\ny' }, [{ field: '', before: 'none', after: 'x, y' }]],
  ['yes and no', { before: { on: true }, after: { on: false } }, [{ field: 'on', before: 'yes', after: 'no' }]],
  ['nothing where nothing was changed', { because: 'late' }, []],
])('tells %s', (_, detail, changes) => expect(changesOf(detail)).toEqual(changes));
