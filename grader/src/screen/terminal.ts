/**
 * Where lines go: a terminal with a region that changes while something runs, or a plain stream.
 *
 *   line line line        written for good, above
 *   live live             drawn again and again on a terminal; never on a pipe
 *
 * Invariant: the cursor is hidden only while a live region stands; `close` gives it back, whatever happened.
 */
import type { createLogUpdate } from "log-update";

const COLUMNS_DEFAULT = 80;
const COLUMNS_MAX = 110;

export class Terminal {
  readonly #stream: NodeJS.WriteStream;
  #logUpdate: ReturnType<typeof createLogUpdate> | undefined;
  #isLive = false;

  constructor(stream: NodeJS.WriteStream = process.stdout) {
    this.#stream = stream;
  }

  get isInteractive(): boolean {
    return this.#stream.isTTY === true && process.env.TERM !== "dumb";
  }

  /** How wide lines may be: the terminal's width within reason, 80 where there is none. */
  get columns(): number {
    const { columns } = this.#stream;
    if (!this.isInteractive || columns === undefined || columns <= 0) return COLUMNS_DEFAULT;
    return Math.max(20, Math.min(columns - 1, COLUMNS_MAX));
  }

  /** Loads what a live region needs; to be awaited once before `live`. Nothing on a plain stream. */
  async prepare(): Promise<void> {
    if (!this.isInteractive || this.#logUpdate !== undefined) return;
    const logUpdate = await import("log-update");
    this.#logUpdate = logUpdate.createLogUpdate(this.#stream);
  }

  /** Appends lines for good. */
  print(lines: string | readonly string[]): void {
    this.#erase();
    this.#stream.write(`${typeof lines === "string" ? lines : lines.join("\n")}\n`);
  }

  /** Draws the live region anew; no lines: none. */
  live(lines: readonly string[]): void {
    if (lines.length === 0) this.#erase();
    else if (this.#logUpdate !== undefined) {
      this.#isLive = true;
      this.#logUpdate(lines.join("\n"));
    }
  }

  /** Takes back what is on the screen: watch begins anew. Nothing on a plain stream. */
  clearScreen(): void {
    this.#erase();
    if (this.isInteractive) this.#stream.write("\u001b[2J\u001b[H");
  }

  /** Removes the live region and shows the cursor. */
  close(): void {
    this.#erase();
  }

  #erase(): void {
    if (!this.#isLive) return;
    this.#isLive = false;
    this.#logUpdate?.clear();
    this.#logUpdate?.done();
  }
}
