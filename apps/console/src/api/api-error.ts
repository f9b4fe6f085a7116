/** The network gave no answer at all. */
export const UNREACHED = 0;

/** What the server answered instead: its own sentence and, where it named one, the field that it is about. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly field?: string,
  ) {
    super(message);
  }

  /** Somebody was faster, or it was done before. */
  get isConflict(): boolean {
    return this.status === 409;
  }

  get isUnknown(): boolean {
    return this.status === 404;
  }

  /** Its sentence where the field is named beside it: "there is a team ..." instead of "name: there is a team ...". */
  get atField(): string {
    const words = this.field && this.message.startsWith(`${this.field}: `) ? this.message.slice(this.field.length + 2) : this.message;
    return words.charAt(0).toUpperCase() + words.slice(1);
  }
}

/** For people, whatever was thrown. */
export const sentenceOf = (error: unknown): string =>
  error instanceof Error && error.message ? error.message : 'Something went wrong here. Try again.';
