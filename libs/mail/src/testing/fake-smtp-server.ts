import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { ReceivedMail } from './received-mail';

/**
 * What the server does with the next mail to an address. `take` is the ordinary way; `drop` and `hang` take it and then close the line or
 * never answer; `drop early` closes the line in place of an answer to RCPT. A number with its words is the answer to that command.
 */
export type Treatment =
  | 'take'
  | 'drop'
  | 'hang'
  | 'drop early'
  | { readonly at: 'MAIL' | 'RCPT' | 'DATA'; readonly code: number; readonly words: string };

export interface FakeSmtpOptions {
  readonly port?: number;
  /** Extensions that are not offered. */
  readonly without?: readonly ('SMTPUTF8' | 'PIPELINING')[];
  readonly login?: { readonly user: string; readonly password: string };
  /** Bytes a mail may have, as offered by SIZE. */
  readonly size?: number;
  /** How long each mail is thought about before it is taken. */
  readonly answersAfterMs?: number;
}

/** A mail server that keeps what it takes and misbehaves on demand, for tests. */
export class FakeSmtpServer {
  readonly mails: ReceivedMail[] = [];
  connections = 0;
  private readonly treatments = new Map<string, Treatment[]>();
  private readonly server: SMTPServer;

  private constructor(private readonly options: FakeSmtpOptions) {
    const { without = [], login, size } = options;
    this.server = new SMTPServer({
      authOptional: !login,
      allowInsecureAuth: true,
      disabledCommands: login ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
      hidePIPELINING: without.includes('PIPELINING'),
      hideSMTPUTF8: without.includes('SMTPUTF8'),
      size,
      disableReverseLookup: true,
      closeTimeout: 1,
      onConnect: (_, next) => {
        this.connections++;
        next();
      },
      onAuth: ({ username, password }, _, next) =>
        username === login?.user && password === login?.password
          ? next(null, { user: username })
          : next(refusal(535, 'Authentication failed')),
      onMailFrom: (_, __, next) => this.answer('MAIL', '*', next),
      onRcptTo: (to, session, next) => this.answerRcpt(to, session, next),
      onData: (content, session, next) => void this.take(content, session, next),
    });
    this.server.on('error', () => undefined); // lines that break off are what this server is for
  }

  static async start(options: FakeSmtpOptions = {}): Promise<FakeSmtpServer> {
    const fake = new FakeSmtpServer(options);
    await new Promise<void>((listening) => fake.server.listen(options.port ?? 0, '127.0.0.1', listening));
    return fake;
  }

  get port() {
    return (this.server.server.address() as AddressInfo).port;
  }

  get url() {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** What becomes of the next mails to this address (`*`: of the next sender); after them, mails are taken. */
  treat(address: string, ...treatments: Treatment[]) {
    this.treatments.set(address, treatments);
  }

  to(address: string): ReceivedMail[] {
    return this.mails.filter(({ to }) => to === address);
  }

  async close() {
    for (const { _socket } of this.sockets()) _socket.destroy();
    await new Promise<void>((closed) => this.server.close(closed));
  }

  private answer(at: 'MAIL' | 'RCPT' | 'DATA', address: string, next: (error?: Error | null) => void) {
    const [treatment] = this.treatments.get(address) ?? [];
    if (typeof treatment !== 'object' || treatment.at !== at) return next();
    this.treatments.get(address)?.shift();
    next(refusal(treatment.code, treatment.words));
  }

  private answerRcpt({ address }: SMTPServerAddress, session: SMTPServerSession, next: (error?: Error | null) => void) {
    if (this.treatments.get(address)?.[0] !== 'drop early') return this.answer('RCPT', address, next);
    this.treatments.get(address)?.shift();
    this.cut(session);
  }

  private async take(content: SMTPServerDataStream, session: SMTPServerSession, next: (error?: Error | null, words?: string) => void) {
    const pieces = await piecesOf(content);
    if (!pieces) return;
    if (content.sizeExceeded) return next(refusal(552, '5.3.4 the mail is larger than allowed'));
    const [to] = session.envelope.rcptTo.map(({ address }) => address);
    const [treatment] = this.treatments.get(String(to)) ?? [];
    if (typeof treatment === 'object') return this.answer('DATA', String(to), next);
    this.treatments.get(String(to))?.shift();
    this.mails.push(new ReceivedMail(String(to), Buffer.concat(pieces).toString('utf8')));
    if (treatment === 'hang') return;
    if (treatment === 'drop') return this.cut(session);
    if (this.options.answersAfterMs) await new Promise((resume) => setTimeout(resume, this.options.answersAfterMs));
    next(null, `OK: queued as ${this.mails.length}`);
  }

  private cut({ id }: SMTPServerSession) {
    for (const connection of this.sockets()) if (connection.id === id) connection._socket.destroy();
  }

  private sockets() {
    return this.server.connections as unknown as Set<{ readonly id: string; readonly _socket: Socket }>;
  }
}

/** Nothing when the line broke off before the end: such a mail was not received. */
async function piecesOf(content: SMTPServerDataStream): Promise<Buffer[] | undefined> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of content) pieces.push(piece as Buffer);
    return pieces;
  } catch {
    return undefined;
  }
}

const refusal = (responseCode: number, words: string) => Object.assign(new Error(words), { responseCode });
