/**
 * List: a sequence that is cheap at both ends, and not dear by index.
 *
 *     first ──▶ ┌─────────┐ ──▶ ┌─────────────┐ ──▶ ┌───────┐ ◀── last
 *               │ a b c   │     │ d … 128 … x │     │ y z   │
 *               └─────────┘ ◀── └─────────────┘ ◀── └───────┘
 *     index       0 1 2           3  …      130      131 132
 *
 * One array would move every element when the first is taken: a queue of a million is a gigabyte of moves for each
 * hundred pops. One object per element would take three words beside each, and half of all objects have to be passed to
 * reach the middle. In nodes of 128 no operation at an end moves more than a node, and a walk passes 128 at a step.
 *
 * Invariants: no node is empty, none holds more than NODE_ELEMENTS; the lengths of all nodes add up to `size`.
 *
 * Source: Redis 7.0's quicklist.c, whose nodes are packed bytes (listpacks) of 8 KB at most.
 *
 * Left out: nodes that have become small are not merged with their neighbours, so a list of which LREM took most is
 * walked like the one that it was; compressing the nodes in the middle.
 */
import { NotImplemented } from "@labs/machine";

/** Where a list is pushed and popped. */
export type End = "front" | "back";

/**
 * A list of elements, which are any bytes: borrowed, handed out as they are, and changed by nobody.
 *
 * How it keeps them is yours to choose; what its operations cost is not. "Cheap" is a cost that does not grow with the
 * list, but for a pause now and then that is paid off by what came before.
 */
export class List {
  readonly kind = "list";

  /**
   * How many elements there are.
   *
   * @step 6
   */
  get size(): number {
    throw new NotImplemented("db-02 step 6: List.size");
  }

  /**
   * What the elements are accounted for: see memory.ts. Cheap: the methods that add and remove keep the sum.
   *
   * @step 8
   */
  get memoryBytes(): number {
    throw new NotImplemented("db-02 step 8: List.memoryBytes");
  }

  /**
   * Adds `element` at this end. Cheap.
   *
   * @step 6
   */
  push(end: End, element: Uint8Array): void {
    throw new NotImplemented("db-02 step 6: List.push");
  }

  /**
   * Removes the element at this end and returns it; undefined if there is none. Cheap.
   *
   * @step 6
   */
  pop(end: End): Uint8Array | undefined {
    throw new NotImplemented("db-02 step 6: List.pop");
  }

  /**
   * The element at `index`, the first being at 0; undefined if there is none. Cheap near both ends, and anywhere far
   * cheaper than to pass the elements one by one.
   *
   * @step 6
   */
  get(index: number): Uint8Array | undefined {
    throw new NotImplemented("db-02 step 6: List.get");
  }

  /**
   * Puts `element` in the place of the one at `index`; whether there was one. Costs as `get`.
   *
   * @step 6
   */
  set(index: number, element: Uint8Array): boolean {
    throw new NotImplemented("db-02 step 6: List.set");
  }

  /**
   * Adds `element` so that it is at `index`, from 0 to `size`; those from there on move up by one. O(size) at worst.
   *
   * @step 6
   */
  insert(index: number, element: Uint8Array): void {
    throw new NotImplemented("db-02 step 6: List.insert");
  }

  /**
   * The index of the first element that equals `element`; undefined if there is none. O(size).
   *
   * @step 6
   */
  indexOf(element: Uint8Array): number | undefined {
    throw new NotImplemented("db-02 step 6: List.indexOf");
  }

  /**
   * Removes elements that equal `element`, and returns how many: all if `count` is 0, else as many as `count` says,
   * counted from the front, or from the back if it is negative. O(size), however many are removed.
   *
   * @step 6
   */
  remove(element: Uint8Array, count: number): number {
    throw new NotImplemented("db-02 step 6: List.remove");
  }

  /**
   * The elements from index `start` up to but not including `end`, 0 ≤ start ≤ end ≤ size. The list must not be changed
   * meanwhile. Costs as `get(start)`, and as many elements as it gives.
   *
   * @step 6
   */
  *range(start: number, end: number): IterableIterator<Uint8Array> {
    throw new NotImplemented("db-02 step 6: List.range");
  }
}
