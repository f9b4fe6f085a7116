/** Xero takes no more, and no umlauts (EmailAddress of a contact). */
const LENGTH_LIMIT = 255;
const LOCAL_LENGTH_LIMIT = 64;

/** RFC 5321's dot-atom: what real mailboxes have. Quoted local parts and address literals are left out on purpose. */
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const DOMAIN_AS_WRITTEN = /^[\p{L}\p{M}\p{N}.-]+$/u;

export type Email = { readonly address: string } | { readonly fault: string };

/**
 * An address that Xero and every mail server take: umlauts in the domain become ASCII (punycode), which means the same. In the part before the
 * @ there is no such form, so such an address is refused rather than changed.
 */
export function readEmail(text: string): Email {
  const at = text.lastIndexOf('@');
  if (at < 1 || at === text.length - 1) return { fault: 'is not an e-mail address' };
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (/\P{ASCII}/u.test(local)) return { fault: 'has letters beyond ASCII before the @, which Xero and many mail servers refuse' };
  if (!LOCAL.test(local)) return { fault: 'is not an e-mail address' };
  if (local.length > LOCAL_LENGTH_LIMIT) return { fault: `has more than ${LOCAL_LENGTH_LIMIT} signs before the @` };
  const ascii = DOMAIN_AS_WRITTEN.test(domain) ? domainToASCII(domain) : '';
  if (!isDomain(ascii)) return { fault: `has "${domain.slice(0, 60)}" after the @, which is no domain` };
  const address = `${local}@${ascii}`;
  return address.length > LENGTH_LIMIT ? { fault: `is longer than ${LENGTH_LIMIT} signs` } : { address };
}

/** As browsers and Node write it; empty when it is none. */
function domainToASCII(domain: string): string {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return '';
  }
}

function isDomain(ascii: string): boolean {
  const labels = ascii.split('.');
  return ascii.length <= 253 && labels.length >= 2 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1)!);
}
