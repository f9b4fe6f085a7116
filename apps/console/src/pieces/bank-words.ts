import { DEBIT_FAILURES } from './invoice-words';

/** What an attempt at the bank, or a question about one, came to; by the names that the API has for it. */
const ANSWERS: Readonly<Record<string, string>> = {
  paid: 'Paid',
  'no-clear-answer': 'No clear answer',
  held: 'Held for review',
  'no-answer': 'Still no answer',
  'not-found': 'No record of it yet',
  'could-not-ask': 'Could not be asked',
};

/**
 * The gateway's codes in words (Secure Trading's own list of errors), where they say more than the answer does. A code that is not here
 * stands by itself, small.
 */
const GATEWAY_CODES: Readonly<Record<string, string>> = {
  20004: 'the stored card is unknown there',
  30002: 'the card is banned',
  50000: 'the line to the bank broke',
  50001: 'the line to the bank broke',
  50002: 'the line to the bank broke',
  50005: 'the bank took too long',
  50007: 'the bank could not be reached',
  50012: 'the line to the bank broke',
  60010: "the bank's system had a fault",
  60020: 'the bank took too long',
  60034: 'somebody at the bank has to look',
  60500: 'its risk is being looked at',
  70000: 'declined',
  70001: 'the bank is not sure',
  71000: 'the bank wants its customer to confirm',
  72000: 'the bank wants to be called',
  79000: 'waiting at the bank',
  88888: 'the bank wants its customer to confirm',
  99999: 'a fault that is not known',
};

/** The bank's codes after ISO 8583, as far as they say why. */
const BANK_CODES: Readonly<Record<string, string>> = {
  '01': 'refer to the bank',
  '02': 'refer to the bank',
  '04': 'the card is to be kept',
  '05': 'not honoured, no reason given',
  '07': 'the card is to be kept',
  14: 'no such card number',
  '1A': 'the customer must confirm',
  41: 'the card is lost',
  43: 'the card is stolen',
  46: 'the account is closed',
  51: 'not enough money',
  54: 'the card has ended',
  57: 'not allowed for this card',
  62: 'the card is restricted',
};

/** "Not enough money on the card" */
export function answerWords(answer: string): string {
  const words = ANSWERS[answer] ?? DEBIT_FAILURES[answer] ?? answer;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "Secure Trading code 70000: declined · bank code 51: not enough money", or nothing without a code. */
export function codeWords({ gatewayCode, bankCode }: { gatewayCode: string | null; bankCode: string | null }): string | undefined {
  const said = [
    gatewayCode && gatewayCode !== '0' && `Secure Trading code ${gatewayCode}${meaning(GATEWAY_CODES[gatewayCode])}`,
    bankCode && bankCode !== '00' && `bank code ${bankCode}${meaning(BANK_CODES[bankCode])}`,
  ].filter(Boolean);
  return said.length > 0 ? said.join(' · ') : undefined;
}

const meaning = (words: string | undefined) => (words ? `: ${words}` : '');
