import { randomUUID } from 'node:crypto';
import type { ChargesEntered, DataOf } from '@takings/contracts';

export type Charge = DataOf<typeof ChargesEntered>['charges'][number];

export const aCharge = (changes: Partial<Charge> = {}): Charge => ({
  chargeRef: randomUUID(),
  customerRef: 'C-1',
  customerName: 'Acme Ltd',
  customerEmail: 'accounts@acme.example',
  cardRef: 'SBX-OK-1',
  currency: 'GBP',
  description: 'Support',
  quantity: '1',
  unitPrice: '10',
  vatRate: '20',
  netMinor: 1000,
  vatMinor: 200,
  dueOn: '2026-11-01',
  ...changes,
});
