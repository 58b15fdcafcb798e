/**
 * GivenRun: a sorted run of entries that is handed to the submission, holds it to the rules, and
 * counts.
 *
 * What it lends is spoilt as soon as it is moved: whoever kept it reads rubbish. What must not be
 * called throws.
 */
import type { InternalIterator } from "@labs/db-05";
import { type Entry, inOrder, internalKeyOf } from "./entries.ts";

const RUBBISH = 0xee;

/** How often each was called. */
export type Calls = {
  seeks: number;
  steps: number;
  /** For `isValid` and `key`. */
  asked: number;
  values: number;
  closes: number;
};

export class GivenRun implements InternalIterator {
  readonly #entries: readonly Entry[];
  readonly calls: Calls = { seeks: 0, steps: 0, asked: 0, values: 0, closes: 0 };
  /** Thrown by the next move, once. */
  failure: Error | undefined;
  #at = -1;
  #key: Uint8Array | undefined;
  #value: Uint8Array | undefined;

  constructor(entries: readonly Entry[]) {
    this.#entries = inOrder(entries);
  }

  get isValid(): boolean {
    this.calls.asked += 1;
    return this.#at >= 0;
  }

  get key(): Uint8Array {
    this.calls.asked += 1;
    const entry = this.#standing("key");
    this.#key ??= internalKeyOf(entry);
    return this.#key;
  }

  get value(): Uint8Array {
    this.calls.values += 1;
    const entry = this.#standing("value");
    this.#value ??= Uint8Array.from(entry.value);
    return this.#value;
  }

  seekToFirst(): void {
    this.#seek(0);
  }

  seekToLast(): void {
    this.#seek(this.#entries.length - 1);
  }

  seek(target: Uint8Array): void {
    // By arithmetic on the tags, and not by the submission's order.
    const [userKey, tag] = partsOf(target);
    const at = this.#entries.findIndex((entry) => {
      const [entryKey, entryTag] = partsOf(internalKeyOf(entry));
      const byKey = Buffer.compare(entryKey, userKey);
      return byKey > 0 || (byKey === 0 && entryTag <= tag);
    });
    this.#seek(at);
  }

  next(): void {
    this.#standing("next");
    this.#step(1);
  }

  prev(): void {
    this.#standing("prev");
    this.#step(-1);
  }

  close(): void {
    this.calls.closes += 1;
    this.#spoil();
    this.#at = -1;
  }

  #standing(what: string): Entry {
    const entry = this.#entries[this.#at];
    if (this.calls.closes > 0) throw new Error(`${what} of an inner iterator that was closed`);
    if (entry === undefined) throw new Error(`${what} of an inner iterator that is not valid`);
    return entry;
  }

  #seek(at: number): void {
    if (this.calls.closes > 0) throw new Error("a seek of an inner iterator that was closed");
    this.calls.seeks += 1;
    this.#moveTo(at);
  }

  #step(by: number): void {
    this.calls.steps += 1;
    this.#moveTo(this.#at + by);
  }

  #moveTo(at: number): void {
    this.#spoil();
    const { failure } = this;
    this.failure = undefined;
    if (failure !== undefined) {
      this.#at = -1;
      throw failure;
    }
    this.#at = at < this.#entries.length ? at : -1;
  }

  #spoil(): void {
    this.#key?.fill(RUBBISH);
    this.#value?.fill(RUBBISH);
    this.#key = undefined;
    this.#value = undefined;
  }
}

function partsOf(key: Uint8Array): readonly [userKey: Uint8Array, tag: bigint] {
  const at = key.length - 8;
  return [key.subarray(0, at), Buffer.from(key).readBigUInt64LE(at)];
}

/** The sum of what was called of all runs. */
export function sumOf(runs: readonly GivenRun[], what: keyof Calls): number {
  return runs.reduce((sum, { calls }) => sum + calls[what], 0);
}
