import { RateLimiterMemory } from 'rate-limiter-flexible';
import { TooManyAttempts } from '../errors';

/** So many attempts of one address in so many seconds, counted in this process. */
export class Attempts {
  private readonly limiter: RateLimiterMemory;

  constructor(
    private readonly limit: number,
    seconds: number,
  ) {
    this.limiter = new RateLimiterMemory({ points: limit, duration: seconds });
  }

  /** Throws `TooManyAttempts` when the address has used up its own. */
  async expectLeft(address: string): Promise<void> {
    const used = await this.limiter.get(address);
    if (used && used.consumedPoints >= this.limit) throw tooMany(used.msBeforeNext);
  }

  async count(address: string): Promise<void> {
    await this.limiter.consume(address).catch(() => undefined);
  }
}

const tooMany = (waitMs: number) =>
  new TooManyAttempts(`Too many attempts from this address; try again in ${Math.ceil(waitMs / 1000)} seconds.`, waitMs);
