/**
 * History: the disk as it was at first, and every operation since.
 *
 *     origin ──1──▶ ──2──▶ ──3──▶ … ──n──▶ now
 *       └─ walk: one volume, moved on an operation at a time, shown at each
 *
 * Invariant: `origin` with all operations applied is the volume of now.
 *
 * Left out: snapshots on the way. To visit every point costs one pass; to visit one costs a replay.
 */
import { assert } from "../invariant.ts";
import type { Random } from "../random.ts";
import { describe, type Operation } from "./operation.ts";
import type { Volume } from "./volume.ts";

/** How many operations are shown before a point, and after it. */
const LINES_BEFORE = 12;
const LINES_AFTER = 4;

/** What was done to one disk. */
export class History {
  readonly #origin: Volume;
  readonly #operations: Operation[] = [];

  /** @param origin copied */
  constructor(origin: Volume) {
    this.#origin = origin.clone();
  }

  /** How many operations there are; also the number of the last one. */
  get length(): number {
    return this.#operations.length;
  }

  /** The operation of this number, from 1 on. */
  operation(number: number): Operation {
    const operation = this.#operations[number - 1];
    assert(operation !== undefined, `operation ${number} of ${this.length}`);
    return operation;
  }

  /** Adds an operation. @returns its number */
  record(operation: Operation): number {
    return this.#operations.push(operation);
  }

  /** Makes `operation` part of what was always there. Nothing else may have happened yet. */
  precede(operation: Operation): void {
    assert(this.length === 0, "nothing has happened yet");
    this.#origin.apply(operation, 0);
  }

  /** The volume after the first `at` operations. A copy. */
  volume(at: number): Volume {
    for (const { volume } of this.walk(at, at)) return volume;
    assert(false, `0 to ${this.length} operations, not ${at}`);
  }

  /**
   * What `volume`, as it was before operation `number`, is while that one, a write, is under way: a
   * part of its bytes is there, less than all. A copy.
   */
  torn(volume: Volume, number: number, random: Random): Volume {
    const write = this.operation(number);
    assert(write.kind === "write", `operation ${number}, a ${write.kind}, is torn`);
    const bytes = write.bytes.subarray(0, random.below(write.bytes.length));
    const torn = volume.clone();
    torn.apply({ ...write, bytes }, number);
    return torn;
  }

  /** The volume after each number of operations, `from` and `to` included; always the same one. */
  *walk(from: number, to: number): Generator<{ readonly at: number; readonly volume: Volume }> {
    assert(from >= 0 && to <= this.length, `${from} to ${to} of ${this.length} operations`);
    const volume = this.#origin.clone();
    for (let at = 0; at <= to; at++) {
      if (at > 0) volume.apply(this.operation(at), at);
      if (at >= from) yield { at, volume };
    }
  }

  /** A line for each operation; with `at`, those near it, and where the crash was. */
  text(at?: number): string {
    const first = at === undefined ? 1 : Math.max(1, at - LINES_BEFORE + 1);
    const last = at === undefined ? this.length : Math.min(this.length, at + LINES_AFTER);
    const lines = first > 1 ? [`      … ${first - 1} before`] : [];
    if (at === 0) lines.push("▶ crash");
    for (let number = first; number <= last; number++) {
      lines.push(`${String(number).padStart(5)}  ${describe(this.operation(number))}`);
      if (number === at) lines.push("▶ crash");
    }
    if (last < this.length) lines.push(`      … ${this.length - last} more`);
    return lines.join("\n");
  }
}
