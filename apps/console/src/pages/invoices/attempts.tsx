import type { BankAnswer, Invoice } from '../../api/invoices';
import { counted } from '../../formats/counts';
import { answerWords, codeWords } from '../../pieces/bank-words';
import { Card } from '../../pieces/card';
import { At, Money } from '../../pieces/figures';
import pieces from '../../pieces/pieces.module.css';
import { Table } from '../../pieces/table';
import styles from './invoices.module.css';

/** What was asked of the bank about this invoice and what it said, the newest first; what is planned stands above it. */
export function Attempts({ of: { attempts, nextAskAt, currency } }: { of: Invoice }) {
  if (attempts.length === 0) return null;
  const sent = attempts.filter(({ asked, attempt }) => !asked && attempt > 0);
  const tries = new Set(sent.map(({ attempt }) => attempt)).size;
  const questions = attempts.filter(({ asked }) => asked).length;
  const note = [counted(tries, 'attempt'), ...(questions > 0 ? [counted(questions, 'question to the bank', 'questions to the bank')] : [])];
  return (
    <Card title="Debit attempts" note={note.join(', ')}>
      <div className={pieces.scroll}>
        <Table caption="Debit attempts, the newest first" columns={['Time', 'What', 'Answer', ['Amount', 'number']]}>
          {nextAskAt && (
            <tr>
              <td>
                <At of={nextAskAt} />
              </td>
              <td className={pieces.dim}>Ask again about attempt {attempts[0]!.attempt}</td>
              <td className={pieces.dim}>Planned</td>
              <td className={pieces.number}>–</td>
            </tr>
          )}
          {attempts.map((one) => (
            <Row key={`${one.at}${one.answer}`} of={one} currency={currency} />
          ))}
        </Table>
      </div>
    </Card>
  );
}

const Row = ({ of: one, currency }: { of: BankAnswer; currency: string }) => (
  <tr>
    <td>
      <At of={one.at} />
    </td>
    <td>
      {what(one)}
      {!one.asked && one.orderReference && <span className={pieces.second}>Our reference {one.orderReference}</span>}
    </td>
    <td>
      <span className={one.asked ? styles.ask : undefined}>{answerWords(one.answer)}</span>
      {codeWords(one) && <span className={pieces.second}>{codeWords(one)}</span>}
    </td>
    <td className={pieces.number}>{one.amountMinor === null ? '–' : <Money of={{ minor: one.amountMinor, currency }} />}</td>
  </tr>
);

const what = ({ asked, attempt }: BankAnswer) =>
  asked ? `Asked the bank about attempt ${attempt}` : attempt === 0 ? 'No card to debit' : `Attempt ${attempt}`;
