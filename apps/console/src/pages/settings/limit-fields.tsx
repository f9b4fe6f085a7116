import { Button, Select, TextInput } from '@mantine/core';
import { CURRENCIES } from '@takings/money';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { LimitDraft } from './approval-draft';
import own from './settings.module.css';

interface LimitFieldsProps {
  /** `automaticUpTo`: with the place of a limit it makes the ids of its fields. */
  readonly name: string;
  readonly says: string;
  readonly limits: readonly LimitDraft[];
  readonly onChange: (limits: readonly LimitDraft[]) => void;
  readonly faultOf: (field: string) => string | undefined;
}

export const limitField = (name: string, at: number) => `${name}-${at}`;

/** An amount for each currency; a currency that is not named has no limit and so is never below it. */
export function LimitFields({ name, says, limits, onChange, faultOf }: LimitFieldsProps) {
  const set = (at: number, changes: Partial<LimitDraft>) => onChange(limits.map((one, i) => (i === at ? { ...one, ...changes } : one)));
  const next = [...CURRENCIES].find((currency) => !limits.some((one) => one.currency === currency)) ?? 'EUR';
  return (
    <div className={own.limits} role="group" aria-label={says}>
      {limits.map(({ currency, amount }, at) => (
        <div key={at} className={own.limit}>
          <Select
            label={`Currency ${at + 1}`}
            data={[...CURRENCIES]}
            value={currency}
            onChange={(chosen) => chosen && set(at, { currency: chosen })}
            searchable
            limit={60}
            allowDeselect={false}
          />
          <TextInput
            id={limitField(name, at)}
            label={`${says} in ${currency}`}
            inputMode="decimal"
            value={amount}
            onChange={({ currentTarget }) => set(at, { amount: currentTarget.value })}
            error={faultOf(limitField(name, at))}
            autoComplete="off"
          />
          {limits.length > 1 && (
            <Button
              variant="default"
              aria-label={`Remove the limit in ${currency}`}
              h={40}
              px={10}
              onClick={() => onChange(limits.filter((_, i) => i !== at))}
            >
              <IconX size={16} aria-hidden />
            </Button>
          )}
        </div>
      ))}
      <div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...limits, { currency: next, amount: '' }])}
        >
          Another currency
        </Button>
      </div>
    </div>
  );
}
