import { CARDS, cardOf } from './cards';

it.each(Object.keys(CARDS))('knows the card SBX-%s-0001', (kind) => {
  expect(cardOf(`SBX-${kind}-0001`)?.outcome).toBe(CARDS[kind as keyof typeof CARDS]);
});

it.each(['', 'SBX-OK', 'SBX-OK-', 'SBX-NOPE-1', 'sbx-ok-1', '55-9-1200100', 'SBX-constructor-1'])(
  'does not know the card %p',
  (reference) => {
    expect(cardOf(reference)).toBeNull();
  },
);

it('reads the currency a card was stored in', () => {
  expect(cardOf('SBX-OK-EUR-0001')?.currency).toBe('EUR');
  expect(cardOf('SBX-OK-0001')?.currency).toBeNull();
});
