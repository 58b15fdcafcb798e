/**
 * Which configurations a search has met: rows of whole numbers, all of one width, each with a number of its own.
 *
 *     rows    │ 4 7 0 │ 4 9 1 │ 5 9 0 │ …      row 0, row 1, row 2, in the order in which they came
 *     slots   │ 2 │ - │ 0 │ - │ - │ 1 │ …      a row's number where its hash says, or in the next free slot
 *
 * Invariant: at most half of the slots are taken.
 *
 * A row costs 4 bytes a number and 8 to 16 for its slots; a Set of texts costs ten times that, and hard histories
 * have millions of configurations.
 */

const FIRST_ROWS = 256;
const FREE = -1;

/** A set of rows that only grows. */
export class RowSet {
  readonly #width: number;
  #rows: Int32Array;
  #slots: Int32Array;
  #count = 0;

  /** @param width how many numbers a row has */
  constructor(width: number) {
    this.#width = width;
    this.#rows = new Int32Array(FIRST_ROWS * width);
    this.#slots = new Int32Array(2 * FIRST_ROWS).fill(FREE);
  }

  /** How many rows there are. The next new one gets this number. */
  get count(): number {
    return this.#count;
  }

  /** Adds `row`, which is copied, if it is not there. @returns its number */
  add(row: Int32Array): number {
    if (2 * (this.#count + 1) > this.#slots.length) this.#grow();
    const slot = this.#slotOf(row);
    const found = this.#slots[slot]!;
    if (found !== FREE) return found;
    this.#slots[slot] = this.#count;
    this.#rows.set(row, this.#count * this.#width);
    return this.#count++;
  }

  /** The slot that holds `row`, or the free one where it belongs. */
  #slotOf(row: Int32Array): number {
    const last = this.#slots.length - 1;
    let slot = hash(row) & last;
    while (this.#slots[slot] !== FREE && !this.#isRow(this.#slots[slot]!, row)) {
      slot = (slot + 1) & last;
    }
    return slot;
  }

  #isRow(number: number, row: Int32Array): boolean {
    const start = number * this.#width;
    for (let i = 0; i < this.#width; i++) if (this.#rows[start + i] !== row[i]) return false;
    return true;
  }

  #grow(): void {
    const rows = new Int32Array(2 * this.#rows.length);
    rows.set(this.#rows);
    this.#rows = rows;
    this.#slots = new Int32Array(2 * this.#slots.length).fill(FREE);
    for (let number = 0; number < this.#count; number++) {
      const start = number * this.#width;
      this.#slots[this.#slotOf(rows.subarray(start, start + this.#width))] = number;
    }
  }
}

/** Mixes every bit of every number; the constants are those of MurmurHash3's finalizer. */
function hash(row: Int32Array): number {
  let mixed = 0;
  for (let i = 0; i < row.length; i++) {
    mixed = Math.imul(mixed ^ row[i]!, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return mixed >>> 0;
}
