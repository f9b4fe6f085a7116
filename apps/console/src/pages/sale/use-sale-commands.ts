import type { FlowCommandInput } from '@takings/sale-flow';
import { useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import { useMemo, useRef } from 'react';
import { ApiError, sentenceOf, UNREACHED } from '../../api/api-error';
import { commandSale, type HeardSale, type Sale, saleQuery } from '../../api/sale-flows';

type WithoutId<Command> = Command extends unknown ? Omit<Command, 'command_id'> : never;
export type Command = WithoutId<FlowCommandInput>;

export interface SaleCommands {
  /** Shows the sale as it is afterwards. Throws `ApiError`. */
  readonly send: (command: Command) => Promise<HeardSale>;
  readonly lookAgain: () => Promise<unknown>;
  /** Of what has no form to be told at. */
  readonly tell: (error: unknown) => undefined;
}

/** What is decided on a sale. One that may have arrived is sent again under its id, so that it does nothing twice. */
export function useSaleCommands({ flowId }: Pick<Sale, 'flowId'>): SaleCommands {
  const queries = useQueryClient();
  const unanswered = useRef<{ readonly content: string; readonly id: string } | undefined>(undefined);
  return useMemo(() => {
    const { queryKey } = saleQuery(flowId);
    const lookAgain = () => queries.invalidateQueries({ queryKey });
    return {
      lookAgain,
      tell: (error) => {
        notifications.show({ message: sentenceOf(error), color: 'red', autoClose: 10_000, withBorder: true });
        return undefined;
      },
      send: async (command) => {
        const content = JSON.stringify(command);
        const id = unanswered.current?.content === content ? unanswered.current.id : crypto.randomUUID();
        unanswered.current = { content, id };
        try {
          const after = await commandSale(flowId, { ...command, command_id: id });
          unanswered.current = undefined;
          await queries.cancelQueries({ queryKey });
          queries.setQueryData(queryKey, (before) => before && merged(before, after));
          // Prices and what they have become are told with the sale alone.
          if (command.type === 'reprice') await lookAgain();
          else void lookAgain();
          void queries.invalidateQueries({ queryKey: ['sale-flows'] });
          return after;
        } catch (error) {
          const unsure = error instanceof ApiError && (error.status === UNREACHED || error.status >= 500);
          if (!unsure) unanswered.current = undefined;
          if (error instanceof ApiError && error.isConflict) void lookAgain();
          throw error;
        }
      },
    };
  }, [flowId, queries]);
}

/** The sale with what was heard of it, unless that is older. */
export const merged = (sale: Sale, { version, state, expiresAt }: HeardSale): Sale =>
  version < sale.version ? sale : { ...sale, version, state, expiresAt };
