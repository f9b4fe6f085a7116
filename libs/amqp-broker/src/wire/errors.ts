import { type MethodId, noMethod } from './methods';

/** Reply codes of AMQP 0-9-1, section 1.2 of the specification, with the names RabbitMQ puts before its texts. */
const replies = {
  connectionForced: [320, 'CONNECTION_FORCED'],
  accessRefused: [403, 'ACCESS_REFUSED'],
  notFound: [404, 'NOT_FOUND'],
  resourceLocked: [405, 'RESOURCE_LOCKED'],
  preconditionFailed: [406, 'PRECONDITION_FAILED'],
  frameError: [501, 'FRAME_ERROR'],
  syntaxError: [502, 'SYNTAX_ERROR'],
  commandInvalid: [503, 'COMMAND_INVALID'],
  channelError: [504, 'CHANNEL_ERROR'],
  unexpectedFrame: [505, 'UNEXPECTED_FRAME'],
  notAllowed: [530, 'NOT_ALLOWED'],
  notImplemented: [540, 'NOT_IMPLEMENTED'],
  internalError: [541, 'INTERNAL_ERROR'],
} as const;
export type Reply = keyof typeof replies;

/** Ends a channel, or the whole connection. */
export class AmqpError extends Error {
  override readonly name = 'AmqpError';
  readonly replyCode: number;

  constructor(
    readonly ends: 'channel' | 'connection',
    reply: Reply,
    text: string,
  ) {
    const [code, name] = replies[reply];
    super(`${name} - ${text}`);
    this.replyCode = code;
  }

  closeFields({ classId, methodId }: MethodId = noMethod) {
    return { replyCode: this.replyCode, replyText: shortString(this.message), classId, methodId };
  }
}

export const channelError = (reply: Reply, text: string): AmqpError => new AmqpError('channel', reply, text);
export const connectionError = (reply: Reply, text: string): AmqpError => new AmqpError('connection', reply, text);

/** A reply text is a short string: at most 255 bytes, never cut within a character. */
function shortString(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= 255) return text;
  let end = 252;
  while (((bytes[end] as number) & 0xc0) === 0x80) end--;
  return `${bytes.toString('utf8', 0, end)}...`;
}
