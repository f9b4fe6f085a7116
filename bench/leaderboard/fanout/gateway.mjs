// Ours: the leaderboard as it is deployed, in this process so that it is known when a change is committed and given to the sockets.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { connect } from 'amqplib';
import { now } from '../../clock.mjs';

const require = createRequire(import.meta.url);
const { AppModule, attachHttp, settings } = require('@takings/leaderboard');
const { BoardFeed } = require('../../../apps/leaderboard/dist/boards/board-feed.js');
const { SaleCompleted } = require('@takings/contracts');
const { startStageApp } = require('@takings/messaging');
const { loadConfig } = require('@takings/runtime');

const config = loadConfig(settings);
const app = await startStageApp(AppModule.with(config), config, attachHttp);

const feed = app.get(BoardFeed, { strict: false });
const next = feed.next.bind(feed);
feed.next = (changes) => {
  const sentAt = now();
  next(changes);
  process.send({ sentAt });
};

const connection = await connect(process.env.AMQP_URL, { noDelay: true });
const channel = await connection.createConfirmChannel();
const seller = {
  consultantId: randomUUID(),
  consultantName: 'Ewan Fraser',
  teamId: randomUUID(),
  teamName: 'Falcon',
  timeZone: 'Europe/London',
};

process.on('message', ({ sell }) => {
  const saleId = randomUUID();
  const time = new Date().toISOString();
  const { type, subject, data } = SaleCompleted.of({
    ...seller,
    saleId,
    saleRef: saleId,
    channel: 'online',
    origin: 'sold',
    product: sell.product,
    currency: sell.amount.currency,
    revenueMinor: sell.amount.minor,
    soldAt: time,
    customerName: 'Nobody',
    charges: [],
  });
  const event = {
    specversion: '1.0',
    id: randomUUID(),
    source: '/bench',
    type,
    subject,
    time,
    datacontenttype: 'application/json',
    correlationid: saleId,
    data,
  };
  channel.publish('takings.facts', type, Buffer.from(JSON.stringify(event)), {
    persistent: true,
    contentType: 'application/cloudevents+json',
  });
});
process.once('disconnect', () => process.exit(0));
