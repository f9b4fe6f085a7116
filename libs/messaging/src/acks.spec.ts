import type { Channel, ConsumeMessage } from 'amqplib';
import { Acks } from './acks';

class FakeChannel {
  readonly told: string[] = [];
  private readonly settled = new Set<number>();

  ack({ fields: { deliveryTag: tag } }: ConsumeMessage, allUpTo = false) {
    if (this.settled.has(tag)) throw new Error(`406: tag ${tag} is known no more`);
    this.settled.add(tag);
    this.told.push(`ack ${allUpTo ? 'up to ' : ''}${tag}`);
  }
  nack({ fields: { deliveryTag: tag } }: ConsumeMessage) {
    this.settled.add(tag);
    this.told.push(`return ${tag}`);
  }
}

describe('acks', () => {
  const channel = new FakeChannel();
  const acks = new Acks();
  const arrive = (tag: number) => acks.accept(channel as unknown as Channel, { fields: { deliveryTag: tag } } as ConsumeMessage);

  it('go out once for all that are done in a row, and singly for what overtook', () => {
    const [one, two, , four] = [arrive(1), arrive(2), arrive(3), arrive(4)];
    for (const delivery of [two, four, one]) acks.settle(delivery!);
    acks.flush();
    expect(channel.told.splice(0)).toEqual(['ack up to 2', 'ack 4']);
  });

  it('never name a tag again that overtook', () => {
    const five = arrive(5);
    acks.settle(five);
    acks.flush();
    expect(channel.told.splice(0)).toEqual(['ack 5']);
  });

  it('wait for every fact of a message', () => {
    const six = arrive(6);
    six.left = 2;
    acks.settle(six);
    acks.flush();
    expect(channel.told.splice(0)).toEqual([]);
    acks.settle(six);
    acks.flush();
    expect(channel.told.splice(0)).toEqual(['ack 6']);
  });

  it('return a message whole when one of its facts must come again', () => {
    const seven = arrive(7);
    seven.left = 2;
    acks.settle(seven);
    acks.giveBack(seven);
    acks.flush();
    expect(channel.told.splice(0)).toEqual(['return 7']);
  });

  it('say nothing on a channel that is gone', () => {
    const eight = arrive(8);
    acks.forget(channel as unknown as Channel);
    acks.settle(eight);
    acks.flush();
    expect(channel.told).toEqual([]);
  });
});
