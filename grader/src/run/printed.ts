/**
 * What a submission prints while a test runs: the beginning is kept, the rest counted.
 *
 * A gigabyte costs no memory and no time on the screen. What child processes or raw writes to the descriptors
 * print does not come here; it is dropped.
 */
const HEAD_MAX_BYTES = 2_048;

export class Printed {
  #head = "";
  #bytes = 0;

  /** Takes over standard output and standard error, for good. */
  capture(): void {
    for (const stream of [process.stdout, process.stderr]) {
      stream.write = ((chunk: Uint8Array | string, ...rest: unknown[]) => {
        this.#keep(chunk);
        const done = rest.find((argument) => typeof argument === "function") as
          | (() => void)
          | undefined;
        if (done !== undefined) process.nextTick(done);
        return true;
      }) as typeof stream.write;
    }
  }

  restart(): void {
    this.#head = "";
    this.#bytes = 0;
  }

  taken(): { readonly head: string; readonly bytes: number } | undefined {
    return this.#bytes === 0 ? undefined : { head: this.#head, bytes: this.#bytes };
  }

  #keep(chunk: Uint8Array | string): void {
    const bytes = typeof chunk === "string" ? Buffer.byteLength(chunk) : chunk.byteLength;
    this.#bytes += bytes;
    if (this.#head.length >= HEAD_MAX_BYTES) return;
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    this.#head = (this.#head + text.slice(0, HEAD_MAX_BYTES)).slice(0, HEAD_MAX_BYTES);
  }
}
