import { InvoiceMailed } from '@takings/contracts';
import { envelope, open, together, write } from './envelope';

const given = { type: InvoiceMailed.type, subject: 'invoice-1', data: { a: 1 } };
const row = (type: string) => envelope('notifier', { ...given, type }, {});

describe('an envelope', () => {
  it('keeps the line of its cause', () => {
    const { body } = envelope('notifier', given, { correlationid: 'line', causationid: 'cause', traceparent: 'trace' });
    expect(JSON.parse(body.toString())).toMatchObject({
      source: 'notifier',
      correlationid: 'line',
      causationid: 'cause',
      traceparent: 'trace',
      data: { a: 1 },
    });
  });

  it('begins a line with a fact that begins one', () => {
    const { body } = envelope('notifier', { ...given, correlation: 'invoice-1' }, { correlationid: 'run' });
    expect(JSON.parse(body.toString())).toMatchObject({ correlationid: 'invoice-1' });
  });

  it('is read as it was written', () => {
    const [opened] = open(row('a.v1').body);
    expect(opened).toMatchObject({ event: { type: 'a.v1', subject: 'invoice-1' } });
  });

  it.each([
    ['{', 'The message is not JSON'],
    ['[]', 'The message is an empty batch'],
    ['{"specversion":"1.0"}', 'The message is no CloudEvent: id'],
    ['7', 'The message is no CloudEvent: it'],
  ])('that is %s is told with its reason', (content, fault) => {
    expect(open(Buffer.from(content))).toMatchObject([{ fault: expect.stringContaining(fault) }]);
  });
});

describe('facts that travel together', () => {
  it('are of one type, at most so many, in their order', () => {
    const facts = ['a.v1', 'b.v1', 'a.v1', 'a.v1'].map((type) => write('notifier', { ...given, type }, {}));
    const messages = together(facts, 2);
    expect(messages.map(({ type }) => type)).toEqual(['a.v1', 'a.v1', 'b.v1']);
    expect(JSON.parse(messages[0]!.body.toString()).map(({ id }: { id: string }) => id)).toEqual([facts[0]!.id, facts[2]!.id]);
    expect(messages[1]!.body.toString()).toBe(facts[3]!.json);
  });

  it('are read as they were written, whatever signs they have', () => {
    const data = ['Ada', 'Žižek £9', '日本 🎉'];
    const [message] = together(
      data.map((name) => write('notifier', { ...given, data: { name } }, {})),
      50,
    );
    expect(open(message!.body)).toMatchObject(data.map((name) => ({ event: { data: { name } } })));
  });

  it('hurt each other not when one of them cannot be read', () => {
    const opened = open(Buffer.from(`[${row('a.v1').body},{"no":"event"},${row('b.v1').body}]`));
    expect(opened.map((one) => ('event' in one ? one.event.type : JSON.parse(one.body().toString())))).toEqual([
      'a.v1',
      { no: 'event' },
      'b.v1',
    ]);
  });
});
