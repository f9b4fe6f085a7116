import type { AddressInfo } from 'node:net';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Readiness } from '@takings/runtime';
import { SMTPServer, type SMTPServerAuthentication, type SMTPServerSession } from 'smtp-server';
import { Clock } from '../clock/clock';
import { CONFIG, type Config } from '../config';
import { FaultSwitches } from '../faults/fault-switches';
import { Waits } from '../faults/wait';
import { Journal } from '../journal/journal';
import { fateOf } from './addresses';
import { Mails } from './mails';

const MAX_MAIL_BYTES = 25 * 1024 * 1024;
const SLOW_MS = 10_000;

/** An SMTP refusal; smtp-server answers with its code. */
class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** How the reading of one mail ended: answered with 250, or the line is cut. */
type Ending = 'answer' | 'cut';

/** The mail server. It takes mail for anybody and delivers none of it: all lands in the mailbox page. */
@Injectable()
export class SmtpListener implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('SmtpListener');
  private server: SMTPServer | null = null;
  private boundPort = 0;
  private following: Promise<void> = Promise.resolve();

  constructor(
    private readonly mails: Mails,
    private readonly faults: FaultSwitches,
    private readonly waits: Waits,
    private readonly journal: Journal,
    private readonly clock: Clock,
    readiness: Readiness,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    readiness.add('smtp', () => this.server !== null || this.faults.isOn('smtp-down') || 'the SMTP port is not open yet');
    faults.onChange(() => this.follow());
  }

  /** The port that listens, known after the start; it stays the same while the fault `smtp-down` has it closed. */
  get port(): number {
    return this.boundPort;
  }

  async onApplicationBootstrap() {
    if (this.faults.isOn('smtp-down')) this.boundPort = this.config.SANDBOX_SMTP_PORT;
    else await this.open();
  }

  async onApplicationShutdown() {
    await this.close();
  }

  /** Opens or closes the port as the switch says; one after the other, as two people may press it at once. */
  private follow(): Promise<void> {
    const followed = this.following.then(async () => {
      if (this.faults.isOn('smtp-down')) await this.close();
      else if (!this.server) await this.open();
    });
    this.following = followed.catch(() => {});
    return followed;
  }

  private async open(): Promise<void> {
    const server = this.make();
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      const failed = (error: Error) => {
        this.server = null;
        reject(new Error(`the SMTP port ${this.config.SANDBOX_SMTP_PORT} cannot be opened: ${error.message}`));
      };
      server.once('error', failed);
      server.listen(this.boundPort || this.config.SANDBOX_SMTP_PORT, this.config.HOST, () => {
        // Later errors are those of single connections: a client that was killed does not close the port.
        server.off('error', failed);
        resolve();
      });
    });
    server.on('error', (error: Error) => this.log.warn(`a mail client's connection failed: ${error.message}`));
    this.boundPort = (server.server.address() as AddressInfo).port;
  }

  private async close(): Promise<void> {
    const server = this.server;
    this.server = null;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const connection of server.connections) connection._socket.destroy();
    await closed;
  }

  private make(): SMTPServer {
    const server = new SMTPServer({
      banner: 'Takings sandbox',
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      size: MAX_MAIL_BYTES,
      logger: false,
      onConnect: (_session, done) => done(this.faults.meet('smtp-421') ? new SmtpRefusal(421, '4.3.2 Too busy, try later') : null),
      onAuth: (auth, _session, done) =>
        this.isKnown(auth) ? done(null, { user: auth.username ?? '' }) : done(new SmtpRefusal(535, '5.7.8 Authentication failed')),
      onRcptTo: ({ address }, _session, done) => {
        if (fateOf(address) !== 'bounce') return done();
        this.note(_session, '', 550);
        return done(new SmtpRefusal(550, `5.1.1 <${address}>: Recipient address rejected: User unknown`));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (stream.sizeExceeded) return done(new SmtpRefusal(552, `5.3.4 Message exceeds ${MAX_MAIL_BYTES} bytes`));
          return void this.take(Buffer.concat(chunks), session).then(
            (ending) => (ending === 'cut' ? cut(server, session) : done(null, 'Kept')),
            (error: Error) => done(error instanceof SmtpRefusal ? error : this.broken(error)),
          );
        });
      },
    });
    return server;
  }

  private isKnown({ username, password }: SMTPServerAuthentication): boolean {
    if (this.faults.meet('smtp-wrong-credentials')) return false;
    return username === this.config.SANDBOX_SMTP_USER && password === this.config.SANDBOX_SMTP_PASSWORD;
  }

  /** Keeps a mail before it is answered: 250 promises that it is stored. */
  private async take(raw: Buffer, session: SMTPServerSession): Promise<Ending> {
    const receivers = session.envelope.rcptTo.map(({ address }) => address);
    const fates = receivers.map(fateOf);
    const messageId = /^message-id:\s*(\S+)/im.exec(raw.subarray(0, 8192).toString('latin1'))?.[1] ?? '';
    if (fates.includes('put-off') || this.faults.meet('smtp-451')) {
      this.note(session, messageId, 451);
      throw new SmtpRefusal(451, '4.7.1 Try again later');
    }
    await this.mails.keep(raw, session.envelope.mailFrom ? session.envelope.mailFrom.address : '', receivers);
    if (fates.includes('drop') || this.faults.meet('smtp-drop')) {
      this.note(session, messageId, null);
      return 'cut';
    }
    const slow = this.faults.meet('smtp-slow');
    if (slow || fates.includes('slow')) await this.waits.for(slow?.delayMs ?? SLOW_MS);
    this.note(session, messageId, 250);
    return 'answer';
  }

  private note({ envelope }: SMTPServerSession, messageId: string, status: number | null) {
    const path = envelope.rcptTo.map(({ address }) => address).join(', ');
    this.journal.note({
      provider: 'smtp',
      method: 'DATA',
      path,
      headers: { 'message-id': messageId },
      body: '',
      status,
      at: this.clock.now(),
      ms: 0,
    });
  }

  private broken(error: Error): SmtpRefusal {
    this.log.error(error);
    return new SmtpRefusal(451, '4.3.0 The sandbox could not keep this mail');
  }
}

/** smtp-server has no word for hanging up without an answer, so the session's own socket is looked up. */
function cut(server: SMTPServer, { id }: SMTPServerSession) {
  for (const connection of server.connections) if (connection.session.id === id) connection._socket.destroy();
}
