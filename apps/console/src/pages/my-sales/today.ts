/** ISO 8601: midnight here. The same text all day, so that what goes by it is asked once. */
export function startOfToday(now: Date = new Date()): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString();
}
