import { z } from 'zod';
import { fact } from '../fact';
import { person } from './shapes';

/** Pauses every stage that people may pause. */
export const EVERYTHING = 'everything';

const turn = {
  what: z.string().min(1).describe('The stage, or everything'),
  turn: z.int().positive().describe('The how many-th time it is that this was paused or resumed; the latest counts'),
};

export const WorkPaused = fact(
  'work.paused',
  1,
  'A person paused a stage, or everything: calls in hand end, and nothing new goes out until it is resumed.',
  { ...turn, pausedBy: person('Who paused it'), because: z.string().min(1).describe('The reason that person gave') },
  { about: 'what', beginsLine: true },
);

export const WorkResumed = fact(
  'work.resumed',
  1,
  'A person resumed a stage, or everything: it goes on with what has come meanwhile.',
  { ...turn, resumedBy: person('Who resumed it') },
  { about: 'what', beginsLine: true },
);
