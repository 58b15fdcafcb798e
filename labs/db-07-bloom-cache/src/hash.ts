/**
 * LevelDB's hash: bytes and a seed become 32 bits.
 *
 *     h = seed ^ (length · m)
 *
 *     │ w: 4 bytes, lowest first │ w: 4 bytes │ … │ 1 to 3 bytes │
 *       h += w                     …                h += them, lowest first
 *       h *= m                                      h *= m
 *       h ^= h >>> 16                               h ^= h >>> 24
 *
 * A filter on disk is made by one program and asked by another, perhaps years later, so the hash is a part of the format:
 * every bit of it has to be the same. It is good enough to spread keys that nobody chose with bad intent, and fast.
 *
 * Here `^` and Math.imul give 32 bits with a sign, and `+` may give more until one of them follows; `>>> 0` makes what leaves this file a number from 0 to 2^32 - 1.
 *
 * Source: LevelDB util/hash.cc. It resembles MurmurHash.
 *
 * Left out: keys that somebody chose so that they collide. Against those stand keyed hashes such as SipHash.
 */

import { NotImplemented } from "@labs/machine";

/** m: the odd number that a multiplication spreads the bits by. */
const MULTIPLIER = 0xc6a4a793;

/**
 * The hash of `bytes` (borrowed; they may be a window in a larger memory), from 0 to 2^32 - 1.
 *
 * All arithmetic is modulo 2^32 and without a sign. It begins with `seed ^ (length * 0xc6a4a793)`. Each four bytes, as a
 * number with the lowest byte first, are added; then it is multiplied by 0xc6a4a793; then xored with itself, shifted right
 * by 16. Where one to three bytes are left, they are added, the lowest first as well; then it is multiplied the same
 * way, and xored with itself, shifted right by 24. Where none is left, nothing more is done.
 *
 * @param seed a whole number from 0 to 2^32 - 1
 *
 * Source: LevelDB util/hash.cc.
 *
 * @step 1
 */
export function hash(bytes: Uint8Array, seed: number): number {
  throw new NotImplemented("db-07 step 1: hash");
}
