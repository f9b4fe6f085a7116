import { decodeProperties, encodeProperties } from '../wire/codec';
import type { Table } from '../wire/methods';
import { deadLetter } from './dead-letter';
import { Message } from './message';
import type { DeathReason, Queue } from './queue';

function letterOf(headers: Table | undefined, queue: string, reason: DeathReason) {
  const envelope = { id: 1, exchange: 'x', routingKey: 'k', persistent: true, expirationMs: undefined, publishedAtMs: 0 };
  const message = new Message(envelope, { properties: encodeProperties({ headers }), body: Buffer.alloc(0) });
  return deadLetter({ message, queue: { name: queue } as Queue }, reason, 1_000_000);
}
const death = (queue: string, reason: DeathReason, count = 1) => ({ queue, reason, count, exchange: '', 'routing-keys': [queue] });
const deathsOf = (letter: { content: { properties: Buffer } }) =>
  (decodeProperties(letter.content.properties).headers?.['x-death'] as Table[]).map(
    ({ queue, reason, count }) => `${queue} ${reason} ${count}`,
  );

it('counts a death of the same kind and puts it first', () => {
  const letter = letterOf({ 'x-death': [death('a', 'rejected', 2), death('b', 'expired', 4)] }, 'b', 'expired');
  expect(deathsOf(letter)).toEqual(['b expired 5', 'a rejected 2']);
});

it('tells reasons apart', () => {
  expect(deathsOf(letterOf({ 'x-death': [death('a', 'rejected')] }, 'a', 'expired'))).toEqual(['a expired 1', 'a rejected 1']);
});

it('starts anew on a header that is no history', () => {
  expect(deathsOf(letterOf({ 'x-death': 'nonsense' }, 'a', 'expired'))).toEqual(['a expired 1']);
});

it.each([
  ['the queue it came from', undefined, 'q', true],
  ['another queue', undefined, 'other', false],
  ['a queue before it, nothing rejected', { 'x-death': [death('before', 'maxlen')] }, 'before', true],
  ['a queue before it that rejected', { 'x-death': [death('before', 'rejected')] }, 'before', false],
])('sees whether it expires in a circle: back to %s', (_, headers, target, circle) => {
  expect(letterOf(headers, 'q', 'expired').circlesBackTo(target)).toBe(circle);
});

it('never takes a rejected message for one in a circle', () => {
  expect(letterOf(undefined, 'q', 'rejected').circlesBackTo('q')).toBe(false);
});

it('passes on a message whose headers have no room for a history', () => {
  const letter = letterOf({ large: 'x'.repeat(65_400) }, 'q', 'expired');
  expect(decodeProperties(letter.content.properties).headers).toEqual({ large: 'x'.repeat(65_400) });
});
