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
import { equalBytes } from "./bytes.ts";
import { LIST_ELEMENT_BYTES } from "./memory.ts";

/**
 * Elements in a node. More, and each push at the front moves more; fewer, and a walk to an index takes more steps.
 *
 * @solution
 */
const NODE_ELEMENTS = 128;

/** Where a list is pushed and popped. */
export type End = "front" | "back";

/** @solution */
type Node = {
  elements: Uint8Array[];
  previous: Node | undefined;
  next: Node | undefined;
};

/**
 * A list of elements, which are any bytes: borrowed, handed out as they are, and changed by nobody.
 *
 * How it keeps them is yours to choose; what its operations cost is not. "Cheap" is a cost that does not grow with the
 * list, but for a pause now and then that is paid off by what came before.
 */
export class List {
  readonly kind = "list";
  /** @solution */
  #first: Node | undefined;
  /** @solution */
  #last: Node | undefined;
  /** @solution */
  #size = 0;
  /** @solution */
  #contentBytes = 0;

  /**
   * How many elements there are.
   *
   * @step 6
   */
  get size(): number {
    return this.#size;
  }

  /**
   * What the elements are accounted for: see memory.ts. Cheap: the methods that add and remove keep the sum.
   *
   * @step 8
   */
  get memoryBytes(): number {
    return this.#size * LIST_ELEMENT_BYTES + this.#contentBytes;
  }

  /**
   * Adds `element` at this end. Cheap.
   *
   * @step 6
   */
  push(end: End, element: Uint8Array): void {
    if (end === "front") {
      const node = withRoom(this.#first) ?? this.#link([], undefined, this.#first);
      node.elements.unshift(element);
    } else {
      const node = withRoom(this.#last) ?? this.#link([], this.#last, undefined);
      node.elements.push(element);
    }
    this.#count(1, element.length);
  }

  /**
   * Removes the element at this end and returns it; undefined if there is none. Cheap.
   *
   * @step 6
   */
  pop(end: End): Uint8Array | undefined {
    const node = end === "front" ? this.#first : this.#last;
    const element = end === "front" ? node?.elements.shift() : node?.elements.pop();
    if (node === undefined || element === undefined) return undefined;
    if (node.elements.length === 0) this.#unlink(node);
    this.#count(-1, -element.length);
    return element;
  }

  /**
   * The element at `index`, the first being at 0; undefined if there is none. Cheap near both ends, and anywhere far
   * cheaper than to pass the elements one by one.
   *
   * @step 6
   */
  get(index: number): Uint8Array | undefined {
    const place = this.#find(index);
    return place?.node.elements[place.offset];
  }

  /**
   * Puts `element` in the place of the one at `index`; whether there was one. Costs as `get`.
   *
   * @step 6
   */
  set(index: number, element: Uint8Array): boolean {
    const place = this.#find(index);
    const old = place?.node.elements[place.offset];
    if (place === undefined || old === undefined) return false;
    place.node.elements[place.offset] = element;
    this.#count(0, element.length - old.length);
    return true;
  }

  /**
   * Adds `element` so that it is at `index`, from 0 to `size`; those from there on move up by one. O(size) at worst.
   *
   * @step 6
   */
  insert(index: number, element: Uint8Array): void {
    let place = this.#find(index);
    if (place === undefined) {
      this.push("back", element);
      return;
    }
    if (place.node.elements.length === NODE_ELEMENTS) {
      this.#split(place.node);
      place = this.#find(index)!;
    }
    place.node.elements.splice(place.offset, 0, element);
    this.#count(1, element.length);
  }

  /**
   * The index of the first element that equals `element`; undefined if there is none. O(size).
   *
   * @step 6
   */
  indexOf(element: Uint8Array): number | undefined {
    let index = 0;
    for (const other of this.range(0, this.#size)) {
      if (equalBytes(other, element)) return index;
      index += 1;
    }
    return undefined;
  }

  /**
   * Removes elements that equal `element`, and returns how many: all if `count` is 0, else as many as `count` says,
   * counted from the front, or from the back if it is negative. O(size), however many are removed.
   *
   * @step 6
   */
  remove(element: Uint8Array, count: number): number {
    const before = this.#size;
    const end: End = count < 0 ? "back" : "front";
    let left = count === 0 ? before : Math.abs(count);
    let node = end === "front" ? this.#first : this.#last;
    while (node !== undefined && left > 0) {
      left -= this.#removeFrom(node, element, left, end);
      if (node.elements.length === 0) this.#unlink(node);
      node = end === "front" ? node.next : node.previous;
    }
    return before - this.#size;
  }

  /**
   * The elements from index `start` up to but not including `end`, 0 ≤ start ≤ end ≤ size. The list must not be changed
   * meanwhile. Costs as `get(start)`, and as many elements as it gives.
   *
   * @step 6
   */
  *range(start: number, end: number): IterableIterator<Uint8Array> {
    let { node, offset } = this.#find(start) ?? { node: undefined, offset: 0 };
    for (let left = end - start; left > 0 && node !== undefined; left--) {
      yield node.elements[offset]!;
      offset += 1;
      if (offset === node.elements.length) {
        node = node.next;
        offset = 0;
      }
    }
  }

  /**
   * The place of the element at `index`, walked to from the nearer end.
   *
   * @solution
   */
  #find(index: number): { node: Node; offset: number } | undefined {
    if (index < 0 || index >= this.#size) return undefined;
    if (index < this.#size / 2) {
      let node = this.#first!;
      let offset = index;
      while (offset >= node.elements.length) {
        offset -= node.elements.length;
        node = node.next!;
      }
      return { node, offset };
    }
    let node = this.#last!;
    let offset = index - this.#size + node.elements.length;
    while (offset < 0) {
      node = node.previous!;
      offset += node.elements.length;
    }
    return { node, offset };
  }

  /**
   * Removes up to `limit` elements that equal `element` from a node, beginning at `end`; how many there were.
   *
   * @solution
   */
  #removeFrom(node: Node, element: Uint8Array, limit: number, end: End): number {
    const inOrder = end === "front" ? node.elements : node.elements.toReversed();
    let removed = 0;
    const kept = inOrder.filter((other) => {
      if (removed === limit || !equalBytes(other, element)) return true;
      removed += 1;
      return false;
    });
    node.elements = end === "front" ? kept : kept.toReversed();
    this.#count(-removed, -removed * element.length);
    return removed;
  }

  /**
   * Moves the second half of a node into a new one behind it.
   *
   * @solution
   */
  #split(node: Node): void {
    const rest = node.elements.splice(NODE_ELEMENTS / 2);
    this.#link(rest, node, node.next);
  }

  /**
   * A new node between two neighbours.
   *
   * @solution
   */
  #link(elements: Uint8Array[], previous: Node | undefined, next: Node | undefined): Node {
    const node = { elements, previous, next };
    if (previous === undefined) this.#first = node;
    else previous.next = node;
    if (next === undefined) this.#last = node;
    else next.previous = node;
    return node;
  }

  /** @solution */
  #unlink({ previous, next }: Node): void {
    if (previous === undefined) this.#first = next;
    else previous.next = next;
    if (next === undefined) this.#last = previous;
    else next.previous = previous;
  }

  /** @solution */
  #count(elements: number, bytes: number): void {
    this.#size += elements;
    this.#contentBytes += bytes;
  }
}

/**
 * The node, if there is one that is not full.
 *
 * @solution
 */
function withRoom(node: Node | undefined): Node | undefined {
  return node !== undefined && node.elements.length < NODE_ELEMENTS ? node : undefined;
}
