import { demoCharges } from './demo-charges';

const lines = demoCharges('2026-11-21').trimEnd().split('\r\n');
const rows = lines.slice(1);

describe('the demo charges', () => {
  it('are the same on the same day', () => expect(demoCharges('2026-11-21')).toBe(demoCharges('2026-11-21')));

  it('have a reference of their own each', () => expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(rows.length));

  it('are of some sixty customers', () => expect(new Set(rows.map((row) => row.split(',')[1])).size).toBe(60));

  it('have every outcome a card can have', () => {
    const outcomes = new Set(rows.flatMap((row) => row.match(/SBX-([A-Z]+)/)?.[1] ?? []));
    expect([...outcomes].sort()).toEqual([
      'DECLINED',
      'DROPPED',
      'EXPIRED',
      'FUNDS',
      'HELD',
      'LATE',
      'LOST',
      'OK',
      'REFER',
      'SCA',
      'STOLEN',
      'UNKNOWN',
    ]);
    expect(rows.some((row) => row.includes('@example.org,,'))).toBe(true);
  });

  it('are due today, save one that waits', () => {
    const due = rows.map((row) => row.split(',').at(-1));
    expect(due.filter((day) => day !== '2026-11-21')).toEqual(['2026-12-21']);
  });

  it('go only to addresses reserved for examples, no two customers sharing one', () => {
    const addresses = rows.map((row) => row.match(/[^,]+@example\.(org|com)/)?.[0]);
    expect(addresses).not.toContain(undefined);
    expect(new Set(addresses).size).toBe(60);
  });

  it('doubles a quote inside a quoted field', () => expect(rows.join()).toContain('"The Quay ""Kiosk"""'));
});
