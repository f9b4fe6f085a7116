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

  static async open(): Promise<ProductInBrowser> {
    const servers = await ownServers();
    const data = folder();
    const [running, browser] = await Promise.all([RunningProduct.start(data, servers.env), openBrowser()]);
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
