/** Where a person reads what happens: lines, and below them a block that is painted over in place when the terminal can do that. */
export class Terminal {
  private painted = 0;

  constructor(
    private readonly out: NodeJS.WriteStream,
    readonly repaints = out.isTTY === true,
  ) {}

  get width(): number {
    return this.out.columns ?? 100;
  }

  line(text = '') {
    this.erase();
    this.out.write(`${text}\n`);
  }

  /** Paints the block over the last one. Without a terminal it is written only once, by `settle`. */
  paint(block: string) {
    if (!this.repaints) return;
    this.erase();
    this.out.write(`${block}\n`);
    this.painted = block.split('\n').length;
  }

  /** Leaves the block standing; what follows is written below it. */
  settle(block: string) {
    this.erase();
    this.out.write(`${block}\n`);
  }

  /** Up over the block and clear what is below: ANSI CSI n A, CSI J. */
  private erase() {
    if (this.painted > 0) this.out.write(`\u001b[${this.painted}A\u001b[J`);
    this.painted = 0;
  }
}
