import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Waits that end at once when the app closes, so that a slow answer never holds up a restart. */
@Injectable()
export class Waits implements OnModuleDestroy {
  private readonly ends = new Set<() => void>();
  private closing = false;

  for(ms: number): Promise<void> {
    if (ms <= 0 || this.closing) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.ends.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.ends.add(end);
    });
  }

  onModuleDestroy() {
    this.closing = true;
    for (const end of this.ends) end();
  }
}
