/**
 * WriteBatch: changes that happen together or not at all, in the bytes of a log record.
 *
 *     ┌────────────────┬─────────┬────────────────────────────────────────────┬──────────────────────────
 *     │ sequence       │ count   │ 1 │ length, key │ length, value            │ 0 │ length, key         │ …
 *     │ 8, lowest first│ 4       │ a put                                      │ a deletion
 *     └────────────────┴─────────┴────────────────────────────────────────────┴──────────────────────────
 *       of the first              lengths are varint32; the types are those of internal keys
 *
 * The changes have the sequence numbers from `sequence` on, one each. The batch is kept as these bytes from the first
 * put on: then the log takes them as they are, a group of batches is their bytes one behind the other, and one
 * checksum over the record makes all of it or nothing.
 *
 * Invariant: the bytes behind the header are `count` changes, whole.
 *
 * Source: LevelDB db/write_batch.cc.
 *
 * Left out: sequences of 2^53 and more (db-05); a batch of 2^32 changes.
 */

import type { ValueType } from "@labs/db-05";
import { NotImplemented } from "@labs/machine";

/** What stands before the changes: sequence and count. */
export const BATCH_HEADER_BYTES = 12;

/** Told of a change. Keys and values are borrowed for the call; a deletion has a value of 0 bytes. */
export type ChangeVisitor = (type: ValueType, key: Uint8Array, value: Uint8Array) => void;

/**
 * Changes in their order. What adds some gives the batch itself.
 *
 * Cost: changes of n bytes, put one by one or appended in batches, and encoded, are copied 6 n bytes in all at most.
 */
export class WriteBatch {
  /**
   * A batch without changes.
   * @step 1
   */
  constructor() {
    throw new NotImplemented("db-08 step 1: WriteBatch.constructor");
  }

  /**
   * How many changes there are; a key that is changed twice counts twice.
   * @step 1
   */
  get count(): number {
    throw new NotImplemented("db-08 step 1: WriteBatch.count");
  }

  /**
   * How long the record is: 12 bytes, and the changes.
   * @step 1
   */
  get sizeBytes(): number {
    throw new NotImplemented("db-08 step 1: WriteBatch.sizeBytes");
  }

  /**
   * Adds: `key` has this value. Both are copied, and may have no bytes.
   * @step 1
   */
  put(key: Uint8Array, value: Uint8Array): this {
    throw new NotImplemented("db-08 step 1: WriteBatch.put");
  }

  /**
   * Adds: `key` (copied) is gone, whether it was there or not.
   * @step 1
   */
  delete(key: Uint8Array): this {
    throw new NotImplemented("db-08 step 1: WriteBatch.delete");
  }

  /**
   * Adds all changes of `other`, as they are now, behind those that are there; `other` stays as it is. It may be this
   * batch.
   *
   * @step 1
   */
  append(other: WriteBatch): this {
    throw new NotImplemented("db-08 step 1: WriteBatch.append");
  }

  /**
   * Forgets all changes.
   * @step 1
   */
  clear(): void {
    throw new NotImplemented("db-08 step 1: WriteBatch.clear");
  }

  /**
   * The record of a log in which the first change is the write of number `sequence`, from 0 to MAX_SEQUENCE, and the
   * last one's number is not above it either (else InvariantError). Borrowed until the batch is used again; it can be
   * encoded again, for another number. A store's first write is number 1: what a log has as 0 is not replayed.
   *
   * @step 1
   */
  encode(sequence: number): Uint8Array {
    throw new NotImplemented("db-08 step 1: WriteBatch.encode");
  }

  /**
   * Tells `visit` of each change, in their order. The batch is not changed meanwhile.
   * @step 1
   */
  forEach(visit: ChangeVisitor): void {
    throw new NotImplemented("db-08 step 1: WriteBatch.forEach");
  }
}

/** What a record of a log says. */
export interface DecodedBatch {
  /** The number of the first change. */
  readonly sequence: number;
  readonly batch: WriteBatch;
}

/**
 * What a record of a log says. Its bytes are copied.
 *
 * @param path the log's, for the error
 * @param offset where the record begins in it
 * @throws CorruptionError at `offset` for what is no batch: it has fewer than 12 bytes; a type that there is not; a
 * length that is none (see `decodeVarint32`: a length in more bytes than it needs is one, if they are 5 at most); a
 * key or a value that reaches beyond the record's end; more or fewer changes than the count; a sequence number of the
 * first or the last change that is above MAX_SEQUENCE
 * @step 1
 */
export function decodeWriteBatch(record: Uint8Array, path: string, offset: number): DecodedBatch {
  throw new NotImplemented("db-08 step 1: decodeWriteBatch");
}
