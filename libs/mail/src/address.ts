import { domainToASCII } from 'node:url';

export interface MailAddress {
  /** As it is sent: the domain in ASCII, unless the local part needs SMTPUTF8 anyway. */
  readonly address: string;
  readonly domain: string;
  /** The local part has signs outside ASCII, which only a server with SMTPUTF8 (RFC 6531) takes. */
  readonly needsSmtpUtf8: boolean;
}

/** A dot-atom (RFC 5322 3.2.3, widened by RFC 6531). Quoted local parts are legal but unheard of, and a way to smuggle things in. */
const LOCAL_PART = /^[^\s\p{Cc}"(),:;<>@[\]\\.]+(\.[^\s\p{Cc}"(),:;<>@[\]\\.]+)*$/u;
const HOST_NAME = /^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/;

/** Reads one address. A domain with umlauts is turned into its ASCII form (IDNA); an address that no server could take comes back as a fault. */
export function readAddress(text: string): MailAddress | { readonly fault: string } {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = domainToASCII(text.slice(at + 1));
  if (at < 1 || !LOCAL_PART.test(local) || !HOST_NAME.test(domain)) return { fault: `${quoted(text)} is not an e-mail address.` };
  // RFC 5321 4.5.3.1: 64 octets for the local part, 255 for the domain.
  if (Buffer.byteLength(local) > 64 || domain.length > 255) return { fault: `${quoted(text)} is too long for an e-mail address.` };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII is meant.
  return { address: `${local}@${domain}`, domain, needsSmtpUtf8: !/^[\x00-\x7f]*$/.test(local) };
}

/** As printed in a sentence for a person: without line breaks, and not endless. */
function quoted(text: string): string {
  const clean = text.replace(/\p{Cc}+/gu, ' ');
  return `“${clean.length > 80 ? `${clean.slice(0, 79)}…` : clean}”`;
}
