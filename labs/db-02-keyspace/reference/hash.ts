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
import { Dict } from "./dict.ts";
import { HASH_FIELD_BYTES } from "./memory.ts";

/** Fields and their values, which are any bytes: borrowed, handed out as they are, and changed by nobody. */
export class Hash {
  readonly kind = "hash";
  /** @solution */
  readonly #fields = new Dict<Uint8Array>();
  /** @solution */
  #contentBytes = 0;

  /**
   * How many fields there are.
   *
   * @step 6
   */
  get size(): number {
    return this.#fields.size;
  }

  /**
   * What the fields are accounted for: see memory.ts. Cheap: the methods that add and remove keep the sum.
   *
   * @step 8
   */
  get memoryBytes(): number {
    return this.size * HASH_FIELD_BYTES + this.#contentBytes;
  }

  /**
   * The value of `field`, or undefined.
   *
   * @step 6
   */
  get(field: Uint8Array): Uint8Array | undefined {
    return this.#fields.get(field);
  }

  /**
   * Gives `field` this value; whether the field is new.
   *
   * @step 6
   */
  set(field: Uint8Array, value: Uint8Array): boolean {
    const old = this.#fields.get(field);
    this.#fields.set(field, value);
    this.#contentBytes += value.length - (old?.length ?? -field.length);
    return old === undefined;
  }

  /**
   * Removes `field`; whether it was there.
   *
   * @step 6
   */
  delete(field: Uint8Array): boolean {
    const old = this.#fields.get(field);
    if (old === undefined) return false;
    this.#fields.delete(field);
    this.#contentBytes -= field.length + old.length;
    return true;
  }

  /**
   * The fields with their values, in no order; in the same one twice, if nothing was done with the hash in between. Within
   * the loop it may be read but not changed.
   *
   * @step 6
   */
  [Symbol.iterator](): IterableIterator<readonly [field: Uint8Array, value: Uint8Array]> {
    return this.#fields[Symbol.iterator]();
  }

  /**
   * Visits the fields of the part that `cursor` names (0: the first), and returns the cursor of the next part, 0 after
   * the last: as Dict.scan.
   *
   * @step 6
   */
  scan(cursor: number, visit: (field: Uint8Array, value: Uint8Array) => void): number {
    return this.#fields.scan(cursor, visit);
  }
}
