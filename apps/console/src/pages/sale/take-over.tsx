import { saved } from '../../pieces/saved';
import { ReasonQuestion } from '../../pieces/reason-question';
import { useSaleCommands } from './use-sale-commands';

interface TakeOverProps {
  readonly flowId: string;
  readonly saleRef: string;
  readonly owner: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A team manager goes on with somebody else's sale; the history and the audit say why. */
export function TakeOver({ flowId, saleRef, owner, opened, onClose }: TakeOverProps) {
  const commands = useSaleCommands({ flowId });
  return (
    <ReasonQuestion
      title={`Take over ${saleRef}`}
      opened={opened}
      onClose={onClose}
      says={`It becomes yours and leaves the list of ${owner}, who can read it.`}
      action={`Take over from ${owner}`}
      working="Taking over…"
      field="reason"
      send={(reason) => commands.send({ type: 'take-over', reason })}
      done={() => saved(`${saleRef} is yours now`)}
    />
  );
}
