/**
 * Pages: the bytes of one file, which copies share until one of them is written.
 *
 *     a  ┌────┬────┬────┐          b = a.clone()           b.write(5000, …)
 *        │ p0 │ p1 │ p2 │          b  p0 p1 p2             b  p0 p1' p2
 *        └────┴────┴────┘             the same pages          one page of 4096 bytes copied
 *
 * A crash at each of n operations needs n disks. With shared pages each costs what differs.
 *
 * Invariants: behind `size` every byte of the last page is zero, so that lengthening shows zeros;
 * a page is written in place only if no clone was made since it was made.
 *
 * Left out: giving memory back early; a page lives as long as any copy of the file.
 */
import { assert } from "../invariant.ts";

const PAGE_BYTES = 4096;

/** A file's bytes, from 0 to `size`; what was never written reads as zeros. */
export class Pages {
  #size = 0;
  /** Absent: a page of zeros. */
  #pages: (Uint8Array | undefined)[] = [];
  /** The pages that no other copy has. */
  readonly #own = new Set<number>();

  get size(): number {
    return this.#size;
  }

  /** A copy. Costs a pointer for every page. */
  clone(): Pages {
    const copy = new Pages();
    copy.#size = this.#size;
    copy.#pages = this.#pages.slice();
    this.#own.clear();
    return copy;
  }

  /** The bytes from `offset` on, as many of `length` as there are; new memory. */
  read(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.#size - offset)));
    for (const { page, from, to, at } of spans(offset, bytes.length)) {
      const source = this.#pages[page];
      if (source !== undefined) bytes.set(source.subarray(from, to), at);
    }
    return bytes;
  }

  /** Writes `bytes` (copied) at `offset`. */
  write(offset: number, bytes: Uint8Array): void {
    for (const { page, from, to, at } of spans(offset, bytes.length)) {
      this.#writable(page).set(bytes.subarray(at, at + to - from), from);
    }
    if (bytes.length > 0) this.#size = Math.max(this.#size, offset + bytes.length);
  }

  /** Cuts, or lengthens with zeros. */
  truncate(size: number): void {
    if (size < this.#size) {
      const kept = Math.ceil(size / PAGE_BYTES);
      this.#pages.length = Math.min(this.#pages.length, kept);
      const last = size % PAGE_BYTES;
      if (last > 0 && this.#pages[kept - 1] !== undefined) this.#writable(kept - 1).fill(0, last);
    }
    this.#size = size;
  }

  /** Turns one bit round. */
  flip(offset: number, bit: number): void {
    assert(offset < this.#size, `a bit at ${offset} of ${this.#size} bytes`);
    const page = this.#writable(Math.floor(offset / PAGE_BYTES));
    page[offset % PAGE_BYTES]! ^= 1 << bit;
  }

  /** All of it; new memory. */
  bytes(): Uint8Array {
    return this.read(0, this.#size);
  }

  #writable(page: number): Uint8Array {
    const old = this.#pages[page];
    if (old !== undefined && this.#own.has(page)) return old;
    const own = old === undefined ? new Uint8Array(PAGE_BYTES) : Uint8Array.from(old);
    this.#pages[page] = own;
    this.#own.add(page);
    return own;
  }
}

/** The part of a range that lies in one page: bytes `from` to `to` of it, from `at` of the range. */
interface Span {
  readonly page: number;
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

function* spans(offset: number, length: number): Generator<Span> {
  for (let at = 0; at < length; ) {
    const page = Math.floor((offset + at) / PAGE_BYTES);
    const from = (offset + at) % PAGE_BYTES;
    const to = Math.min(PAGE_BYTES, from + length - at);
    yield { page, from, to, at };
    at += to - from;
  }
}
