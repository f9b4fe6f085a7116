import { Counter, Gauge, Histogram } from 'prom-client';

const labelNames = ['stage'] as const;
const counter = (name: string, help: string) => new Counter({ name: `takings_stage_${name}_total`, help, labelNames });

const taken = counter('taken', 'Facts taken from the queue');
const given = counter('given', 'Facts given, in the same transaction as the work');
const duplicates = counter('duplicates', 'Facts that had been recorded before');
const parked = counter('parked', 'Facts kept for a person');
const delayed = counter('delayed', 'Facts sent to a waiting room to be tried later');
const batches = counter('batches', 'Batches recorded');
const oneByOne = counter('one_by_one', 'Batches that had to be recorded one by one');
const paused = new Gauge({ name: 'takings_stage_paused', help: '1 while the stage takes nothing', labelNames });
const lag = new Gauge({ name: 'takings_stage_lag_seconds', help: 'Age of the fact recorded last', labelNames });
const seconds = new Histogram({
  name: 'takings_stage_act_seconds',
  help: 'How long a call to the outside took',
  labelNames,
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
});

/** One stage's figures; bound once, since labels looked up for each fact cost more than the count. */
export class StageMetrics {
  readonly taken;
  readonly given;
  readonly duplicates;
  readonly parked;
  readonly delayed;
  readonly batches;
  readonly oneByOne;
  readonly paused;
  readonly lag;
  readonly seconds;

  constructor(stage: string) {
    this.taken = taken.labels(stage);
    this.given = given.labels(stage);
    this.duplicates = duplicates.labels(stage);
    this.parked = parked.labels(stage);
    this.delayed = delayed.labels(stage);
    this.batches = batches.labels(stage);
    this.oneByOne = oneByOne.labels(stage);
    this.paused = paused.labels(stage);
    this.lag = lag.labels(stage);
    this.seconds = seconds.labels(stage);
  }
}
