/**
 * Bytes as keys: equal, ordered and hashed as bytes, never as text.
 *
 * A key may hold any bytes: zeros, half a character, a picture. Two keys are the same if their bytes are, and the
 * order of members in a sorted set is that of memcmp(3). A string made of them would have to be made, compared by
 * UTF-16 unit, and thrown away.
 *
 * Source: Fowler, Noll, Vo: FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ ; the finalizer of MurmurHash3.
 *
 * Left out: SipHash, which Redis uses with a secret of its process, so that nobody can choose keys that all fall
 * into one bucket. The seed here is an argument, and a server draws it at random; FNV does not hide it from someone
 * who measures.
 *
 * @given
 */

/** Whether two keys are the same. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Below zero, zero or above it, as `a` comes before, with or after `b`: byte by byte, a prefix first. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** 32 bits of `key`, spread so that the lowest bits depend on every byte. */
export function hashBytes(key: Uint8Array, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key[i]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
