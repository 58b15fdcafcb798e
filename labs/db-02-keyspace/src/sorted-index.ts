/**
 * SortedIndex: items in an order, each found by its place in the order and by its rank.
 *
 * A skip list, which is a linked list with faster lists above it. An item is a tower that is on level 0 and, by
 * chance, on some levels above. A search goes along the highest level as far as it may, then down one, and so on:
 *
 *     level 2   head ────────────────5────────────────▶ e ──────2─────▶ end
 *     level 1   head ──────2─────▶ b ────────3────────▶ e ──────2─────▶ end
 *     level 0   head ──1─▶ a ──1─▶ b ──1─▶ c ──1─▶ d ─1▶ e ──1─▶ f ─1─▶ end
 *     position   0         1       2       3       4     5       6       7
 *
 * The number on a link is its span: how many links of level 0 lie below it. Adding up spans on the way tells the
 * position, which is the rank and one more; and with the spans alone one finds what stands at a rank. A quarter of
 * the towers of a level reach the next, so that n items have about log4(n) levels, and a search looks at about four
 * towers on each: 2 log2(n) comparisons. No tower is ever rebuilt: chance keeps the balance.
 *
 * Invariants: the items of each level are in order, and no two are equal. Every tower of a level is on all levels
 * below. The spans of each level add up to size + 1. The highest level has a tower, unless it is level 0.
 *
 * Source: Pugh, "Skip Lists: A Probabilistic Alternative to Balanced Trees" (1990), figures 1 to 5; for spans, his
 * "A Skip List Cookbook" (linear list operations), and Redis 7.0's t_zset.c (zslInsert, zslDeleteNode, zslGetRank).
 *
 * Left out: removing a range in one walk, as zslDeleteRangeByRank does: k items are removed in k walks. Not comparing
 * again, one level down, with the tower that ended the level above.
 */
import { NotImplemented, type Random } from "@labs/machine";

/**
 * Items in order, without equals. Whatever order they come in, an operation on n items costs, on average over many:
 *
 * - 8 log2(n) comparisons at most;
 * - 1,000 other items at most that it passes, or moves to make or fill a gap. A `splice` in an array moves all that
 *   follow.
 *
 * An item in the index must not change what `compare` sees of it.
 */
export class SortedIndex<T> {
  /**
   * An empty index.
   *
   * @param compare below zero, zero or above it, as `a` comes before, with or after `b`: a total order
   * @param random for an index that leaves anything to chance; whatever it draws, every answer is the same
   * @step 7
   */
  constructor(compare: (a: T, b: T) => number, random: Random) {
    throw new NotImplemented("db-02 step 7: SortedIndex.constructor");
  }

  /**
   * How many items there are.
   *
   * @step 7
   */
  get size(): number {
    throw new NotImplemented("db-02 step 7: SortedIndex.size");
  }

  /**
   * Adds `item` (kept, not copied) at its place. Returns false, and changes nothing, if an equal one is there.
   *
   * @step 7
   */
  insert(item: T): boolean {
    throw new NotImplemented("db-02 step 7: SortedIndex.insert");
  }

  /**
   * Removes the item that is equal to `item`; whether there was one.
   *
   * @step 7
   */
  delete(item: T): boolean {
    throw new NotImplemented("db-02 step 7: SortedIndex.delete");
  }

  /**
   * How many items stand before the one that is equal to `item`; undefined if there is none.
   *
   * @step 7
   */
  rank(item: T): number | undefined {
    throw new NotImplemented("db-02 step 7: SortedIndex.rank");
  }

  /**
   * The item before which `rank` others stand; undefined if there are not so many, or `rank` is negative. Compares
   * nothing.
   *
   * @step 7
   */
  at(rank: number): T | undefined {
    throw new NotImplemented("db-02 step 7: SortedIndex.at");
  }

  /**
   * How many items stand before a bound, which is also the rank of the first behind it. `isBefore` says of an item
   * on which side it is: true for some items from the first on, and false for all that follow.
   *
   * @step 7
   */
  partitionPoint(isBefore: (item: T) => boolean): number {
    throw new NotImplemented("db-02 step 7: SortedIndex.partitionPoint");
  }

  /**
   * The items with a rank in [start, end), the first of them first: `start` is found at once, and each further item
   * from the one before it. Compares nothing. The index must not be changed meanwhile.
   *
   * @param start 0 at least
   * @step 7
   */
  *forward(start = 0, end: number = this.size): IterableIterator<T> {
    throw new NotImplemented("db-02 step 7: SortedIndex.forward");
  }

  /**
   * The same items, the last of them first.
   *
   * @param end `size` at most
   * @step 7
   */
  *backward(start = 0, end: number = this.size): IterableIterator<T> {
    throw new NotImplemented("db-02 step 7: SortedIndex.backward");
  }
}
