import { z } from 'zod';
import type { XeroAnswer } from './call';

/** What an answer says in words; `json` is undefined when it is not JSON (a gateway's HTML, an empty body). */
export interface Problem {
  readonly json: unknown;
  readonly sentence: string;
}

const Note = z.object({ Message: z.string().optional(), Description: z.string().optional() });
const Notes = z.array(Note).nullish();

/** The many shapes of Xero's errors: validation, authorisation, and OAuth's own. */
const Body = z.object({
  Message: z.string().nullish(),
  Detail: z.string().nullish(),
  Title: z.string().nullish(),
  error: z.string().nullish(),
  Elements: z.array(z.object({ ValidationErrors: Notes })).nullish(),
});

export function readProblem({ text, status }: XeroAnswer): Problem {
  const json = jsonIn(text);
  const body = Body.safeParse(json).data;
  const notes = textsOf(body?.Elements?.flatMap(({ ValidationErrors }) => ValidationErrors ?? []));
  const sentence = notes.length > 0 ? notes.join(' ') : (body?.Detail ?? body?.Message ?? body?.Title ?? body?.error ?? `HTTP ${status}`);
  return { json, sentence };
}

/** One doc example of Xero uses `Description` where all others use `Message`. */
export const textsOf = (notes: z.output<typeof Notes>): string[] => [
  ...new Set(notes?.flatMap(({ Message, Description }) => Message ?? Description ?? [])),
];

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
