import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { connect } from 'amqplib';
import { due, invoices } from './invoices.mjs';

const { InvoiceDue, PayerNotified, PaymentRecorded, StuckRaised } = createRequire(import.meta.url)('@takings/contracts');

const FACTS = 'takings.facts';
/** An invoice has come to its end with both. */
const ENDS = [PaymentRecorded, PayerNotified];
const NOTHING_FOR_MS = 60_000;

/** Publishes invoices that are due, as the collector's outbox does, and hears when they have come to their end. */
export class Feed {
  static async open(url) {
    const connection = await connect(url, { noDelay: true });
    const channel = await connection.createConfirmChannel();
    const feed = new Feed(connection, channel);
    const { queue } = await channel.assertQueue('', { exclusive: true });
    for (const { type } of [...ENDS, StuckRaised]) await channel.bindQueue(queue, FACTS, type);
    await channel.consume(queue, ({ content }) => feed.hear(JSON.parse(content)), { noAck: true });
    return feed;
  }

  constructor(connection, channel) {
    this.connection = connection;
    this.channel = channel;
  }

  async rate(count) {
    const facts = invoices(count).map((invoice) => envelope(due(invoice)));
    this.open = ENDS.length * count;
    const ended = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    this.patience = setTimeout(() => this.reject(new Error(`${this.open} of ${ENDS.length * count} ends never came`)), NOTHING_FOR_MS);
    const start = process.hrtime.bigint();
    for (const { id, body } of facts) {
      this.channel.publish(FACTS, InvoiceDue.type, body, {
        persistent: true,
        mandatory: true,
        messageId: id,
        contentType: 'application/cloudevents+json',
      });
    }
    await Promise.all([this.channel.waitForConfirms(), ended]);
    clearTimeout(this.patience);
    return count / (Number(process.hrtime.bigint() - start) / 1e9);
  }

  hear(message) {
    for (const { type, data } of Array.isArray(message) ? message : [message]) {
      if (type === StuckRaised.type) this.reject?.(new Error(`something is stuck: ${JSON.stringify(data)}`));
      else if (--this.open === 0) this.resolve();
      this.patience?.refresh();
    }
  }

  close() {
    return this.connection.close();
  }
}

function envelope({ type, subject, data }) {
  const id = randomUUID();
  const event = {
    specversion: '1.0',
    id,
    source: 'invoice-collector',
    type,
    subject,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    correlationid: subject,
    data,
  };
  return { id, body: Buffer.from(JSON.stringify(event)) };
}
