import type { ImportKind } from '../../../api/charges';
import { Segments } from '../../../pieces/links';
import styles from '../../../pieces/pieces.module.css';
import own from '../charges.module.css';

const SAYS: Readonly<Record<ImportKind, string>> = {
  charges: 'One row for each charge: its reference, the customer, what it is for, quantity, price, currency, VAT and the day it is due.',
  cards:
    "One row for each customer: the reference of the card that the gateway keeps, when it ends and its masked digits. Never a card's number.",
};

export function ChooseFile({ kind, onChosen }: { kind: ImportKind; onChosen: (file: File) => void }) {
  const choice = (name: string, one: ImportKind) => ({
    name,
    chosen: kind === one,
    link: { to: '/charges/upload', search: one === 'charges' ? {} : { kind: one } } as const,
  });
  return (
    <>
      <Segments label="What is in the file" of={[choice('Charges', 'charges'), choice('Stored cards', 'cards')]} />
      <div className={own.choose}>
        <label htmlFor="charges-file">
          <strong>A CSV file, saved as UTF-8, of at most 1 GB</strong>
        </label>
        <span id="charges-file-says" className={styles.dim}>
          {SAYS[kind]} Columns of another tool can be told apart in the next step.
        </span>
        <input
          key={kind}
          id="charges-file"
          type="file"
          accept=".csv,text/csv,text/plain"
          aria-describedby="charges-file-says"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file) onChosen(file);
          }}
        />
      </div>
    </>
  );
}
