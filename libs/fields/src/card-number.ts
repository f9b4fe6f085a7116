/** 13 to 19 digits, perhaps in groups: what a card number looks like (ISO/IEC 7812-1). */
const LIKE_ONE = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g;

/** Whether there is a card number in the text: of that length, beginning as cards do (2 to 6), and with the right check digit. */
export const hasCardNumber = (text: string): boolean =>
  (text.match(LIKE_ONE) ?? []).map((match) => match.replace(/\D/g, '')).some((digits) => /^[2-6]/.test(digits) && checksOut(digits));

/** The formula of Luhn: from the right every second digit doubled, its digits added; a valid number sums to a multiple of ten. */
function checksOut(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
