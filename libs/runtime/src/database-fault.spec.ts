import { databaseFault } from './database-fault';

const withCode = (code: string) => Object.assign(new Error('some words'), { code });

it.each([
  ['not reached', withCode('ECONNREFUSED')],
  ['not reached', withCode('57P03')],
  ['not reached', new Error('timeout exceeded when trying to connect')],
  ['lost', withCode('57P02')],
  ['lost', withCode('08006')],
  ['lost', new Error('Connection terminated unexpectedly')],
  [undefined, withCode('23505')],
  [undefined, new Error('some words')],
  [undefined, undefined],
])('the database was %s', (fault, error) => expect(databaseFault(error)).toBe(fault));
