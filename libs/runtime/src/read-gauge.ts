import { Logger } from '@nestjs/common';
import { Gauge } from 'prom-client';

export type Labels = Readonly<Record<string, string>>;
export interface Reading {
  readonly value: number;
  readonly labels?: Labels;
}

/**
 * A gauge that is read when somebody asks for the metrics, from a database as a rule. What cannot be read is left out, since a figure of
 * earlier would look like one of now. A series that has been told once is told as 0 when it is no more read, so that an alert on it ends.
 */
export class ReadGauge {
  private read?: () => Promise<readonly Reading[]>;
  private readonly log: Logger;
  private readonly told = new Map<string, Labels>();

  /** One for each name in a process, as with every metric. */
  constructor(
    private readonly name: string,
    help: string,
    labelNames: readonly string[] = [],
  ) {
    this.log = new Logger(name);
    const take = (gauge: Gauge) => this.take(gauge);
    new Gauge({
      name,
      help,
      labelNames,
      collect(this: Gauge) {
        return take(this);
      },
    });
  }

  from(read: () => Promise<readonly Reading[]>) {
    this.read = read;
  }

  private async take(gauge: Gauge) {
    try {
      const readings = (await this.read?.()) ?? [];
      gauge.reset();
      for (const labels of this.told.values()) gauge.set(labels, 0);
      for (const { value, labels = {} } of readings) {
        gauge.set(labels, value);
        this.told.set(JSON.stringify(labels), labels);
      }
    } catch (error) {
      gauge.reset();
      gauge.remove();
      this.log.warn(`${this.name} cannot be read now: ${(error as Error).message}`);
    }
  }
}
