import { Clock } from '../clock';

/** A clock that goes when it is told to. */
export class FakeClock extends Clock {
  constructor(private moment = new Date('2026-11-21T08:00:00Z')) {
    super();
  }

  now() {
    return this.moment;
  }

  advance(byMs: number) {
    this.moment = new Date(this.moment.getTime() + byMs);
  }
}
