import type { Mail } from '../smtp/mails';
import { escapeHtml } from './html';

/** Nothing is fetched, nothing runs, and the document has no origin: a mail is shown, not trusted. */
export const MAIL_BODY_POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; sandbox allow-popups allow-popups-to-escape-sandbox";

const IMAGE = /^image\/(png|jpeg|gif|webp)$/;

/** The HTML part, with pictures that travel in the mail itself put in place; other pictures stay away, as in a careful mail reader. */
export function mailBody({ html, text, inline }: Pick<Mail, 'html' | 'text' | 'inline'>): string {
  if (html === null) return `<!doctype html><meta charset="utf-8"><pre>${escapeHtml(text ?? '')}</pre>`;
  const pictures = new Map(
    inline.filter(({ type }) => IMAGE.test(type)).map((part) => [(part.contentId ?? '').replace(/^<|>$/g, ''), part]),
  );
  const placed = html.replace(/cid:([^"'\s)>]+)/g, (reference, id: string) => {
    const picture = pictures.get(id);
    return picture ? `data:${picture.type};base64,${picture.content.toString('base64')}` : reference;
  });
  return `<!doctype html><meta charset="utf-8"><base target="_blank">${placed}`;
}
