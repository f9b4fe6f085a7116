import { z } from 'zod';
import { fact } from '../fact';
import { moment } from './shapes';

export const StagePaused = fact(
  'stage.paused',
  1,
  'A stage stopped taking work because what it depends on is down or out of quota; nothing is lost.',
  {
    stage: z.string().min(1).describe('The stage'),
    app: z.string().min(1).describe('Its app'),
    reason: z.string().min(1).describe('Why, in a sentence'),
    until: moment('When it tries again'),
    at: moment('When it stopped'),
  },
  { about: 'stage', beginsLine: true },
);

export const StageResumed = fact(
  'stage.resumed',
  1,
  'A paused stage takes work again.',
  { stage: z.string().min(1).describe('The stage'), app: z.string().min(1).describe('Its app'), at: moment('When it went on') },
  { about: 'stage', beginsLine: true },
);

export const WorkDelayed = fact(
  'work.delayed',
  1,
  'A stage could not do something just now and tries it again by itself.',
  {
    stage: z.string().min(1).describe('The stage'),
    app: z.string().min(1).describe('Its app'),
    subject: z.string().min(1).describe('What it is about, an invoice for example'),
    reason: z.string().min(1).describe('Why, in a sentence'),
    until: moment('When it is tried again, at the earliest'),
    at: moment('When it could not be done'),
  },
  { about: 'subject' },
);

export const ProviderPaced = fact(
  'provider.paced',
  1,
  'How many calls a provider with a quota still allows, as last seen.',
  {
    provider: z.enum(['xero']).describe('Whose quota'),
    minuteLimit: z.int().nonnegative().describe('Calls allowed in a minute'),
    usedByOthers: z.int().nonnegative().describe('Calls of the last full minute that were not ours'),
    usedThisMinute: z.int().nonnegative().optional().describe('Calls used of the present minute, ours and those of others'),
    dayRemaining: z.int().nonnegative().describe('Calls left today'),
    dayResetsAt: moment('When the day starts anew, at the latest'),
    at: moment('When it was seen'),
  },
  { about: 'provider', beginsLine: true },
);
