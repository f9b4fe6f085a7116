import { Injectable, type OnModuleInit } from '@nestjs/common';
import { KeptValues } from '../store/kept-values';

const OFFSET = 'clock offset ms';

/**
 * The stand-ins' time: the real one plus an offset that the admin API can advance, so that a token's half hour, Xero's six minutes and the
 * settlement of a charge can be seen without waiting. It never goes back.
 */
@Injectable()
export class Clock implements OnModuleInit {
  private offsetMs = 0;

  constructor(private readonly kept: KeptValues) {}

  async onModuleInit() {
    this.offsetMs = (await this.kept.read<number>(OFFSET)) ?? 0;
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  async advance(ms: number): Promise<Date> {
    this.offsetMs += ms;
    await this.kept.write(OFFSET, this.offsetMs);
    return this.now();
  }
}
