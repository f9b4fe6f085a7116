import { encode as encodeBase64, wrap as wrapBase64 } from 'nodemailer/lib/base64';
import MimeNode from 'nodemailer/lib/mime-node';
import { encode as encodePrintable, wrap as wrapPrintable } from 'nodemailer/lib/qp';
import type { Mail } from './mailer';

export interface Head {
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string;
  /** As it is sent. */
  readonly to: string;
}

/** The mail as a tree of parts: its letter in two forms, and what is attached. */
export function mimeOf(mail: Mail, { from, replyTo, to }: Head): MimeNode {
  const { attachments = [] } = mail;
  const root = new MimeNode(attachments.length > 0 ? 'multipart/mixed' : 'multipart/alternative');
  root.setHeader({
    'Auto-Submitted': 'auto-generated',
    'X-Takings-Invoice': oneLine(mail.invoiceNumber),
    'X-Takings-Kind': mail.kind,
    ...(mail.possiblyTwice && { 'X-Takings-Possibly-Twice': 'yes' }),
    From: { ...from, name: oneLine(from.name) },
    To: { name: oneLine(mail.to.name), address: to },
    'Reply-To': replyTo,
    Subject: oneLine(mail.subject),
    'Message-ID': mail.messageId,
  });
  const letter = attachments.length > 0 ? root.createChild('multipart/alternative') : root;
  letter.createChild('text/plain; charset=utf-8').setContent(mail.text);
  letter.createChild('text/html; charset=utf-8').setContent(mail.html);
  for (const { filename, contentType, bytes } of attachments) {
    const part = root.createChild(contentType, { filename });
    part.setHeader({ 'Content-Disposition': 'attachment', 'Content-Transfer-Encoding': 'base64' });
    part.setContent(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
  return root;
}

/**
 * A tree of parts as it travels, at once. nodemailer, whose headers and encodings these are, writes it through a dozen streams, which cost
 * more than all the rest of a sending.
 */
export function written(part: MimeNode): string {
  const head = `${part.buildHeaders()}\r\n\r\n`;
  if (!part.boundary) return head + encoded(part);
  const parts = part.childNodes.map((child) => `--${part.boundary}\r\n${written(child)}`);
  return `${head}${parts.join('\r\n')}\r\n--${part.boundary}--\r\n`;
}

function encoded(part: MimeNode): string {
  const content = part.content as string | Buffer;
  switch (part.getTransferEncoding()) {
    case 'base64':
      return wrapBase64(encodeBase64(content));
    case 'quoted-printable':
      return wrapPrintable(encodePrintable(content));
    default:
      return content.toString();
  }
}

/** No header may be begun from within a value. */
const oneLine = (value: string) => value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
