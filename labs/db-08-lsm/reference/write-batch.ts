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
import { MAX_SEQUENCE, ValueType } from "@labs/db-05";
import { decodeVarint32, encodeVarint32, GrowingBytes } from "@labs/db-06";
import { assert, CorruptionError } from "@labs/machine";

/** What stands before the changes: sequence and count. */
export const BATCH_HEADER_BYTES = 12;

/** @solution */
const TWO_32 = 2 ** 32;
/** @solution */
const EMPTY_HEADER = new Uint8Array(BATCH_HEADER_BYTES);
/** @solution */
const NO_VALUE = new Uint8Array();

/** Told of a change. Keys and values are borrowed for the call; a deletion has a value of 0 bytes. */
export type ChangeVisitor = (type: ValueType, key: Uint8Array, value: Uint8Array) => void;

/**
 * Changes in their order. What adds some gives the batch itself.
 *
 * Cost: changes of n bytes, put one by one or appended in batches, and encoded, are copied 6 n bytes in all at most.
 */
export class WriteBatch {
  /**
   * The header, of which only `encode` knows the contents, and the changes.
   * @solution
   */
  readonly #bytes = new GrowingBytes();
  /** @solution */
  #count = 0;

  /**
   * A batch without changes.
   * @step 1
   */
  constructor() {
    this.#bytes.append(EMPTY_HEADER);
  }

  /**
   * How many changes there are; a key that is changed twice counts twice.
   * @step 1
   */
  get count(): number {
    return this.#count;
  }

  /**
   * How long the record is: 12 bytes, and the changes.
   * @step 1
   */
  get sizeBytes(): number {
    return this.#bytes.length;
  }

  /**
   * Adds: `key` has this value. Both are copied, and may have no bytes.
   * @step 1
   */
  put(key: Uint8Array, value: Uint8Array): this {
    this.#bytes.byte(ValueType.Value);
    this.#appendPrefixed(key);
    this.#appendPrefixed(value);
    this.#count += 1;
    return this;
  }

  /**
   * Adds: `key` (copied) is gone, whether it was there or not.
   * @step 1
   */
  delete(key: Uint8Array): this {
    this.#bytes.byte(ValueType.Deletion);
    this.#appendPrefixed(key);
    this.#count += 1;
    return this;
  }

  /**
   * Adds all changes of `other`, as they are now, behind those that are there; `other` stays as it is. It may be this
   * batch.
   *
   * @step 1
   */
  append(other: WriteBatch): this {
    const count = other.#count;
    this.#bytes.append(Uint8Array.from(other.#bytes.contents()), BATCH_HEADER_BYTES);
    this.#count += count;
    return this;
  }

  /**
   * Forgets all changes.
   * @step 1
   */
  clear(): void {
    this.#bytes.clear();
    this.#bytes.append(EMPTY_HEADER);
    this.#count = 0;
  }

  /**
   * The record of a log in which the first change is the write of number `sequence`, from 0 to MAX_SEQUENCE, and the
   * last one's number is not above it either (else InvariantError). Borrowed until the batch is used again; it can be
   * encoded again, for another number. A store's first write is number 1: what a log has as 0 is not replayed.
   *
   * @step 1
   */
  encode(sequence: number): Uint8Array {
    const isInRange = Number.isSafeInteger(sequence) && sequence >= 0;
    assert(isInRange && lastOf(sequence, this.#count) <= MAX_SEQUENCE, "a sequence number");
    const record = this.#bytes.contents();
    const header = new DataView(record.buffer, record.byteOffset, BATCH_HEADER_BYTES);
    header.setUint32(0, sequence % TWO_32, true);
    header.setUint32(4, Math.floor(sequence / TWO_32), true);
    header.setUint32(8, this.#count, true);
    return record;
  }

  /**
   * Tells `visit` of each change, in their order. The batch is not changed meanwhile.
   * @step 1
   */
  forEach(visit: ChangeVisitor): void {
    const fault = walk(this.#bytes.contents(), visit);
    assert(typeof fault === "number", "a batch of whole changes");
  }

  /**
   * Adds the changes of `record`, which were looked at.
   * @solution
   */
  static ofRecord(record: Uint8Array, count: number): WriteBatch {
    const batch = new WriteBatch();
    batch.#bytes.append(record, BATCH_HEADER_BYTES);
    batch.#count = count;
    return batch;
  }

  /** @solution */
  #appendPrefixed(bytes: Uint8Array): void {
    encodeVarint32(this.#bytes, bytes.length);
    this.#bytes.append(bytes);
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
  const damaged = (what: string) => new CorruptionError(path, offset, `no write batch: ${what}`);
  if (record.length < BATCH_HEADER_BYTES) throw damaged("it has fewer than 12 bytes");
  const header = new DataView(record.buffer, record.byteOffset, BATCH_HEADER_BYTES);
  const sequence = header.getUint32(4, true) * TWO_32 + header.getUint32(0, true);
  const count = header.getUint32(8, true);
  if (sequence > MAX_SEQUENCE || lastOf(sequence, count) > MAX_SEQUENCE) {
    throw damaged("a sequence number is above 2^53 - 1");
  }
  const found = walk(record, () => {});
  if (typeof found === "string") throw damaged(found);
  if (found !== count) throw damaged(`it has ${found} changes, and says ${count}`);
  return { sequence, batch: WriteBatch.ofRecord(record, count) };
}

/**
 * The number of the last change; that of the first, where there is none.
 * @solution
 */
function lastOf(sequence: number, count: number): number {
  return sequence + Math.max(0, count - 1);
}

/**
 * Goes over the changes of a record: how many there are, or what is wrong with it.
 * @solution
 */
function walk(record: Uint8Array, visit: ChangeVisitor): number | string {
  const cursor = { bytes: record, at: BATCH_HEADER_BYTES, end: record.length };
  const prefixed = (): Uint8Array | undefined => {
    const length = decodeVarint32(cursor);
    if (length === undefined || length > cursor.end - cursor.at) return undefined;
    cursor.at += length;
    return record.subarray(cursor.at - length, cursor.at);
  };
  let count = 0;
  for (; cursor.at < cursor.end; count++) {
    const type = record[cursor.at++];
    if (type !== ValueType.Value && type !== ValueType.Deletion) return `a change of type ${type}`;
    const key = prefixed();
    if (key === undefined) return "a key reaches beyond its end";
    const value = type === ValueType.Value ? prefixed() : NO_VALUE;
    if (value === undefined) return "a value reaches beyond its end";
    visit(type, key, value);
  }
  return count;
}
