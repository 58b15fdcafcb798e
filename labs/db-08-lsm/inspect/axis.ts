/**
 * Where keys stand beside each other: from 0, the least key of any table, to 1, the greatest.
 *
 *     tables      a ── f     d ── k     k ── z
 *     axis        a    d    f    k    z                 every first and last key, each as far from the next
 *
 * Keys are no numbers, and how many lie between two nobody knows without reading. So tables are drawn by the order of their ends alone.
 */
import { compareBytes, userKeyOf } from "@labs/db-05";
import type { FileMetadata } from "@labs/db-08";

/** Where a table begins and ends, from 0 to 1. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** All first and last user keys, in order, each once. */
export class KeyAxis {
  readonly keys: readonly Uint8Array[];

  constructor(files: readonly FileMetadata[]) {
    const ends = files
      .flatMap(({ smallest, largest }) => [userKeyOf(smallest), userKeyOf(largest)])
      .toSorted(compareBytes);
    this.keys = ends.filter((key, at) => at === 0 || compareBytes(ends[at - 1]!, key) !== 0);
  }

  stretch({ smallest, largest }: FileMetadata): Stretch {
    return { from: this.#place(userKeyOf(smallest)), to: this.#place(userKeyOf(largest)) };
  }

  #place(key: Uint8Array): number {
    let low = 0;
    for (let high = this.keys.length; low < high; ) {
      const middle = Math.floor((low + high) / 2);
      if (compareBytes(this.keys[middle]!, key) < 0) low = middle + 1;
      else high = middle;
    }
    return this.keys.length < 2 ? 0 : low / (this.keys.length - 1);
  }
}
