/**
 * LastUserKey: whether a merge has come to another user key.
 *
 *     "pear" 9    another one
 *     "pear" 4    the same
 *     "plum" 7    another one
 *
 * It is asked for each entry, and iterators lend their keys for one step alone. So it keeps a copy, in memory that it
 * uses again: nothing is allocated.
 *
 * @solution
 */
import { TAG_SIZE_BYTES } from "@labs/db-05";

const FIRST_SIZE_BYTES = 64;

export class LastUserKey {
  #memory = new Uint8Array(FIRST_SIZE_BYTES);
  /** Of the user key; undefined before the first. */
  #length: number | undefined;

  /** Whether the user key of `internalKey` (borrowed for the call) is another than the last time; the first one is. */
  isOther(internalKey: Uint8Array): boolean {
    const length = internalKey.length - TAG_SIZE_BYTES;
    if (length === this.#length && this.#isSame(internalKey, length)) return false;
    if (length > this.#memory.length) this.#memory = new Uint8Array(2 * length);
    for (let at = 0; at < length; at++) this.#memory[at] = internalKey[at]!;
    this.#length = length;
    return true;
  }

  /** From its end, where neighbours differ first. */
  #isSame(internalKey: Uint8Array, length: number): boolean {
    for (let at = length - 1; at >= 0; at--) if (internalKey[at] !== this.#memory[at]) return false;
    return true;
  }
}
