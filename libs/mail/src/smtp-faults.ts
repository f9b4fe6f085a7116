import { Unavailable, Uncertain } from '@takings/runtime';
import type { Refused } from './mailer';

/**
 * How far a sending came. `connecting`: not logged in yet. `addressing`: the server was told about the mail, but not its end, and must not
 * deliver half of one (RFC 5321 4.1.1.4). `handed-over`: the end was given out, and from here on only the server's answer tells.
 */
export type Phase = 'connecting' | 'addressing' | 'handed-over';

/** What nodemailer says of a failed sending (its `errors.js`). */
export interface SmtpError extends Error {
  readonly code?: string;
  /** The command at fault: `CONN`, `MAIL FROM`, `RCPT TO`, `DATA`, `AUTH PLAIN`. */
  readonly command?: string;
  readonly response?: string;
  /** Three digits, when the server answered. */
  readonly responseCode?: number;
}

/** What a failed sending means for the mail: refused for good (returned), or to be tried later, or of unknown outcome (both thrown). */
export function judge(error: SmtpError, phase: Phase): Refused {
  if (error.code === 'ESTREAM' || error.code === 'ECONFIG') throw error;
  if (phase === 'connecting') throw serverAway(error);
  if (error.responseCode) return answered(error, error.responseCode);
  if (isTooLarge(error)) return { outcome: 'refused', reason: `The mail is larger than the mail server allows (${error.message}).` };
  if (phase === 'addressing') throw new Unavailable(`The mail server broke off before it had the mail: ${said(error)}`);
  throw new Uncertain(`The mail server fell silent after it was given the mail, and may have sent it: ${said(error)}`);
}

/** The server's own word settles it in every phase: 4xx and 5xx both mean that it did not take the mail. */
function answered(error: SmtpError, code: number): Refused {
  if (code < 500) throw new Unavailable(`The mail server asks to wait: ${said(error)}`);
  // 552 here is about the size of this one mail; anything else at MAIL FROM is about us, so no mail would fare better.
  if (error.command === 'MAIL FROM' && code !== 552) {
    throw new Unavailable(`The mail server does not take mail from our address (MAIL_FROM): ${said(error)}`, { everybody: true });
  }
  const refusing = error.command === 'RCPT TO' ? 'refused the address' : 'refused the mail';
  return { outcome: 'refused', reason: `The mail server ${refusing}: ${said(error)}` };
}

function serverAway(error: SmtpError): Unavailable {
  const what = error.code === 'EAUTH' ? 'refused our login (SMTP_URL)' : 'cannot be reached';
  return new Unavailable(`The mail server ${what}: ${said(error)}`, { everybody: true });
}

/** The server announced a limit with EHLO (RFC 1870), so nodemailer did not even ask. */
const isTooLarge = ({ code, command }: SmtpError) => code === 'EMESSAGE' && command === 'MAIL FROM';

/** One line, and not endless: a server's words end up on screens. */
function said({ response, message }: SmtpError): string {
  const words = (response ?? message).replace(/\p{Cc}+/gu, ' ').trim();
  return words.length > 400 ? `${words.slice(0, 399)}…` : words;
}
