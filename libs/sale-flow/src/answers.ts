export type StepId = string;
export type LookUpId = string;

/** What was typed into the fields of a step. */
export type Answers = Readonly<Record<string, unknown>>;

/** What is wrong with one field, and what is expected. */
export interface Fault {
  /** The path of the field within its step, such as `lines.0.sku`; empty when it is the step as a whole. */
  readonly field: string;
  readonly message: string;
}

/** Somebody who acts on a sale in progress. */
export interface Who {
  readonly id: string;
  readonly name: string;
}
