import { Injectable } from '@nestjs/common';

/** What time it is; tests set their own. */
export abstract class Clock {
  abstract now(): Date;
}

@Injectable()
export class SystemClock extends Clock {
  now() {
    return new Date();
  }
}
