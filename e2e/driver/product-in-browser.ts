import type { Browser } from 'playwright-core';
import { openBrowser } from './browser';
import { folder, remove, RunningProduct } from './running-product';
import { ownServers } from './servers';

/** The product on servers and in a folder of its own, and a browser to see it with. */
export class ProductInBrowser {
  private constructor(
    readonly running: RunningProduct,
    readonly browser: Browser,
    /** Of the product; a test may put its files there. */
    readonly folder: string,
    private readonly leave: () => Promise<void>,
  ) {}

  /** `more`: what its environment has beside the servers. */
  static async open(more: NodeJS.ProcessEnv = {}, args: readonly string[] = []): Promise<ProductInBrowser> {
    const servers = await ownServers();
    const data = folder();
    const [running, browser] = await Promise.all([
      RunningProduct.start(data, { ...servers.env, ...more }, ['--no-demo', ...args]),
      openBrowser(),
    ]);
    return new ProductInBrowser(running, browser, data, async () => {
      await servers.close();
      remove(data);
    });
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.running.stop();
    await this.leave();
  }
}
