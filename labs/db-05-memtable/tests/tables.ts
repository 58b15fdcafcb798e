/**
 * Memtables of entries, and internal iterators that are held to a sorted array of the same.
 */
import { type InternalIterator, MemTable } from "@labs/db-05";
import type { Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import { type Entry, entryText, internalKeyOf, internalText, order, userKeys } from "./entries.ts";
import { type Move, moves, walks } from "./walks.ts";

/** An internal key that may be sought. */
export type Target = Omit<Entry, "value">;

const targets: fc.Arbitrary<Target> = fc
  .tuple(userKeys, fc.nat({ max: 42 }), fc.constantFrom(0 as const, 1 as const))
  .map(([userKey, sequence, type]) => ({ userKey, sequence, type }));

/** Walks over entries by internal key. */
export const internalWalks = moves(targets);

/** A table to which the entries were added in the order in which they are given. */
export function tableOf(entries: readonly Entry[], seed: number): MemTable {
  const table = new MemTable(seededRandom(seed));
  addAll(table, entries);
  return table;
}

export function addAll(table: MemTable, entries: readonly Entry[]): void {
  for (const { sequence, type, userKey, value } of entries)
    table.add(sequence, type, userKey, value);
}

/** What an iterator stands at, or comes past from the first to the last. */
export const keysFrom = (iterator: InternalIterator): Uint8Array[] => {
  const keys: Uint8Array[] = [];
  for (; iterator.isValid; iterator.next()) keys.push(Uint8Array.from(iterator.key));
  return keys;
};

/** What it comes past on the way back, as it comes. */
export const keysBackFrom = (iterator: InternalIterator): Uint8Array[] => {
  const keys: Uint8Array[] = [];
  for (; iterator.isValid; iterator.prev()) keys.push(Uint8Array.from(iterator.key));
  return keys;
};

/** Holds that `iterator` stands at `entry`. */
export function standsAt(t: Trial, iterator: InternalIterator, entry: Entry): void {
  t.equal(iterator.isValid, true, "isValid");
  const { key } = iterator;
  if (key instanceof Uint8Array) t.equal(internalText(key), entryText(entry), "where it stands");
  t.equal(key, internalKeyOf(entry), `key, at ${entryText(entry)}`);
  t.equal(iterator.value, entry.value, `value, at ${entryText(entry)}`);
}

/** Holds that `iterator` makes these moves as it would over `entries`, which are in order; how many it made. */
export function walksOverEntries(
  t: Trial,
  iterator: InternalIterator,
  entries: readonly Entry[],
  all: readonly Move<Target>[],
): number {
  const walker = {
    get isValid() {
      return iterator.isValid;
    },
    seekToFirst: () => iterator.seekToFirst(),
    seekToLast: () => iterator.seekToLast(),
    seek: (target: Target) => iterator.seek(internalKeyOf(target)),
    next: () => iterator.next(),
    prev: () => iterator.prev(),
  };
  return walks(t, walker, all, {
    items: entries,
    isBefore: (entry, target) => order(entry, target) < 0,
    holdsAt: (entry) => standsAt(t, iterator, entry),
    targetText: entryText,
  });
}
