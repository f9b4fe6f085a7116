/**
 * Heartbeats of one connection: sends one each half interval, and reports a client that was silent for two intervals
 * (AMQP 0-9-1, section 4.2.7). Any bytes count as a sign of life.
 */
export class Heartbeats {
  private timer: NodeJS.Timeout | undefined;
  private silentHalves = 0;

  start(intervalSeconds: number, beat: () => void, silent: () => void): void {
    if (intervalSeconds === 0) return;
    this.timer = setInterval(() => {
      if (++this.silentHalves > 4) return silent();
      beat();
    }, intervalSeconds * 500);
  }

  heard(): void {
    this.silentHalves = 0;
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
