/**
 * Saves a state that lives in memory and changes often. Whoever awaits `saved()` knows that the state as it was at that moment is stored;
 * any number of changes during one write share the next write.
 */
export class Saver {
  private writing: Promise<void> | null = null;
  private next: Promise<void> | null = null;

  constructor(private readonly write: () => Promise<void>) {}

  saved(): Promise<void> {
    if (!this.writing) return this.begin();
    this.next ??= this.writing.catch(() => {}).then(() => this.begin());
    return this.next;
  }

  private begin(): Promise<void> {
    this.next = null;
    const writing = this.write().finally(() => {
      if (this.writing === writing) this.writing = null;
    });
    this.writing = writing;
    return writing;
  }
}
