import { Button } from '@mantine/core';
import pieces from './pieces.module.css';

interface Paged {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** At the end of a list that is read page by page; nothing on the last. */
export const ShowMore = ({ of }: { of: Paged }) =>
  of.hasNextPage && (
    <div className={pieces.padded}>
      <Button variant="default" onClick={() => void of.fetchNextPage()}>
        {of.isFetchingNextPage ? 'Loading…' : 'Show more'}
      </Button>
    </div>
  );
