/**
 * Table: buckets for a dict, which costs little to make, however many they are.
 *
 *     segments   0          1          2          3         of 1,024 buckets each
 *                │          ╵          │          ╵         ╵ not made: nothing was ever put there
 *                ▼                     ▼
 *              [ · · ● · … ]         [ ● · · ● · … ]
 *                    ▼                 ▼     ▼
 *                  node ▶ node       node  node                chains
 *
 * Why not one array: `new Array(2 ** 20)` writes eight megabytes before it returns. That took 5 to
 * 10 ms where this was written, as long as ten thousand commands, and 2^24 buckets took 0.15 to 0.5
 * s. A dict that moves its entries in slices, and stops the server for its table, has gained
 * little. Redis asks calloc(3), which gets zeroed pages from the kernel one by one, when they are
 * touched; segments do the same by hand. What remains is the list of segments: a thousandth.
 *
 * Left out: giving back the segments of the old table one by one, as they become empty.
 *
 * @given
 */

/** An entry in its chain. */
export type Node<V> = {
  readonly key: Uint8Array;
  /** The key's hash as a signed number, which V8 keeps in the node itself. */
  readonly hash: number;
  value: V;
  next: Node<V> | undefined;
};

/** An array for so many buckets. */
export type Allocate = (buckets: number) => unknown[];

/** How many buckets are made at a time. */
export const SEGMENT_BUCKETS = 1024;

type Segment<V> = (Node<V> | undefined)[];

/** A power of two of buckets, each the first node of a chain or undefined. */
export class Table<V> {
  readonly size: number;
  readonly #segments: (Segment<V> | undefined)[];
  readonly #allocate: Allocate;

  constructor(size: number, allocate: Allocate) {
    this.size = size;
    this.#segments = new Array(Math.ceil(size / SEGMENT_BUCKETS));
    this.#allocate = allocate;
  }

  /** What is in bucket `index`, of 0 to size - 1. */
  get(index: number): Node<V> | undefined {
    return this.#segments[Math.floor(index / SEGMENT_BUCKETS)]?.[index % SEGMENT_BUCKETS];
  }

  /** Puts a chain into bucket `index`, or empties it. */
  set(index: number, node: Node<V> | undefined): void {
    const at = Math.floor(index / SEGMENT_BUCKETS);
    let segment = this.#segments[at];
    if (segment === undefined) {
      if (node === undefined) return;
      segment = this.#allocate(Math.min(this.size, SEGMENT_BUCKETS)) as Segment<V>;
      this.#segments[at] = segment;
    }
    segment[index % SEGMENT_BUCKETS] = node;
  }
}
