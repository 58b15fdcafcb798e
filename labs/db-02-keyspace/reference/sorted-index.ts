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
import type { Random } from "@labs/machine";

/**
 * As in Redis: with a quarter on each next level, enough for 4^32 items.
 * @solution
 */
const MAX_LEVELS = 32;
/** @solution */
const TOWERS_PER_HIGHER_TOWER = 4;

/** @solution */
type Tower<T> = {
  readonly item: T;
  /** One for each level it is on, the lowest first. */
  readonly links: Link<T>[];
  /** The one before it on level 0; undefined for the first. */
  previous: Tower<T> | undefined;
};

/** @solution */
type Link<T> = {
  /** Undefined at the end. */
  next: Tower<T> | undefined;
  /** How many links of level 0 it spans; one to the end counts the step behind the last item. */
  span: number;
};

/**
 * Where a search left a level: the last link that begins before what is sought, and the position it begins at.
 * @solution
 */
type Turn<T> = { readonly link: Link<T>; readonly position: number };

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
  /** @solution */
  readonly #compare: (a: T, b: T) => number;
  /** @solution */
  readonly #random: Random;
  /**
   * The links of the head, which is a tower without an item.
   * @solution
   */
  readonly #head: Link<T>[] = [{ next: undefined, span: 1 }];
  /** @solution */
  #last: Tower<T> | undefined;
  /** @solution */
  #size = 0;

  /**
   * An empty index.
   *
   * @param compare below zero, zero or above it, as `a` comes before, with or after `b`: a total order
   * @param random for an index that leaves anything to chance; whatever it draws, every answer is the same
   * @step 7
   */
  constructor(compare: (a: T, b: T) => number, random: Random) {
    this.#compare = compare;
    this.#random = random;
  }

  /**
   * How many items there are.
   *
   * @step 7
   */
  get size(): number {
    return this.#size;
  }

  /**
   * Adds `item` (kept, not copied) at its place. Returns false, and changes nothing, if an equal one is there.
   *
   * @step 7
   */
  insert(item: T): boolean {
    const path = this.#pathTo(item);
    const following = path[0]!.link.next;
    if (this.#isEqual(following, item)) return false;
    const height = this.#drawHeight();
    while (path.length < height) path.push(this.#addLevel());
    const previous = following === undefined ? this.#last : following.previous;
    const tower: Tower<T> = { item, links: [], previous };
    const position = path[0]!.position + 1;
    for (const [level, turn] of path.entries()) {
      const { link } = turn;
      link.span += 1;
      if (level >= height) continue;
      const spanBefore = position - turn.position;
      tower.links.push({ next: link.next, span: link.span - spanBefore });
      link.next = tower;
      link.span = spanBefore;
    }
    this.#setPrevious(following, tower);
    this.#size += 1;
    return true;
  }

  /**
   * Removes the item that is equal to `item`; whether there was one.
   *
   * @step 7
   */
  delete(item: T): boolean {
    const path = this.#pathTo(item);
    const tower = path[0]!.link.next;
    if (tower === undefined || !this.#isEqual(tower, item)) return false;
    for (const [level, { link }] of path.entries()) {
      link.span -= 1;
      const after = tower.links[level];
      if (after === undefined) continue;
      link.next = after.next;
      link.span += after.span;
    }
    this.#setPrevious(tower.links[0]!.next, tower.previous);
    while (this.#head.length > 1 && this.#head.at(-1)!.next === undefined) this.#head.pop();
    this.#size -= 1;
    return true;
  }

  /**
   * How many items stand before the one that is equal to `item`; undefined if there is none.
   *
   * @step 7
   */
  rank(item: T): number | undefined {
    const turn = this.#pathTo(item)[0]!;
    return this.#isEqual(turn.link.next, item) ? turn.position : undefined;
  }

  /**
   * The item before which `rank` others stand; undefined if there are not so many, or `rank` is negative. Compares
   * nothing.
   *
   * @step 7
   */
  at(rank: number): T | undefined {
    return this.#towerAt(rank)?.item;
  }

  /**
   * How many items stand before a bound, which is also the rank of the first behind it. `isBefore` says of an item
   * on which side it is: true for some items from the first on, and false for all that follow.
   *
   * @step 7
   */
  partitionPoint(isBefore: (item: T) => boolean): number {
    return this.#path(isBefore)[0]!.position;
  }

  /**
   * The items with a rank in [start, end), the first of them first: `start` is found at once, and each further item
   * from the one before it. Compares nothing. The index must not be changed meanwhile.
   *
   * @param start 0 at least
   * @step 7
   */
  *forward(start = 0, end: number = this.size): IterableIterator<T> {
    let tower = this.#towerAt(start);
    for (let rank = start; rank < end && tower !== undefined; rank++) {
      yield tower.item;
      tower = tower.links[0]!.next;
    }
  }

  /**
   * The same items, the last of them first.
   *
   * @param end `size` at most
   * @step 7
   */
  *backward(start = 0, end: number = this.size): IterableIterator<T> {
    let tower = this.#towerAt(end - 1);
    for (let rank = end; rank > start && tower !== undefined; rank--) {
      yield tower.item;
      tower = tower.previous;
    }
  }

  /** @solution */
  #pathTo(item: T): Turn<T>[] {
    return this.#path((other) => this.#compare(other, item) < 0);
  }

  /**
   * Where a search for the first item that is not `isBefore` leaves each level, the lowest first.
   * @solution
   */
  #path(isBefore: (item: T) => boolean): Turn<T>[] {
    const path = new Array<Turn<T>>(this.#head.length);
    let links = this.#head;
    let position = 0;
    for (let level = this.#head.length - 1; level >= 0; level--) {
      let link = links[level]!;
      while (link.next !== undefined && isBefore(link.next.item)) {
        position += link.span;
        links = link.next.links;
        link = links[level]!;
      }
      path[level] = { link, position };
    }
    return path;
  }

  /** @solution */
  #towerAt(rank: number): Tower<T> | undefined {
    if (rank < 0 || rank >= this.#size) return undefined;
    let tower: Tower<T> | undefined;
    let links = this.#head;
    let left = rank + 1;
    for (let level = this.#head.length - 1; level >= 0; level--) {
      let link = links[level]!;
      while (link.next !== undefined && link.span <= left) {
        left -= link.span;
        tower = link.next;
        links = tower.links;
        link = links[level]!;
      }
    }
    return tower;
  }

  /** @solution */
  #isEqual(tower: Tower<T> | undefined, item: T): boolean {
    return tower !== undefined && this.#compare(tower.item, item) === 0;
  }

  /** @solution */
  #drawHeight(): number {
    let height = 1;
    while (height < MAX_LEVELS && this.#random.below(TOWERS_PER_HIGHER_TOWER) === 0) height += 1;
    return height;
  }

  /**
   * A level with nothing on it but the head.
   * @solution
   */
  #addLevel(): Turn<T> {
    const link = { next: undefined, span: this.#size + 1 };
    this.#head.push(link);
    return { link, position: 0 };
  }

  /**
   * Says of `tower`, or of the end, which is before it.
   * @solution
   */
  #setPrevious(tower: Tower<T> | undefined, previous: Tower<T> | undefined): void {
    if (tower === undefined) this.#last = previous;
    else tower.previous = previous;
  }
}
