import { demoSales, demoTeams } from './demo-sales';

const rowsAt = (now: Date) =>
  demoSales(now)
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((row) => row.split(','));
const momentsAt = (now: Date) => rowsAt(now).map((row) => row.at(-1)!);

describe('the demo sales', () => {
  it('have a reference of their own each', () => expect(new Set(rowsAt(new Date()).map(([ref]) => ref)).size).toBe(60));

  it('are of every team and of every consultant', () => {
    const text = demoSales(new Date());
    for (const { name, consultants } of demoTeams) for (const word of [name, ...consultants]) expect(text).toContain(word);
  });

  it('are made in the hours before now', () => {
    const moments = momentsAt(new Date('2026-11-21T17:00:00Z'));
    expect([moments[0], moments.at(-1)]).toEqual(['2026-11-21T08:04:30.000Z', '2026-11-21T16:55:30.000Z']);
  });

  it('are all of the day that has just begun, in summer too', () => {
    expect(momentsAt(new Date('2026-07-01T00:30:00Z'))[0]! > '2026-06-30T23:00:00').toBe(true);
    expect(momentsAt(new Date('2026-11-21T00:00:10Z'))[0]! > '2026-11-21T00:00:00').toBe(true);
  });
});
