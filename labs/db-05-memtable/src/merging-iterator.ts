/**
 * mergingIterator: many sorted runs, walked over as one.
 *
 *     memtable   a ──────── d ───────────── k            next: the least of those that wait
 *     table 7    ── b ───────── e ── f ─────             prev: the greatest
 *     table 3    ── c ────────────── g ─────
 *
 *     forwards   each child stands at its first entry     backwards   each child stands at its last entry that
 *                that is not before ours                              is not behind ours
 *
 *     heap          d table 1                a step moves the child on top alone, and it sinks to its place
 *               e table 7   g table 3
 *
 * To turn round in the middle, every child but the one on top is sought to the other side of our
 * key: the one on top stands at it, and no other has it.
 *
 * Invariants: the heap holds the children that are valid, the next one on top, and each with the
 * key that it stands at, which is borrowed as long as it is not moved. No key is in two children.
 *
 * A heap, though LevelDB asks all children at each step: with 3 children it costs as many
 * comparisons, with 12 files of level 0 and 6 levels half of them, and where one child has the next
 * entries too, two comparisons.
 *
 * Source: LevelDB table/merger.cc; for the heap, Knuth, TAOCP volume 3, §5.4.1.
 *
 * Left out: equal keys, which do not occur, since no two writes have the same sequence number.
 */
import { NotImplemented } from "@labs/machine";
import type { InternalIterator } from "./internal-iterator.ts";

/**
 * The entries of all `children` in one order. No internal key is in two of them. From now on they
 * are moved by this one alone, and closed by its `close`.
 *
 * - `next` where the last step was `next` or a seek other than seekToLast moves one child by one
 *   entry, and asks nothing of the others but, twice each at most, `isValid` and `key`; `prev`
 *   likewise where the last was `prev` or seekToLast.
 * - A seek seeks each child once. A step the other way is a turn: it seeks each child twice at
 *   most, and steps each once at most.
 * - A child that is at its end is not called again before a seek or a turn.
 * - What a child throws is thrown. Afterwards, only the seeks and `close` may be called.
 *
 * @step 5
 */
export function mergingIterator(children: readonly InternalIterator[]): InternalIterator {
  throw new NotImplemented("db-05 step 5: mergingIterator");
}
