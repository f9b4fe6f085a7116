import { Readable } from 'node:stream';
import { gathered } from './gathered';

const piecesOf = async (content: Readable) => {
  const pieces: string[] = [];
  for await (const piece of content) pieces.push(String(piece));
  return pieces;
};

it('gives in one piece what came in many', async () => {
  expect(await piecesOf(gathered(Readable.from([Buffer.from('To: '), Buffer.from('a@b.example\r\n'), Buffer.from('\r\nHello')])))).toEqual([
    'To: a@b.example\r\n\r\nHello',
  ]);
});

it('gives nothing of content that breaks off, and says why', async () => {
  const broken = Readable.from(
    (function* () {
      yield Buffer.from('half');
      throw new Error('cannot read the attachment');
    })(),
  );
  await expect(piecesOf(gathered(broken))).rejects.toThrow('cannot read the attachment');
});
