import fc from 'fast-check';
import { FrameReader } from './frame-reader';

const frame = (payload: Buffer, channel = 1) => {
  const head = Buffer.alloc(7);
  head.writeUInt8(3, 0);
  head.writeUInt16BE(channel, 1);
  head.writeUInt32BE(payload.length, 3);
  return Buffer.concat([head, payload, Buffer.from([0xce])]);
};

it('finds the same frames however the stream is cut', () => {
  const payloads = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 8 });
  fc.assert(
    fc.property(payloads, fc.integer({ min: 1, max: 60 }), (list, step) => {
      const stream = Buffer.concat(list.map((payload) => frame(Buffer.from(payload))));
      const reader = new FrameReader(4096);
      const found: string[] = [];
      for (let at = 0; at < stream.length; at += step) {
        for (const { payload } of reader.read(stream.subarray(at, at + step))) found.push(payload.toString('hex'));
      }
      expect(found).toEqual(list.map((payload) => Buffer.from(payload).toString('hex')));
    }),
  );
});

it('refuses a frame above the agreed size before it has come', () => {
  const reader = new FrameReader(4096);
  expect(() => [...reader.read(frame(Buffer.alloc(4089)).subarray(0, 7))]).toThrow('FRAME_ERROR');
  expect([...new FrameReader(4096).read(frame(Buffer.alloc(4088)))]).toHaveLength(1);
});
