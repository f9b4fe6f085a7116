import type { z } from 'zod';
import type { Answers, Fault, LookUpId, StepId } from './answers';
import type { PricedLine, PriceSnapshot } from './prices';
import { Refusal } from './refusal';

export type FieldKind =
  | 'text'
  | 'long-text'
  | 'email'
  | 'phone'
  | 'company-number'
  | 'postcode'
  | 'card-reference'
  | 'date'
  | 'choice'
  | 'yes'
  | 'lines';

/** Enough to draw one field of a form. */
export interface FieldDefinition {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly hint?: string;
  readonly optional?: boolean;
  /** Of a choice. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Of lines: what each has; with a single one each line is its value. */
  readonly columns?: readonly FieldDefinition[];
}

/** What a step's answers may be held against beside themselves. */
export interface CheckContext {
  /** The prices that the sale keeps. */
  readonly prices: PriceSnapshot;
  /** Of the steps that are done. */
  readonly answers: Readonly<Record<StepId, Answers>>;
}

export interface StepDefinition {
  readonly id: StepId;
  readonly title: string;
  /** Steps that must be done before this one. */
  readonly requires: readonly StepId[];
  /** Which fields of a required step this one goes by: a change to another field of it reopens nothing here. Without a word, all of them. */
  readonly uses?: Readonly<Record<StepId, readonly string[]>>;
  /** A strict object; the same in browser and server. */
  readonly answers: z.ZodType<Answers, unknown>;
  readonly fields: readonly FieldDefinition[];
  /** What the schema alone cannot know. */
  readonly check?: (answers: Answers, context: CheckContext) => readonly Fault[];
  /** What the answers cost; a new price list reopens the step when this changes. */
  readonly price?: (answers: Answers, prices: PriceSnapshot) => readonly PricedLine[];
}

export type Question = Readonly<Record<string, string>>;

export interface QuestionContext {
  /** False while the fields are still being typed into. */
  readonly submitted: boolean;
  /** What another look-up has found. */
  readonly found: (lookUp: LookUpId) => unknown;
}

export interface LookUpDefinition {
  readonly id: LookUpId;
  readonly title: string;
  /** Who answers. */
  readonly source: string;
  /** In people's words. */
  readonly sourceName: string;
  /** Whose fields the question is made of. */
  readonly step: StepId;
  /** Undefined until its inputs are known. */
  readonly question: (given: Answers, context: QuestionContext) => Question | undefined;
  /** The question in people's words, such as "09884217". */
  readonly asks: (question: Question) => string;
  /** What an answer is made of, found or typed in by hand. */
  readonly answer: z.ZodType<Answers, unknown>;
  /** To type it in by hand. */
  readonly fields: readonly FieldDefinition[];
  readonly blocks: 'completion' | 'nothing';
  /** What an answer writes into the fields of its step where nobody has typed anything else. */
  readonly fills?: (answer: Answers) => Answers;
  /** The field of its step for which an answer has values to choose from. */
  readonly offers?: { readonly field: string; readonly values: (answer: Answers) => readonly string[] };
  /** An answer in a sentence or two. */
  readonly says?: (answer: Answers) => string;
}

/** What a completed flow sells. */
export interface SaleTerms {
  readonly customer: { readonly customerRef: string; readonly name: string; readonly email: string; readonly cardRef: string | null };
  readonly dueOn: string;
  readonly lines: readonly PricedLine[];
}

/** One version of the way a sale is made. A flow keeps the version it began with unless somebody moves it. */
export interface FlowDefinition {
  readonly version: number;
  /** What is new in it, in a sentence. */
  readonly says: string;
  readonly steps: readonly StepDefinition[];
  readonly lookUps: readonly LookUpDefinition[];
  /** To be called once every step is done. */
  readonly sale: (answers: Readonly<Record<StepId, Answers>>, prices: PriceSnapshot) => SaleTerms;
  /** How a list calls the sale, by what is known so far; undefined when nobody is named yet. */
  readonly customerName: (given: Readonly<Record<StepId, Answers>>) => string | undefined;
}

export function stepOf(definition: FlowDefinition, id: StepId): StepDefinition {
  const step = definition.steps.find((one) => one.id === id);
  if (step) return step;
  const known = definition.steps.map((one) => one.id).join(', ');
  throw new Refusal('invalid', `step: there is no step ${JSON.stringify(id.slice(0, 60))} in this sale; expected one of ${known}`, 'step');
}

export function lookUpOf(definition: FlowDefinition, id: LookUpId): LookUpDefinition {
  const lookUp = definition.lookUps.find((one) => one.id === id);
  if (lookUp) return lookUp;
  const known = definition.lookUps.map((one) => one.id).join(', ');
  throw new Refusal(
    'invalid',
    `look_up: there is no look-up ${JSON.stringify(id.slice(0, 60))} in this sale; expected one of ${known}`,
    'look_up',
  );
}

/** The faults of a definition that no flow could be worked with; empty when it is sound. */
export function definitionFaults({ steps, lookUps }: FlowDefinition): string[] {
  const before = new Set<StepId>();
  const faults: string[] = [];
  for (const step of steps) {
    if (before.has(step.id)) faults.push(`there are two steps ${step.id}`);
    for (const id of step.requires) if (!before.has(id)) faults.push(`${step.id} requires ${id}, which is no step before it`);
    for (const id of Object.keys(step.uses ?? {}))
      if (!step.requires.includes(id)) faults.push(`${step.id} uses ${id}, which it does not require`);
    before.add(step.id);
  }
  for (const { id, step } of lookUps) if (!before.has(step)) faults.push(`the look-up ${id} goes by ${step}, which is no step`);
  return faults;
}
