/**
 * Cursors of Dict.scan: a bucket's number, counted upwards from its highest bit.
 *
 *     4 buckets     00     10     01     11              back to 00: done
 *                  ╱  ╲   ╱  ╲   ╱  ╲   ╱  ╲
 *     8 buckets  000 100 010 110 001 101 011 111
 *
 * A key is in the bucket that the lowest bits of its hash say. With twice as many buckets, one more
 * bit counts, and what was in bucket 10 is in 010 and 110. Counted this way, these two come one
 * after the other, and every bucket before them has its keys before them too. So what was visited
 * stays visited, and what was not stays ahead, whether the table grows or shrinks under the
 * iteration.
 *
 * Source: dictScan in Redis 7.0's dict.c.
 *
 * @solution
 */

/** The cursor of the bucket after `cursor`'s in a table of `size` buckets; 0 after the last. */
export function afterCursor(cursor: number, size: number): number {
  // With all bits above the bucket's number set, adding one from that end carries through them.
  const counted = reversed(cursor | ~(size - 1)) + 1;
  return reversed(counted | 0);
}

/** The 32 bits of `word` from the lowest to the highest. */
function reversed(word: number): number {
  let bits = word;
  bits = ((bits >>> 1) & 0x55555555) | ((bits & 0x55555555) << 1);
  bits = ((bits >>> 2) & 0x33333333) | ((bits & 0x33333333) << 2);
  bits = ((bits >>> 4) & 0x0f0f0f0f) | ((bits & 0x0f0f0f0f) << 4);
  bits = ((bits >>> 8) & 0x00ff00ff) | ((bits & 0x00ff00ff) << 8);
  return ((bits >>> 16) | (bits << 16)) >>> 0;
}
