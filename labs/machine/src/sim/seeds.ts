/**
 * Seeds from seeds: each machine, life and link of a simulation draws from a generator of its own, so that what one
 * of them draws does not change what another draws.
 */

/** A seed made of three numbers. */
export function mixed(a: number, b: number, c: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15) ^ b, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 13) ^ c, 0x27d4eb2f);
  return (hash ^ (hash >>> 16)) >>> 0;
}
