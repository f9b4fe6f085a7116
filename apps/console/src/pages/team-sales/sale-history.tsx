import { useQuery } from '@tanstack/react-query';
import { saleHistoryQuery } from '../../api/sale-flows';
import { At } from '../../pieces/figures';
import pieces from '../../pieces/pieces.module.css';
import { Loaded } from '../../pieces/states';

/** Who typed and decided what when, the newest first. */
export function SaleHistory({ flowId }: { flowId: string }) {
  const query = useQuery(saleHistoryQuery(flowId));
  return (
    <Loaded query={query} what="The history" safe="Nothing of it is lost.">
      {(entries) => (
        <ol className={pieces.history}>
          {[...entries].reverse().map(({ version, at, by, what }) => (
            <li key={version}>
              {what.map((words) => (
                <span key={words}>{words.charAt(0).toUpperCase() + words.slice(1)}</span>
              ))}
              <span className={pieces.second}>
                {by.name}, <At of={at} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  );
}
