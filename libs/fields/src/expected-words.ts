import type { z } from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

/** What is expected where a schema found something else; undefined leaves it to zod. A schema's own words go before these. */
export const expectedWords = (issue: Issue): string | undefined => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? `is missing; expected ${nounOf(issue.expected)}` : `expected ${nounOf(issue.expected)}`;
    case 'invalid_value':
      return `expected ${listed(issue.values.map(String))}`;
    case 'invalid_format':
      return issue.format === 'uuid' ? 'expected a UUID such as 7d0c4c1e-58ee-4b07-9a0c-0f8a2b0f6a11' : undefined;
    case 'too_small':
      return `expected at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `expected at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'unrecognized_keys':
      return `${listed(issue.keys.map((key) => `"${key}"`))} ${issue.keys.length > 1 ? 'are' : 'is'} not known here`;
    default:
      return undefined;
  }
};

const NOUNS: Readonly<Record<string, string>> = {
  object: 'a JSON object',
  int: 'a whole number',
  boolean: 'true or false',
  string: 'text',
};

const nounOf = (expected: string) => NOUNS[expected] ?? `a ${expected}`;

const unitOf = (origin: string) => (origin === 'string' ? ' signs' : '');

const listed = (words: readonly string[]) => (words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words.join());
