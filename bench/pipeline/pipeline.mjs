import { end, ready, start } from '../app-process.mjs';
import { Feed } from './feed.mjs';
import { APPS, appEnv } from './settings.mjs';

/** The apps as they are deployed, each its own process, and the feed that measures them. */
export class Pipeline {
  static async start(servers) {
    const env = { ...process.env, ...appEnv(servers) };
    const processes = APPS.map((app) => start(app, env));
    const ports = await Promise.all(processes.map((app, i) => ready(app, APPS[i])));
    return new Pipeline(processes, ports, await Feed.open(servers.amqpUrl));
  }

  constructor(processes, ports, feed) {
    this.processes = processes;
    this.ports = ports;
    this.feed = feed;
  }

  /** CPU seconds that each app has used so far, as it tells of itself. */
  async cpuSeconds() {
    const texts = await Promise.all(this.ports.map(async (port) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()));
    return texts.map((text) => Number(/^process_cpu_seconds_total\S* (\S+)/m.exec(text)[1]));
  }

  /** Invoices per second, from the first fact that is published to the last payer told and the last payment recorded. */
  async rate(count) {
    return this.feed.rate(count);
  }

  async stop() {
    await this.feed.close();
    await Promise.all(this.processes.map(end));
  }
}
