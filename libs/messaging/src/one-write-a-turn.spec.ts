import { Writable } from 'node:stream';
import { oneWriteATurn } from './one-write-a-turn';

const turn = () => new Promise((resume) => setImmediate(resume));

/** What reached the system, a list for each call. */
class Calls extends Writable {
  readonly all: string[][] = [];

  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.all.push([chunk.toString()]);
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void) {
    this.all.push(chunks.map(({ chunk }) => chunk.toString()));
    done();
  }
}

it('gives what one turn writes to the system at once, before the next turn, in order', async () => {
  const socket = new Calls();
  oneWriteATurn(socket);
  for (const frame of ['a', 'b', 'c']) socket.write(frame);
  await turn();
  expect(socket.all).toEqual([['a', 'b', 'c']]);
  socket.write('d');
  await turn();
  expect(socket.all).toEqual([['a', 'b', 'c'], ['d']]);
});

it('still says when the socket has enough, and when it has room again', async () => {
  const socket = new Calls({ highWaterMark: 4 });
  oneWriteATurn(socket);
  const drained = new Promise<void>((resolve) => socket.once('drain', resolve));
  expect([socket.write('abc'), socket.write('def')]).toEqual([true, false]);
  await drained;
  expect(socket.all).toEqual([['abc', 'def']]);
});

it('writes nothing more to a socket that was destroyed meanwhile', async () => {
  const socket = new Calls();
  oneWriteATurn(socket);
  socket.write('a');
  socket.destroy();
  await turn();
  expect(socket.all).toEqual([]);
});
