import { Conflict, InvalidInput, NotFound, Unavailable, Uncertain } from '@takings/runtime';
import { isDatabaseDown, sentence, verdictOn } from './verdict';

const withCode = (code: string) => Object.assign(new Error('from the database'), { code });

describe('the verdict on an error', () => {
  it.each([
    ['what can never succeed is kept', new InvalidInput('no'), 'park'],
    ['what is unknown is kept', new NotFound('no'), 'park'],
    ['where somebody was first it is tried at once', new Conflict('no'), 'at once'],
    ['a unique violation is a conflict', withCode('23505'), 'at once'],
    ['what is not available is tried later', new Unavailable('no'), 'later'],
    ['a provider that is down pauses the stage', new Unavailable('no', { everybody: true }), 'pause'],
    ['what is uncertain is asked later', new Uncertain('no'), 'later'],
    ['a deadlock is tried later', withCode('40P01'), 'later'],
    ['our own bug is tried once more', new TypeError('no'), 'once more'],
  ])('%s', (_, error, verdict) => expect(verdictOn(error)).toBe(verdict));

  it.each([withCode('57P01'), withCode('08006'), withCode('ECONNREFUSED'), new Error('Connection terminated unexpectedly')])(
    'blames nobody when the database is away: %s',
    (error) => expect(isDatabaseDown(error)).toBe(true),
  );

  it('does not take a wrong statement for an absent database', () => expect(isDatabaseDown(withCode('42P01'))).toBe(false));

  it('names the class of a bug, and says a refusal as it is', () => {
    expect(sentence(new TypeError('x is undefined'))).toBe('TypeError: x is undefined');
    expect(sentence(new NotFound('no such invoice'))).toBe('no such invoice');
  });
});
