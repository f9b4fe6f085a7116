/** The day on the calendar of whoever sits at the terminal, YYYY-MM-DD: charges due today are due where that person is. */
export function today(now = new Date()): string {
  const two = (number: number) => `${number}`.padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
