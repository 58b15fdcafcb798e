/**
 * One part of a history, laid out for the search.
 *
 *     nodes     0 1 2 … │ m m+1 …          completed operations, then pending ones; each in order of their calls
 *     byReturn  1 0 2 …                    the completed ones in order of their returns
 *     slots     0 1 0 …                    lanes: completed operations in one lane do not overlap
 *
 *     lane 0   |── 0 ──|   |── 2 ──|
 *     lane 1     |── 1 ──|
 *
 * Failed operations had no effect and are not here. Pending ones are those whose outcome is unknown, and, in a prefix
 * of the history, those that return after it.
 *
 * Invariant: there are as many lanes as operations at the busiest moment, so what overlaps a moment has a bit each.
 */
import type { Operation } from "./operation.ts";

/** An operation, and which one of the history it is. */
export interface Entry<Input, Output> {
  readonly index: number;
  readonly operation: Operation<Input, Output>;
}

/** What the search reads. */
export interface Part<Input, Output> {
  /** By node. */
  readonly entries: readonly Entry<Input, Output>[];
  readonly completedCount: number;
  /** By node. */
  readonly calledAt: Float64Array;
  /** By node; Infinity for pending ones. */
  readonly returnedAt: Float64Array;
  /** Completed nodes. */
  readonly byReturn: Int32Array;
  /** By completed node. */
  readonly slots: Int32Array;
  readonly slotCount: number;
}

/**
 * The part that consists of `entries`, up to the return that is number `returnCount` among theirs: operations that
 * return later are pending, and those that were called later are left out. All, unless said.
 */
export function layOut<Input, Output>(
  entries: readonly Entry<Input, Output>[],
  returnCount: number = Number.POSITIVE_INFINITY,
): Part<Input, Output> {
  const alive = entries.filter(({ operation }) => operation.outcome.kind !== "failed");
  const returning = alive.filter(({ operation }) => operation.outcome.kind === "returned");
  returning.sort((a, b) => returnOf(a) - returnOf(b) || a.index - b.index);
  const inTime = new Set(returning.slice(0, returnCount));
  const isWhole = inTime.size === returning.length;
  const end = isWhole ? Number.POSITIVE_INFINITY : returnOf(returning[inTime.size - 1]!);
  const byCall = alive.toSorted((a, b) => callOf(a) - callOf(b) || a.index - b.index);
  const completed = byCall.filter((entry) => inTime.has(entry));
  const pending = byCall.filter((entry) => !inTime.has(entry) && callOf(entry) <= end);
  const nodes = new Map(completed.map((entry, node) => [entry, node]));
  const { slots, slotCount } = lanes(completed);
  return {
    entries: [...completed, ...pending],
    completedCount: completed.length,
    calledAt: Float64Array.from([...completed, ...pending], callOf),
    returnedAt: Float64Array.from([
      ...completed.map(returnOf),
      ...pending.map(() => Number.POSITIVE_INFINITY),
    ]),
    byReturn: Int32Array.from([...inTime], (entry) => nodes.get(entry)!),
    slots,
    slotCount,
  };
}

function callOf({ operation }: Entry<unknown, unknown>): number {
  return operation.calledAt;
}

/** When it returned; Infinity where it is not known to have. */
function returnOf({ operation: { outcome } }: Entry<unknown, unknown>): number {
  return outcome.kind === "returned" ? outcome.at : Number.POSITIVE_INFINITY;
}

/** Puts each into the first lane that is free. @param completed in order of their calls */
function lanes(completed: readonly Entry<unknown, unknown>[]) {
  const busyUntil: number[] = [];
  const slots = Int32Array.from(completed, (entry) => {
    const free = busyUntil.findIndex((until) => until < callOf(entry));
    const slot = free === -1 ? busyUntil.length : free;
    busyUntil[slot] = returnOf(entry);
    return slot;
  });
  return { slots, slotCount: busyUntil.length };
}
