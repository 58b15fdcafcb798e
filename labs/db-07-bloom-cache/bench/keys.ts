/**
 * Keys for the benches: drawn, and so long that none is drawn twice.
 *
 * Left out: keys that people choose, which have a structure that a weak hash might keep.
 */
import type { Random } from "@labs/machine";

/** So many keys of 16 bytes. */
export function randomKeys(random: Random, count: number): Uint8Array[] {
  return Array.from({ length: count }, () => {
    const key = new Uint8Array(16);
    const view = new DataView(key.buffer);
    for (let at = 0; at < 16; at += 4) view.setUint32(at, random.below(2 ** 32));
    return key;
  });
}
