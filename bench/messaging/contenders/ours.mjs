// Ours, as the product runs it: Nest, validation in and out, inbox, own row and outbox for each of the five stages.
import { createRequire } from 'node:module';
import { counter, drive } from '../driver.mjs';

const { startChain } = createRequire(import.meta.url)('../../dist/messaging/contenders/ours.js');
const { count, onDone } = counter();
drive(await startChain(onDone), count);
