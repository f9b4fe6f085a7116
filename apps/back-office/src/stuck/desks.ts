import type { Role } from '@takings/runtime/http';
import type { StuckKind } from './stuck-row';

/** Who works on what is stuck: agents on look-ups of sales, finance on money, platform on events and on our own faults. */
export const DESKS = {
  sales: ['agent', 'team-manager'],
  finance: ['finance-manager', 'finance-approver'],
  /** A fault of ours over an invoice: platform puts it right, and finance may send the invoice again. */
  both: ['finance-manager', 'finance-approver', 'platform'],
  platform: ['platform'],
} as const satisfies Record<string, readonly Role[]>;
export type Desk = keyof typeof DESKS;

/** Who sees everything that is stuck; others see what their desk has. */
export const SEES_ALL = ['finance-manager', 'finance-approver', 'platform'] as const;

const LOOK_UPS: ReadonlySet<string> = new Set(['look-up-company', 'check-credit', 'find-addresses']);

export function deskOf({ stage, kind }: { readonly stage: string; readonly kind: StuckKind }): Desk {
  if (LOOK_UPS.has(stage)) return 'sales';
  if (kind === 'failed') return 'both';
  return kind === 'poison' || kind === 'unroutable' ? 'platform' : 'finance';
}
