/**
 * Iterators held against a sorted array, and what may come of damage.
 */

import type { InternalIterator } from "@labs/db-05";
import { internalKeyText } from "@labs/db-05";
import type { Compare } from "@labs/db-06";
import type { Trial } from "@labs/grader/testing";
import { CorruptionError, DiskError } from "@labs/machine";
import fc from "fast-check";
import type { Entry } from "./model.ts";

/** What is done to an iterator. */
export type Move =
  | { readonly kind: "first" | "last" | "next" | "prev" }
  | { readonly kind: "seek"; readonly target: Uint8Array };

/** Moves; targets are keys that are there or others. */
export function anyMoves(targets: fc.Arbitrary<Uint8Array>) {
  const move = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom<Move>({ kind: "first" }, { kind: "last" }) },
    { weight: 4, arbitrary: fc.constantFrom<Move>({ kind: "next" }, { kind: "prev" }) },
    { weight: 2, arbitrary: targets.map((target): Move => ({ kind: "seek", target })) },
  );
  return fc.array(move, { minLength: 1, maxLength: 30 });
}

/** Makes these moves, and holds each of them against the array. A step from where nothing is, is not made. */
export function follows(
  t: Trial,
  iterator: InternalIterator,
  entries: readonly Entry[],
  moves: readonly Move[],
  compare: Compare,
): void {
  let at = -1;
  for (const move of moves) {
    if ((move.kind === "next" || move.kind === "prev") && entries[at] === undefined) continue;
    t.did(move.kind, move.kind === "seek" ? move.target : "");
    at = moved(iterator, entries, at, move, compare);
    standsAt(t, iterator, entries[at]);
  }
}

function moved(
  iterator: InternalIterator,
  entries: readonly Entry[],
  at: number,
  move: Move,
  compare: Compare,
): number {
  switch (move.kind) {
    case "first":
      iterator.seekToFirst();
      return 0;
    case "last":
      iterator.seekToLast();
      return entries.length - 1;
    case "next":
      iterator.next();
      return at + 1;
    case "prev":
      iterator.prev();
      return at - 1;
    case "seek":
      iterator.seek(move.target);
      return entries.findIndex(({ key }) => compare(key, move.target) >= 0);
  }
}

/** The iterator stands at this entry; at none where it is undefined. */
export function standsAt(t: Trial, iterator: InternalIterator, entry: Entry | undefined): void {
  t.equal(iterator.isValid, entry !== undefined, "isValid");
  if (entry === undefined) return;
  t.bytes(iterator.key, entry.key);
  t.bytes(iterator.value, entry.value);
}

/** All entries, forwards; copies. Ends above `most`. */
export function forwards(t: Trial, iterator: InternalIterator, most: number): Entry[] {
  const found: Entry[] = [];
  for (iterator.seekToFirst(); iterator.isValid; iterator.next()) {
    found.push({ key: Uint8Array.from(iterator.key), value: Uint8Array.from(iterator.value) });
    t.holds(found.length <= most, `more than ${most} entries: it does not end`);
  }
  return found;
}

/** All entries, backwards; copies. Ends above `most`. */
export function backwards(t: Trial, iterator: InternalIterator, most: number): Entry[] {
  const found: Entry[] = [];
  for (iterator.seekToLast(); iterator.isValid; iterator.prev()) {
    found.push({ key: Uint8Array.from(iterator.key), value: Uint8Array.from(iterator.value) });
    t.holds(found.length <= most, `more than ${most} entries: it does not end`);
  }
  return found;
}

/** The two are the same entries. */
export function sameEntries(t: Trial, found: readonly Entry[], expected: readonly Entry[]): void {
  t.equal(found.length, expected.length, "how many entries");
  for (const [at, entry] of found.entries()) {
    t.bytes(entry.key, expected[at]!.key);
    t.bytes(entry.value, expected[at]!.value);
  }
}

/** A key and the length of its value. */
export const told = ({ key, value }: Entry): string =>
  `${internalKeyText(key)}, ${value.length} bytes`;

/** `body` throws a CorruptionError of this file, at this offset where it is given. */
export function isDamage(t: Trial, body: () => unknown, path: string, offset?: number): void {
  const error = t.fails(body, "CORRUPTION");
  const { path: named, offset: at } = error as CorruptionError;
  t.equal(named, path, "the error's path");
  if (offset !== undefined) t.equal(at, offset, "the error's offset");
}

/**
 * What `body` gives, or undefined where it throws a CorruptionError of this file. Any other error is a failure.
 */
export function orDamage<T>(
  t: Trial,
  path: string,
  body: () => T,
): { readonly given: T } | undefined {
  try {
    return { given: body() };
  } catch (error) {
    if (!(error instanceof CorruptionError)) throw error;
    t.equal(error.path, path, "the error's path");
    t.holds(Number.isSafeInteger(error.offset) && error.offset >= 0, `offset ${error.offset}`);
    return undefined;
  }
}

/** `body` throws what the disk said. */
export function isDiskError(t: Trial, body: () => unknown, code: string): void {
  const error = t.fails(body, code);
  t.holds(error instanceof DiskError, `a DiskError is expected, and ${error} came`);
}
