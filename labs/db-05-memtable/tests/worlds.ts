/**
 * What is seen of entries at a sequence number, and snapshot iterators that are held to it.
 */
import type { SnapshotIterator } from "@labs/db-05";
import type { Trial } from "@labs/grader/testing";
import { type Entry, userKeys } from "./entries.ts";
import { type Move, moves, walks } from "./walks.ts";

/** Walks by user key. */
export const worldWalks = moves(userKeys);

const text = (bytes: Uint8Array): string => `"${Buffer.from(bytes).toString("latin1")}"`;

/** Holds that `iterator` shows `entry`. */
export function shows(t: Trial, iterator: SnapshotIterator, { userKey, value }: Entry): void {
  t.equal(iterator.isValid, true, "isValid");
  t.equal(iterator.key, userKey, "key");
  t.equal(iterator.value, value, `value of ${text(userKey)}`);
}

/** The keys from here to the last, as texts. */
export function textsFrom(iterator: SnapshotIterator): string[] {
  const texts: string[] = [];
  for (; iterator.isValid; iterator.next()) texts.push(Buffer.from(iterator.key).toString());
  return texts;
}

/** The keys from here back to the first, as texts. */
export function textsBackFrom(iterator: SnapshotIterator): string[] {
  const texts: string[] = [];
  for (; iterator.isValid; iterator.prev()) texts.push(Buffer.from(iterator.key).toString());
  return texts;
}

/** Holds that `iterator` makes these moves as it would over `seen`, which is in order; how many it made. */
export function walksOverWorld(
  t: Trial,
  iterator: SnapshotIterator,
  seen: readonly Entry[],
  all: readonly Move<Uint8Array>[],
): number {
  return walks(t, iterator, all, {
    items: seen,
    isBefore: ({ userKey }, target) => Buffer.compare(userKey, target) < 0,
    holdsAt: (entry) => shows(t, iterator, entry),
    targetText: text,
  });
}
