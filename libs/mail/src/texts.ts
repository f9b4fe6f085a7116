/** The words of one mail. `{name}` stands for a value; a paragraph is a paragraph in the plain text and in the HTML alike. */
export interface Text {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

const ABOUT_EVERY_INVOICE = ['customer', 'number', 'amount', 'due', 'company', 'email'] as const;

/** The kinds of mail and the values that the words of each may name. */
export const VALUES = {
  invoice: ABOUT_EVERY_INVOICE,
  debited: [...ABOUT_EVERY_INVOICE, 'paidOn'],
  'no-card': ABOUT_EVERY_INVOICE,
  'insufficient-funds': ABOUT_EVERY_INVOICE,
  declined: ABOUT_EVERY_INVOICE,
  expired: ABOUT_EVERY_INVOICE,
  'card-blocked': ABOUT_EVERY_INVOICE,
  'card-unusable': ABOUT_EVERY_INVOICE,
  'authentication-required': ABOUT_EVERY_INVOICE,
  'refer-to-bank': ABOUT_EVERY_INVOICE,
} as const satisfies Record<string, readonly string[]>;

export type MailKind = keyof typeof VALUES;
export type Texts = Record<MailKind, Text>;
export type ValuesOf<Kind extends MailKind> = Record<(typeof VALUES)[Kind][number], string>;

const GREETING = 'Dear {customer},';
const NEVER_BY_MAIL = 'Please never send card numbers by e-mail.';
const notDebited = (why: string) => `We tried to debit {amount} from your card for invoice {number}. ${why} Nothing has been debited.`;

/** Our own words. Each says what happened to the money first, then who acts next. */
export const TEXTS: Texts = {
  invoice: {
    subject: 'Invoice {number} from {company}',
    paragraphs: [
      GREETING,
      'Please find attached invoice {number} for {amount}.',
      'If we hold a card for you, we will debit it and tell you how it went, so there is nothing for you to do. If we hold none, we will write to you about it.',
      'If anything on the invoice is not right, please reply to this mail or write to {email}.',
    ],
  },
  debited: {
    subject: 'Thank you: {amount} received for invoice {number}',
    paragraphs: [
      GREETING,
      'On {paidOn} we debited {amount} from your card for invoice {number}. The invoice is paid, and there is nothing left for you to do.',
      'It can take a few days until the payment appears on your card statement.',
      'If you have a question about it, please reply to this mail or write to {email}.',
    ],
  },
  'no-card': {
    subject: 'Invoice {number}: we hold no card for you',
    paragraphs: [
      GREETING,
      'We could not debit {amount} for invoice {number}, because we hold no card for you. Nothing has been debited.',
      'Please write to {email} to arrange a card or another way to pay. The invoice is due on {due}.',
      NEVER_BY_MAIL,
    ],
  },
  'insufficient-funds': {
    subject: 'Invoice {number}: there was not enough money on the card',
    paragraphs: [
      GREETING,
      notDebited('Your bank answered that there was not enough money available.'),
      'Please see that the amount is available, then reply to this mail or write to {email}, so that we can debit it. You may also tell us that you would rather use another card. The invoice is due on {due}.',
      NEVER_BY_MAIL,
    ],
  },
  declined: {
    subject: 'Invoice {number}: your bank declined the payment',
    paragraphs: [
      GREETING,
      notDebited('Your bank declined it and did not tell us why.'),
      'Please ask your bank to allow the payment, then reply to this mail or write to {email}. You may also tell us that you would rather use another card. The invoice is due on {due}.',
      NEVER_BY_MAIL,
    ],
  },
  expired: {
    subject: 'Invoice {number}: your card has expired',
    paragraphs: [
      GREETING,
      notDebited('The card we hold for you has expired.'),
      'Please write to {email}, so that we can arrange a new card with you. The invoice is due on {due}.',
      NEVER_BY_MAIL,
    ],
  },
  'card-blocked': {
    subject: 'Invoice {number}: your card is blocked',
    paragraphs: [
      GREETING,
      notDebited('Your bank does not allow payments with this card any more.'),
      'If you did not expect this, please call your bank on the number printed on the card. Then write to {email}, so that we can arrange another card with you. The invoice is due on {due}.',
      NEVER_BY_MAIL,
    ],
  },
  'card-unusable': {
    subject: 'Invoice {number}: we can no longer use your card',
    paragraphs: [
      GREETING,
      notDebited('The card we hold for you can no longer be used.'),
      'Please write to {email}, so that we can arrange a card with you anew. The invoice is due on {due}.',
      NEVER_BY_MAIL,
    ],
  },
  'authentication-required': {
    subject: 'Invoice {number}: please confirm the payment',
    paragraphs: [
      GREETING,
      notDebited('Your bank wants you to confirm the payment yourself.'),
      'Please reply to this mail or write to {email}, and we will arrange with you how to confirm it. The invoice is due on {due}.',
      NEVER_BY_MAIL,
    ],
  },
  'refer-to-bank': {
    subject: 'Invoice {number}: your bank would like to hear from you',
    paragraphs: [
      GREETING,
      notDebited('Your bank asks you to get in touch before it allows the payment.'),
      'Please call your bank on the number printed on the card, then reply to this mail or write to {email}. The invoice is due on {due}.',
      NEVER_BY_MAIL,
    ],
  },
};
