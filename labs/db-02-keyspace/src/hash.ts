/**
 * Hash: fields with values, as a small keyspace inside a key, without kinds and deadlines.
 *
 *     hash   Dict   field ──▶ value
 *
 * Whatever holds for a Dict holds here: a lookup costs the same in a large one, growing is done in slices, and a scan
 * misses nothing that was there throughout.
 *
 * Source: Redis 7.0's t_hash.c.
 *
 * Left out: listpacks, in which Redis keeps a small hash as a flat list of fields and values; it is searched from end
 * to end, and takes a fraction of the memory; a seed for each hash, without which who chooses the fields can make one slow.
 */
import { NotImplemented } from "@labs/machine";

/** Fields and their values, which are any bytes: borrowed, handed out as they are, and changed by nobody. */
export class Hash {
  readonly kind = "hash";

  /**
   * How many fields there are.
   *
   * @step 6
   */
  get size(): number {
    throw new NotImplemented("db-02 step 6: Hash.size");
  }

  /**
   * What the fields are accounted for: see memory.ts. Cheap: the methods that add and remove keep the sum.
   *
   * @step 8
   */
  get memoryBytes(): number {
    throw new NotImplemented("db-02 step 8: Hash.memoryBytes");
  }

  /**
   * The value of `field`, or undefined.
   *
   * @step 6
   */
  get(field: Uint8Array): Uint8Array | undefined {
    throw new NotImplemented("db-02 step 6: Hash.get");
  }

  /**
   * Gives `field` this value; whether the field is new.
   *
   * @step 6
   */
  set(field: Uint8Array, value: Uint8Array): boolean {
    throw new NotImplemented("db-02 step 6: Hash.set");
  }

  /**
   * Removes `field`; whether it was there.
   *
   * @step 6
   */
  delete(field: Uint8Array): boolean {
    throw new NotImplemented("db-02 step 6: Hash.delete");
  }

  /**
   * The fields with their values, in no order; in the same one twice, if nothing was done with the hash in between. Within
   * the loop it may be read but not changed.
   *
   * @step 6
   */
  [Symbol.iterator](): IterableIterator<readonly [field: Uint8Array, value: Uint8Array]> {
    throw new NotImplemented("db-02 step 6: Hash.[Symbol.iterator]");
  }

  /**
   * Visits the fields of the part that `cursor` names (0: the first), and returns the cursor of the next part, 0 after
   * the last: as Dict.scan.
   *
   * @step 6
   */
  scan(cursor: number, visit: (field: Uint8Array, value: Uint8Array) => void): number {
    throw new NotImplemented("db-02 step 6: Hash.scan");
  }
}
