import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { renderedDocument } from './preview';

const FILE = resolve(__dirname, '../../../../docs/generated/openapi-leaderboard.json');

/** Writes the committed copy of the API's description. */
void renderedDocument().then((text) => {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, text);
});
