import { loadConfig, runMain } from '@takings/runtime';
import { settings } from './config';
import { startSandbox } from './start-sandbox';

void runMain(() => startSandbox(loadConfig(settings)));
