import type { AmqpConnection } from '@golevelup/nestjs-rabbitmq';
import { Logger } from '@nestjs/common';
import type { ConfirmChannel } from 'amqplib';

const LOOK_EVERY_MS = 1000;
/** For the connection manager to begin with a channel's setup. */
const BEGIN_MS = 5000;
/** For the setup itself: declaring every queue takes a busy broker many seconds, and beginning anew would only ask it for more. */
const SETUP_MS = 60_000;

/**
 * A channel that comes back. The connection manager restores channels when the *connection* returns, but not one that died alone
 * (a delivery time-out, a bad ack) nor one whose setup failed while the broker was still electing a leader: it stays connected
 * without a consumer (golevelup/nestjs, issue 691). So we look once a second and open a new one.
 */
export class SteadyChannel {
  current?: ConfirmChannel;
  private wrapper: ReturnType<AmqpConnection['managedConnection']['createChannel']>;
  /** When the present try, or its setup, began. */
  private begunAt = 0;
  private settingUp = false;
  private readonly log: Logger;
  private readonly watch: NodeJS.Timeout;

  constructor(
    private readonly amqp: AmqpConnection,
    readonly name: string,
    private readonly onOpen: (channel: ConfirmChannel) => Promise<void>,
  ) {
    this.log = new Logger(`channel ${name}`);
    this.open();
    this.watch = setInterval(() => void this.heal(), LOOK_EVERY_MS).unref();
  }

  /** Closes the channel that is open; a new one takes its place. */
  async renew() {
    await this.current?.close().catch((error: Error) => this.log.debug(`was closed already: ${error.message}`));
  }

  async close() {
    clearInterval(this.watch);
    this.current = undefined;
    await this.wrapper.close().catch((error: Error) => this.log.debug(`was closed already: ${error.message}`));
  }

  private open() {
    this.begunAt = Date.now();
    this.wrapper = this.amqp.managedConnection.createChannel({
      name: this.name,
      confirm: true,
      setup: async (raw: unknown) => {
        const channel = raw as ConfirmChannel;
        channel.on('error', (error) => this.log.error(error.message)); // without a listener Node would exit
        channel.on('close', () => {
          if (this.current === channel) this.current = undefined;
        });
        await this.setUp(channel);
      },
    });
    this.wrapper.on('error', (error) => this.log.error(`setup failed: ${error.message}`));
  }

  private async setUp(channel: ConfirmChannel) {
    this.begunAt = Date.now();
    this.settingUp = true;
    try {
      await this.onOpen(channel);
      this.current = channel;
    } finally {
      this.begunAt = Date.now();
      this.settingUp = false;
    }
  }

  private async heal() {
    // When the connection is back the manager sets the channel up anew by itself, and has as long for it as at the start.
    if (!this.amqp.connected) this.begunAt = Date.now();
    if (this.current || Date.now() - this.begunAt < (this.settingUp ? SETUP_MS : BEGIN_MS)) return;
    this.log.warn('connected but without a channel: opening a new one');
    this.begunAt = Date.now();
    await this.wrapper.close().catch((error: Error) => this.log.debug(`was closed already: ${error.message}`));
    this.open();
  }
}
