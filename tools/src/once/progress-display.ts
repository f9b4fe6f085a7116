import type { Run } from '../product/views';
import type { Terminal } from '../terminal';
import { progressLine, progressTable } from './progress';

/** In a log, a line at most so often. */
const LINE_EVERY_MS = 5_000;

/** Shows how a run gets on: a table painted over in place in a terminal, a line now and then in a log. */
export class ProgressDisplay {
  private lastLine = '';
  private lastAt = 0;
  private latest?: Run;

  constructor(
    private readonly terminal: Terminal,
    private readonly now: () => number = Date.now,
  ) {}

  show(run: Run) {
    this.latest = run;
    if (this.terminal.repaints) return this.terminal.paint(progressTable(run));
    const line = progressLine(run);
    if (line === this.lastLine || this.now() - this.lastAt < LINE_EVERY_MS) return;
    this.lastLine = line;
    this.lastAt = this.now();
    this.terminal.line(line);
  }

  /** Leaves the last state standing. */
  end() {
    if (this.latest) this.terminal.settle(progressTable(this.latest));
  }
}
