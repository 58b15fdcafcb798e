/**
 * Counting Bloom filter: one that keys can be taken out of again.
 *
 *     bits        0  1  0  0  1  1  0  1  …     who set a bit is forgotten: to clear it may take away another's
 *     counters    0  2  0  0  1  1  0  3  …     how many have set it: 4 bits each, two in a byte
 *                    └ "pear" and "plum" meet here; when "plum" goes, 1 is left
 *
 *     saturated   15 stays 15: more were there than can be counted, so nobody knows when it is nobody's any more
 *
 * Invariant: while only keys are deleted that were added, the filter never says no to one that is there. A counter at 15
 * is never lowered, since it may have stood for sixteen; that costs a few more wrong "yes", for ever, and no wrong "no".
 * With the best number of probes a counter comes to 15 with probability 1.6 · 10^-15 (Poisson, of mean ln 2), so that four
 * bits are enough.
 *
 * An LSM tree's tables never change, so it needs none of this; a cache that tells its neighbours what it has does.
 *
 * Source: Fan et al. 2000 (counters, and why four bits).
 *
 * Left out: counters that grow; other filters with deletion (cuckoo, quotient), which are smaller.
 */
import { assert } from "@labs/machine";
import { type BloomSize, bloomHash, rotated } from "./bloom.ts";

/** What a counter of four bits holds at most. */
const COUNTER_MAX = 15;

/** A set of keys that may be asked, added to and deleted from, in four bits for each bit of a Bloom filter. */
export class CountingBloomFilter {
  /** @solution */
  readonly #size: BloomSize;
  /**
   * Counter c is the lower half of byte c / 2 where c is even, else the upper half.
   * @solution
   */
  readonly #counters: Uint8Array;

  /**
   * An empty one with `bits` counters, all 0. They take bits / 2 bytes and nothing more.
   *
   * @param size as `bloomSize` gives it. InvariantError where `bits` is no multiple of 8 or less than 8, or `hashes` is not
   * from 1 to 30
   *
   * @step 3
   */
  constructor(size: BloomSize) {
    const { bits, hashes } = size;
    assert(Number.isSafeInteger(bits) && bits >= 8 && bits % 8 === 0, `bits: ${bits}`);
    assert(Number.isInteger(hashes) && hashes >= 1 && hashes <= 30, `hashes: ${hashes}`);
    this.#size = { bits, hashes };
    this.#counters = new Uint8Array(bits / 2);
  }

  /**
   * Adds `key` (borrowed for the call): each of its counters goes up by one, and one that stands at 15 stays. Its counters
   * are those with the numbers of its bits in a filter that `createBloomFilter` makes, with `bits` bits and `hashes` probes.
   * A key may be added several times; it then has to be deleted as often.
   *
   * Where two probes of one key meet the same counter, it may go up once or twice, and then goes down alike.
   *
   * @step 3
   */
  add(key: Uint8Array): void {
    const { bits, hashes } = this.#size;
    let h = bloomHash(key);
    const delta = rotated(h);
    for (let i = 0; i < hashes; i++) {
      const at = h % bits;
      const count = this.#count(at);
      if (count < COUNTER_MAX) this.#setCount(at, count + 1);
      h = (h + delta) >>> 0;
    }
  }

  /**
   * Takes one `add` of `key` (borrowed for the call) back: each of its counters goes down by one, but one that stands at 15
   * stays there for ever, since nobody knows how many it stands for. Whether it did: where the filter says that the key is not
   * there, nothing is changed and the answer is false.
   *
   * Only what was added may be deleted. Who deletes another key, to which the filter says yes by chance, takes counters away
   * from those that are there.
   *
   * Source: Fan et al. 2000.
   *
   * @step 3
   */
  delete(key: Uint8Array): boolean {
    if (!this.mayContain(key)) return false;
    const { bits, hashes } = this.#size;
    let h = bloomHash(key);
    const delta = rotated(h);
    for (let i = 0; i < hashes; i++) {
      const at = h % bits;
      const count = this.#count(at);
      if (count > 0 && count < COUNTER_MAX) this.#setCount(at, count - 1);
      h = (h + delta) >>> 0;
    }
    return true;
  }

  /**
   * Whether `key` (borrowed) may be there: false says that it is not.
   *
   * @step 3
   */
  mayContain(key: Uint8Array): boolean {
    const { bits, hashes } = this.#size;
    let h = bloomHash(key);
    const delta = rotated(h);
    for (let i = 0; i < hashes; i++) {
      if (this.#count(h % bits) === 0) return false;
      h = (h + delta) >>> 0;
    }
    return true;
  }

  /**
   * A Bloom filter of what is there now, for `bloomMayContain`: bit b is set where counter b is not 0, and behind the bits
   * stands a byte with `hashes`. It is the caller's own memory, and does not follow later changes. This is what one sends to a
   * neighbour, or writes to disk: an eighth of a byte for a counter of a half.
   *
   * Source: Fan et al. 2000.
   *
   * @step 3
   */
  toBloomFilter(): Uint8Array {
    const { bits, hashes } = this.#size;
    const filter = new Uint8Array(bits / 8 + 1);
    for (let at = 0; at < bits; at++) {
      if (this.#count(at) > 0) filter[at >>> 3]! |= 1 << (at & 7);
    }
    filter[bits / 8] = hashes;
    return filter;
  }

  /** @solution */
  #count(at: number): number {
    const pair = this.#counters[at >>> 1]!;
    return at % 2 === 0 ? pair & 0x0f : pair >>> 4;
  }

  /** @solution */
  #setCount(at: number, count: number): void {
    const pair = this.#counters[at >>> 1]!;
    this.#counters[at >>> 1] = at % 2 === 0 ? (pair & 0xf0) | count : (pair & 0x0f) | (count << 4);
  }
}
