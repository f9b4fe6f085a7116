import fc from 'fast-check';
import { parseForgotten, parseMessage, parseReturned, RecordBuffer, type RawRecord, readRecords } from './records';

function readAll(bytes: Buffer): { records: RawRecord[]; end: number } {
  const reading = readRecords(bytes);
  const records: RawRecord[] = [];
  let step = reading.next();
  for (; !step.done; step = reading.next()) records.push(step.value);
  return { records, end: step.value };
}

const envelope = {
  id: 2 ** 40 + 1,
  exchange: 'Größen',
  routingKey: 'a.b',
  persistent: true,
  expirationMs: 10,
  publishedAtMs: 1_763_700_000_123,
};
const content = { properties: Buffer.from('props'), body: Buffer.from('the body') };

it('reads back what it wrote', () => {
  const written = new RecordBuffer();
  written.definitions('{"a":1}');
  const { contentAt } = written.message(envelope, [{ queue: 7, returns: 2 }], content);
  written.message({ ...envelope, expirationMs: undefined, persistent: false }, [], { properties: Buffer.alloc(0), body: Buffer.alloc(0) });
  written.forgotten(7, [1, 2 ** 41]);
  written.returned(7, 5, 3);
  const { records, end } = readAll(written.written);
  expect(end).toBe(written.length);
  expect(records.map(({ type }) => type)).toEqual([1, 2, 2, 3, 4]);
  const [definitions, message, empty, forgotten, returned] = records as [RawRecord, RawRecord, RawRecord, RawRecord, RawRecord];
  expect(definitions.payload.toString()).toBe('{"a":1}');
  expect(parseMessage(message)).toMatchObject({ envelope, holders: [{ queue: 7, returns: 2 }], propertiesBytes: 5, bodyBytes: 8 });
  expect(written.written.toString('utf8', contentAt, contentAt + 13)).toBe('propsthe body');
  expect(message.at + parseMessage(message).contentAt).toBe(contentAt);
  expect(parseMessage(empty).envelope).toMatchObject({ expirationMs: undefined, persistent: false });
  expect(parseForgotten(forgotten)).toEqual({ queue: 7, ids: [1, 2 ** 41] });
  expect(parseReturned(returned)).toEqual({ queue: 7, id: 5, returns: 3 });
});

it('grows to whatever is put into it', () => {
  const written = new RecordBuffer();
  for (let n = 0; n < 100; n++)
    written.message({ ...envelope, id: n }, [], { properties: Buffer.alloc(10), body: Buffer.alloc(10_000, n) });
  expect(readAll(written.written).records.map((record) => parseMessage(record).envelope.id)).toEqual(
    Array.from({ length: 100 }, (_, n) => n),
  );
});

/** Ten records of different lengths. */
function ten(): { bytes: Buffer; ends: number[] } {
  const written = new RecordBuffer();
  const ends: number[] = [];
  for (let n = 0; n < 10; n++) {
    written.message({ ...envelope, id: n }, [], { properties: Buffer.alloc(n), body: Buffer.alloc(n * 7, 1) });
    ends.push(written.length);
  }
  return { bytes: Buffer.from(written.written), ends };
}

it('reads every record before the place where the file was cut, wherever that is', () => {
  const { bytes, ends } = ten();
  for (let cut = 0; cut <= bytes.length; cut++) {
    const whole = ends.filter((end) => end <= cut);
    const { records, end } = readAll(bytes.subarray(0, cut));
    expect([records.length, end]).toEqual([whole.length, whole.at(-1) ?? 0]);
  }
});

it('never gives a record in which a bit has changed', () => {
  const { bytes, ends } = ten();
  fc.assert(
    fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] as number) ^ (1 << bit);
      const { records, end } = readAll(damaged);
      expect(records.length).toBe(ends.filter((recordEnd) => recordEnd <= at).length);
      expect(end).toBe(ends[records.length - 1] ?? 0);
    }),
  );
});
