import { type Browser, chromium } from 'playwright-core';

const CHROME_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser of this test alone, with a profile that goes with it. */
export function openBrowser(): Promise<Browser> {
  if (!process.env.CHROME_PATH) throw new Error('CHROME_PATH does not name a Chrome or Chromium; npm test finds one by itself.');
  return chromium.launch({ executablePath: process.env.CHROME_PATH, args: CHROME_FLAGS });
}
