import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allFacts } from '../flow';
import { asyncApi, factSchema } from './async-api';
import { flowDiagram } from './flow-diagram';

export const ROOT = join(__dirname, '..', '..', '..', '..');
export const RELEASED = join(ROOT, 'libs', 'contracts', 'released');
const BEGIN = '<!-- flow:begin -->';
const END = '<!-- flow:end -->';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Every generated document by its path from the root. A test rebuilds and compares them. */
export function documents(): Record<string, string> {
  return {
    'docs/generated/asyncapi.json': json(asyncApi()),
    'README.md': withFlow(readFileSync(join(ROOT, 'README.md'), 'utf8')),
  };
}

function withFlow(readme: string): string {
  const [before, after] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`README.md lacks ${BEGIN} and ${END}`);
  return `${readme.slice(0, before)}${BEGIN}\n\`\`\`mermaid\n${flowDiagram()}\n\`\`\`\n${readme.slice(after)}`;
}

/** The schema of a fact is released once, when it is first given; after that the file stays as it is. */
export const releasedFile = (type: string) => join(RELEASED, `${type}.json`);

if (require.main === module) {
  for (const [path, content] of Object.entries(documents())) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), content);
  }
  mkdirSync(RELEASED, { recursive: true });
  for (const fact of allFacts) if (!existsSync(releasedFile(fact.type))) writeFileSync(releasedFile(fact.type), json(factSchema(fact)));
}
