import type { Sale } from '../../api/sale-flows';
import { saved } from '../../pieces/saved';
import { ReasonQuestion } from '../../pieces/reason-question';
import type { SaleCommands } from './use-sale-commands';

interface GiveUpProps {
  readonly sale: Sale;
  readonly commands: SaleCommands;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The customer does not want it: it leaves the lists, and can be continued later. */
export const GiveUp = ({ sale, commands, opened, onClose, onDone }: GiveUpProps) => (
  <ReasonQuestion
    title={`Give up ${sale.state.saleRef}`}
    opened={opened}
    onClose={onClose}
    says="It leaves your list. Nothing that was typed is thrown away, and it can be continued."
    action="Give it up"
    working="Giving up…"
    danger
    field="reason"
    send={(reason) => commands.send({ type: 'abandon', reason, version: sale.version })}
    done={() => {
      saved(`${sale.state.saleRef} is given up`);
      onDone();
    }}
  />
);
