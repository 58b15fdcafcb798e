/**
 * Bloom filter: a set that forgets its keys, answers "no" for certain and "yes" perhaps.
 *
 *     add "pear"     h = hash("pear")     probes at  h, h + d, h + 2d, … modulo the number of bits
 *                                                    │     │         │
 *     ┌───┬───┬───┬───┬───┬───┬───┬───┬───┬───┬───┬──▼┬───┬▼──┬───┬──▼┐┌─────┐
 *     │ 0 │ 1 │ 0 │ 0 │ 1 │ 0 │ 0 │ 0 │ 1 │ 0 │ 0 │ 1 │ 0 │ 1 │ 0 │ 1 ││  k  │
 *     └───┴───┴───┴───┴───┴───┴───┴───┴───┴───┴───┴───┴───┴───┴───┴───┘└─────┘
 *      bit 0 is the lowest of byte 0; bit 8 the lowest of byte 1 …      1 byte: how many probes
 *
 *     ask "plum"     one of its k bits is 0: it was never added.     All are 1: it may have been,
 *                                                                    or others have set them.
 *
 * k hashes of a key would cost k times as much, so one hash of 32 bits makes them all: the next probe is d further on,
 * and d is the hash itself, rotated (double hashing). With n keys in m bits the rate of wrong answers is
 * (1 - e^(-kn/m))^k, the least where k = ln 2 · m/n: half of the bits are set then.
 *
 * Source: Bloom 1970; Kirsch and Mitzenmacher 2006 (double hashing); LevelDB util/bloom.cc (every bit of the format).
 *
 * Left out: filters of more than 2^32 bits, whose end no probe would reach; filters in the lines of a processor's cache,
 * which RocksDB has.
 */
import { assert } from "@labs/machine";
import { hash } from "./hash.ts";

/** What LevelDB begins the hash of a filter's keys with. */
const SEED = 0xbc9f1d34;

/** A filter of fewer bits would say yes too often. */
const BITS_MIN = 64;

/** So many probes at most; a greater number in a filter's last byte is left for formats to come. */
const HASHES_MAX = 30;

/** LevelDB's ln 2, rounded down "to reduce probing cost a little bit". */
const LN_2_ROUNDED = 0.69;

/** What a filter is made of. */
export interface BloomSize {
  /** m: a multiple of 8, 64 at least. */
  readonly bits: number;
  /** k: how many of the bits stand for a key, from 1 to 30. */
  readonly hashes: number;
}

/**
 * How large a filter has to be so that, of `count` keys, it says yes to one that is not there with probability
 * `falsePositiveRate`, which is above 0 and below 1 (else InvariantError; `count` is a whole number from 0 on, else
 * InvariantError).
 *
 * `bits` is count · ln(1 / rate) / (ln 2)², rounded up to the next multiple of 8, and 64 at least. `hashes` is log₂(1 / rate),
 * rounded to the nearest whole number, 1 at least and 30 at most.
 *
 * Source: Bloom 1970; Broder and Mitzenmacher 2004 §2.1.
 *
 * @step 1
 */
export function bloomSize(count: number, falsePositiveRate: number): BloomSize {
  assert(Number.isSafeInteger(count) && count >= 0, `a count: ${count}`);
  assert(falsePositiveRate > 0 && falsePositiveRate < 1, `a rate: ${falsePositiveRate}`);
  const nats = -Math.log(falsePositiveRate);
  return {
    bits: wholeBytes((count * nats) / Math.LN2 ** 2),
    hashes: clamped(Math.round(nats / Math.LN2)),
  };
}

/**
 * The rate that theory gives for `count` keys in a filter of this size: (1 - e^(-hashes · count / bits))^hashes.
 *
 * Source: Broder and Mitzenmacher 2004 §2.1.
 *
 * @step 1
 */
export function bloomFalsePositiveRate(count: number, { bits, hashes }: BloomSize): number {
  return (1 - Math.exp((-hashes * count) / bits)) ** hashes;
}

/**
 * The filter of `keys` (borrowed for the call), byte for byte LevelDB's; the caller's own memory.
 *
 * It has keys.length · bitsPerKey bits, 64 at least, in whole bytes (rounded up); behind them one byte with the number of
 * probes: 0.69 · bitsPerKey without its fraction, 1 at least and 30 at most. A key that stands in `keys` twice counts twice.
 *
 * For each key h is `hash(key, 0xbc9f1d34)`, and d is h rotated right by 17 bits. Probe i, from 0 on, is the bit (h + i · d
 * modulo 2^32) modulo the number of bits. Bit b is the bit of value 2^(b % 8) in byte ⌊b / 8⌋.
 *
 * @param bitsPerKey a whole number from 1 on (else InvariantError)
 *
 * Source: LevelDB util/bloom.cc, CreateFilter.
 *
 * @step 1
 */
export function createBloomFilter(keys: readonly Uint8Array[], bitsPerKey: number): Uint8Array {
  return bloomFilterOf(keys.map(bloomHash), bitsPerKey);
}

/**
 * Whether `key` (borrowed) may be one of those that `filter` (borrowed) was made of: false says that it is none.
 *
 * The filter's last byte says how many probes there are, whatever it was made with. Above 30 it is in a format that is not
 * known: the answer is true. With 0 it is true as well. A filter of less than two bytes was made of no keys: the answer is
 * false.
 *
 * Source: LevelDB util/bloom.cc, KeyMayMatch.
 *
 * @step 1
 */
export function bloomMayContain(filter: Uint8Array, key: Uint8Array): boolean {
  return bloomMayContainAt(filter, 0, filter.length, key);
}

/**
 * `bloomMayContain` of the filter that lies in `bytes` from `start` to `end`.
 *
 * @solution
 */
export function bloomMayContainAt(
  bytes: Uint8Array,
  start: number,
  end: number,
  key: Uint8Array,
): boolean {
  if (end - start < 2) return false;
  const bits = (end - start - 1) * 8;
  const hashes = bytes[end - 1]!;
  if (hashes > HASHES_MAX) return true;
  let h = bloomHash(key);
  const delta = rotated(h);
  for (let i = 0; i < hashes; i++) {
    const bit = h % bits;
    if ((bytes[start + (bit >>> 3)]! & (1 << (bit & 7))) === 0) return false;
    h = (h + delta) >>> 0;
  }
  return true;
}

/**
 * The 32 bits by which every filter here knows a key.
 *
 * @solution
 */
export function bloomHash(key: Uint8Array): number {
  return hash(key, SEED);
}

/**
 * The filter of keys with these hashes: what `createBloomFilter` makes of the keys.
 *
 * @solution
 */
export function bloomFilterOf(hashes: readonly number[], bitsPerKey: number): Uint8Array {
  assert(Number.isSafeInteger(bitsPerKey) && bitsPerKey >= 1, `bits per key: ${bitsPerKey}`);
  const bits = wholeBytes(hashes.length * bitsPerKey);
  const probes = clamped(Math.floor(bitsPerKey * LN_2_ROUNDED));
  const filter = new Uint8Array(bits / 8 + 1);
  filter[bits / 8] = probes;
  for (const first of hashes) {
    const delta = rotated(first);
    let h = first;
    for (let i = 0; i < probes; i++) {
      const bit = h % bits;
      filter[bit >>> 3]! |= 1 << (bit & 7);
      h = (h + delta) >>> 0;
    }
  }
  return filter;
}

/**
 * How far it is from one probe to the next: the hash, rotated right by 17 bits.
 *
 * @solution
 */
export function rotated(h: number): number {
  return ((h >>> 17) | (h << 15)) >>> 0;
}

/** @solution */
function wholeBytes(bits: number): number {
  return 8 * Math.ceil(Math.max(bits, BITS_MIN) / 8);
}

/** @solution */
function clamped(hashes: number): number {
  return Math.min(Math.max(hashes, 1), HASHES_MAX);
}
