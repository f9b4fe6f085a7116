const FEW = 3;

/**
 * Tells a source that is down from a question that it cannot answer. One question that fails says nothing about the others; when several
 * different ones have failed and none was answered between them, it is the source. A question that has failed before is no new sign:
 * so one that never succeeds leaves the head of the queue, and cannot keep its stage from finding out that the source is back.
 */
export class OutageSigns {
  private readonly failed = new Set<string>();

  /** Whether this failure means that the source is down for everybody. */
  failure(question: string): boolean {
    if (this.failed.has(question)) return false;
    this.failed.add(question);
    return this.failed.size >= FEW;
  }

  answered() {
    this.failed.clear();
  }
}
