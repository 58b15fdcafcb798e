/**
 * Walks over what is sorted, both ways and with turns, beside a list that is walked over in the same way.
 */
import type { Trial } from "@labs/grader/testing";
import fc from "fast-check";

/** A step of a walk; a number is a seek. */
export type Act = "first" | "last" | "next" | "prev" | number;

/** What can be walked over: an iterator of a level or of a store. */
export interface Walkable {
  readonly isValid: boolean;
  seekToFirst(): void;
  seekToLast(): void;
  seek(target: Uint8Array): void;
  next(): void;
  prev(): void;
}

/** Acts of which the seeks are numbers up to `most`. */
export const actsUpTo = (most: number, maxLength = 25): fc.Arbitrary<Act[]> =>
  fc.array(
    fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom<Act>("first", "last") },
      { weight: 4, arbitrary: fc.constantFrom<Act>("next", "prev") },
      { weight: 2, arbitrary: fc.integer({ min: 0, max: most }) },
    ),
    { maxLength },
  );

/** What a walk is compared with. */
export interface Beside<T> {
  /** In the order of their keys. */
  readonly list: readonly T[];
  /** For `seek`. */
  target(act: number): Uint8Array;
  /** Where in the list a seek leads; its length, where nowhere. */
  place(act: number): number;
  /** What the iterator stands at. */
  at(): T;
}

/** Takes the steps with both; a step from nowhere is left out. */
export function walk<T>(t: Trial, iterator: Walkable, acts: readonly Act[], beside: Beside<T>) {
  const { list } = beside;
  let at = -1;
  for (const act of acts) {
    const isStep = act === "next" || act === "prev";
    if (isStep && list[at] === undefined) continue;
    t.did("then", typeof act === "number" ? `seek ${act}` : act);
    if (act === "first") iterator.seekToFirst();
    else if (act === "last") iterator.seekToLast();
    else if (act === "next") iterator.next();
    else if (act === "prev") iterator.prev();
    else iterator.seek(beside.target(act));
    if (act === "first") at = 0;
    else if (act === "last") at = list.length - 1;
    else if (act === "next") at += 1;
    else if (act === "prev") at -= 1;
    else at = beside.place(act);
    t.equal(iterator.isValid, list[at] !== undefined, "whether it stands at an entry");
    if (list[at] !== undefined) t.equal(beside.at(), list[at], "where it stands");
  }
}

/** All that comes from the first to the last, or the other way. */
export function allOf<T>(iterator: Walkable, at: () => T, isReverse = false): T[] {
  const found: T[] = [];
  if (isReverse) iterator.seekToLast();
  else iterator.seekToFirst();
  while (iterator.isValid) {
    found.push(at());
    if (isReverse) iterator.prev();
    else iterator.next();
  }
  return found;
}
