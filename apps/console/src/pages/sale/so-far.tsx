import {
  type Answers,
  answersOf,
  checkStep,
  type FlowDefinition,
  givenIn,
  netOf,
  type PricedLine,
  type StepDefinition,
} from '@takings/sale-flow';
import type { Sale } from '../../api/sale-flows';
import { calendarDay, longDay } from '../../formats/times';
import { Card } from '../../pieces/card';
import { Money } from '../../pieces/figures';
import styles from './sale.module.css';

interface SoFarProps {
  readonly sale: Sale;
  readonly definition: FlowDefinition;
  /** Whose fields are being typed into. */
  readonly step: StepDefinition;
  readonly values: Answers;
}

/** What the sale comes to by what is typed; nothing before there is a line. */
export function SoFar({ sale, definition, step, values }: SoFarProps) {
  const lines = linesOf(definition, sale, step, values);
  if (lines.length === 0) return null;
  const currency = lines[0]!.currency;
  const vat = lines.reduce((sum, { vatMinor }) => sum + vatMinor, 0);
  const net = netOf(lines);
  return (
    <Card
      title="So far"
      right={<span className={styles.was}>Prices kept until {longDay(calendarDay(sale.state.prices.keptUntil))}</span>}
      padded
    >
      <dl className={styles.sums}>
        {lines.map((line, at) => (
          <div key={at}>
            <dt>
              {line.quantity} × {line.description}
            </dt>
            <dd>
              <Money of={{ minor: line.netMinor, currency }} />
            </dd>
          </div>
        ))}
        <div>
          <dt>Together, without VAT</dt>
          <dd>
            <Money of={{ minor: net, currency }} />
          </dd>
        </div>
        <div>
          <dt>With VAT</dt>
          <dd>
            <Money of={{ minor: net + vat, currency }} />
          </dd>
        </div>
      </dl>
    </Card>
  );
}

function linesOf(definition: FlowDefinition, { state, prices }: Sale, typed: StepDefinition, values: Answers): PricedLine[] {
  return definition.steps.flatMap((step) => {
    if (!step.price) return [];
    const given = step.id === typed.id ? values : givenIn(state.steps[step.id]);
    const checked = checkStep(step, given, { prices, answers: answersOf(state) });
    return 'answers' in checked ? [...step.price(checked.answers, prices)] : [];
  });
}
