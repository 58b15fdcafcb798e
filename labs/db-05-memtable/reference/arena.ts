/**
 * Arena: the entries of a memtable, one behind the other in one array of bytes that doubles.
 *
 *     ┌────────┬──────────────┬────────┬───────┬────────┬───────────
 *     │ length │ internal key │ length │ value │ length │ internal …      lengths are varint32: seven bits a byte, the
 *     └────────┴──────────────┴────────┴───────┴────────┴───────────      lowest first, the high bit where more follow
 *     ▲ an entry is named by its offset        ▲ the next
 *
 *     ───────────── entries ─────────────│ a lookup key: length, internal key │ free ──
 *                                        end
 *
 * A key that is looked for is written behind the end, so that it has an offset too and is compared
 * as the others are; the next entry is written over it.
 *
 * Invariant: no byte before the end is ever changed. So what was borrowed stays right, also when
 * the array has doubled.
 *
 * Source: LevelDB db/memtable.cc (MemTable::Add) and util/coding.h for the layout.
 *
 * Left out: LevelDB's blocks of 4 KiB, which are not copied when there are more of them; nor are
 * they one array, in which an offset is enough.
 *
 * @solution
 */
import { compareInternalKeysAt, TAG_SIZE_BYTES, ValueType, writeTag } from "./internal-key.ts";

const FIRST_CAPACITY_BYTES = 4096;
/** A varint32 has this many bytes at most. */
const LENGTH_BYTES_MAX = 5;
/** Up to here a loop is faster than a call of `set`. */
const SHORT_COPY_BYTES = 32;
/** User keys are compared by so many bytes at once. */
const WORD_BYTES = 4;

export class Arena {
  #bytes = new Uint8Array(FIRST_CAPACITY_BYTES);
  /** Of `bytes`; the first byte of a word counts most, as in the order of keys. */
  #view = new DataView(this.#bytes.buffer);
  #end = 0;

  /** How many bytes are in use. */
  get sizeBytes(): number {
    return this.#end;
  }

  /** Copies an entry behind the others; its offset. */
  append(userKey: Uint8Array, sequence: number, type: ValueType, value: Uint8Array): number {
    const offset = this.#end;
    this.#reserve(userKey.length + TAG_SIZE_BYTES + value.length + 2 * LENGTH_BYTES_MAX);
    const keyEnd = this.#writeKey(userKey, sequence, type);
    const valueStart = writeLength(this.#bytes, keyEnd, value.length);
    copyInto(this.#bytes, valueStart, value);
    this.#end = valueStart + value.length;
    return offset;
  }

  /** Writes the seek key of `userKey` at `sequence`; its offset, until the next call. */
  lookupKey(userKey: Uint8Array, sequence: number): number {
    this.#reserve(userKey.length + TAG_SIZE_BYTES + LENGTH_BYTES_MAX);
    this.#writeKey(userKey, sequence, ValueType.Value);
    return this.#end;
  }

  /** Writes an internal key to be looked for; its offset, until the next call. */
  lookupInternalKey(key: Uint8Array): number {
    this.#reserve(key.length + LENGTH_BYTES_MAX);
    copyInto(this.#bytes, writeLength(this.#bytes, this.#end, key.length), key);
    return this.#end;
  }

  /** Compares the internal keys at two offsets. */
  compare(a: number, b: number): number {
    const bytes = this.#bytes;
    const aLength = lengthAt(bytes, a);
    const bLength = lengthAt(bytes, b);
    const aStart = a + lengthSize(aLength);
    const bStart = b + lengthSize(bLength);
    const view = this.#view;
    const length = Math.min(aLength, bLength) - TAG_SIZE_BYTES;
    let same = 0;
    for (; same + WORD_BYTES <= length; same += WORD_BYTES) {
      const aWord = view.getUint32(aStart + same);
      const bWord = view.getUint32(bStart + same);
      if (aWord !== bWord) return aWord < bWord ? -1 : 1;
    }
    const [aEnd, bEnd] = [aStart + aLength, bStart + bLength];
    return compareInternalKeysAt(bytes, aStart + same, aEnd, bytes, bStart + same, bEnd);
  }

  /** Whether the internal keys at two offsets have the same user key. */
  hasSameUserKey(a: number, b: number): boolean {
    const bytes = this.#bytes;
    const length = lengthAt(bytes, a);
    if (lengthAt(bytes, b) !== length) return false;
    const end = lengthSize(length) + length - TAG_SIZE_BYTES;
    for (let at = lengthSize(length); at < end; at++) {
      if (bytes[a + at] !== bytes[b + at]) return false;
    }
    return true;
  }

  /** What the entry says of its key. */
  typeAt(offset: number): number {
    return this.#bytes[this.#keyEnd(offset) - TAG_SIZE_BYTES]!;
  }

  /** Borrowed; stays right. */
  internalKeyAt(offset: number): Uint8Array {
    const length = lengthAt(this.#bytes, offset);
    const start = offset + lengthSize(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** Borrowed; stays right. */
  valueAt(offset: number): Uint8Array {
    const at = this.#keyEnd(offset);
    const length = lengthAt(this.#bytes, at);
    const start = at + lengthSize(length);
    return this.#bytes.subarray(start, start + length);
  }

  #keyEnd(offset: number): number {
    const length = lengthAt(this.#bytes, offset);
    return offset + lengthSize(length) + length;
  }

  /** Writes an internal key and its length behind the end; where it ends. */
  #writeKey(userKey: Uint8Array, sequence: number, type: ValueType): number {
    const start = writeLength(this.#bytes, this.#end, userKey.length + TAG_SIZE_BYTES);
    copyInto(this.#bytes, start, userKey);
    writeTag(this.#bytes, start + userKey.length, sequence, type);
    return start + userKey.length + TAG_SIZE_BYTES;
  }

  #reserve(sizeBytes: number): void {
    const needed = this.#end + sizeBytes;
    let capacity = this.#bytes.length;
    if (needed <= capacity) return;
    while (capacity < needed) capacity *= 2;
    const grown = new Uint8Array(capacity);
    grown.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

function lengthAt(bytes: Uint8Array, offset: number): number {
  const first = bytes[offset]!;
  return first < 0x80 ? first : longLengthAt(bytes, offset);
}

function longLengthAt(bytes: Uint8Array, offset: number): number {
  let length = 0;
  let scale = 1;
  for (let at = offset; ; at++, scale *= 0x80) {
    const byte = bytes[at]!;
    if (byte < 0x80) return length + byte * scale;
    length += (byte - 0x80) * scale;
  }
}

/** How many bytes the varint of `length` has. */
function lengthSize(length: number): number {
  if (length < 0x80) return 1;
  let size = 1;
  for (let rest = length; rest >= 0x80; rest = Math.floor(rest / 0x80)) size += 1;
  return size;
}

/** Writes the varint of `length` at `offset`; where it ends. */
function writeLength(bytes: Uint8Array, offset: number, length: number): number {
  let at = offset;
  let rest = length;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes[at++] = (rest % 0x80) + 0x80;
  bytes[at++] = rest;
  return at;
}

function copyInto(target: Uint8Array, offset: number, source: Uint8Array): void {
  if (source.length > SHORT_COPY_BYTES) target.set(source, offset);
  else for (let at = 0; at < source.length; at++) target[offset + at] = source[at]!;
}
