/**
 * MemTable: the newest writes of a store, in memory and in order.
 *
 *     skip list    of offsets, in the order of the keys that lie there
 *                  head ─▶ 24 ─────▶ 0 ──────▶ 12 ────▶ end
 *                          │         │         │
 *     arena        │ "b" 4 value "x" │ "c" 5 value "y" │ "a" 6 deletion │
 *                  0                 12                24
 *
 * Every write is added, nothing is replaced: a put and a deletion of the same key are two entries
 * under two sequence numbers, the newer one first. So who reads at an older sequence still finds
 * what was there, and to write the table to a file is to walk over it once. A deletion must be
 * kept, though nothing is there to delete: what it deletes may lie in an older table.
 *
 * Invariants: an entry in the list is whole in the arena, and neither changes any more.
 *
 * Source: LevelDB db/memtable.h and db/memtable.cc; doc/impl.md (Log files).
 *
 * Left out: counting references, since memory is collected here; when a table is full, which its
 * engine decides by `memoryBytes`; more than 2 GiB in one table.
 */
import { assert, type Random } from "@labs/machine";
// @solution
import { Arena } from "./arena.ts";
import type { InternalIterator } from "./internal-iterator.ts";
import { bytesText, internalKeyText, parseInternalKey, ValueType } from "./internal-key.ts";
// @solution
import { SkipList, type SkipListCursor } from "./skip-list.ts";

const DUMPED_VALUE_BYTES_MAX = 24;

/** What a table knows of a key. */
export type Lookup =
  /** It has this value; borrowed, and stays right whatever is added. */
  | { readonly kind: "value"; readonly value: Uint8Array }
  /** It was deleted: whoever looks has the answer, and looks in no older table. */
  | { readonly kind: "deleted" };

/** @solution */
const DELETED: Lookup = { kind: "deleted" };

/** Entries by internal key, in memory. */
export class MemTable {
  /** @solution */
  readonly #arena = new Arena();
  /**
   * Offsets in the arena.
   * @solution
   */
  readonly #list: SkipList<number>;
  /**
   * The cursor of `get`.
   * @solution
   */
  readonly #found: SkipListCursor<number>;

  /**
   * An empty table.
   *
   * @param random for the skip list
   * @step 3
   */
  constructor(random: Random) {
    const arena = this.#arena;
    this.#list = new SkipList((a, b) => arena.compare(a, b), random);
    this.#found = this.#list.cursor();
  }

  /**
   * How many entries there are, deletions and older versions too.
   *
   * @step 3
   */
  get count(): number {
    return this.#list.length;
  }

  /**
   * How many bytes of memory are in use: at least those of the keys and values, with 8 of a tag for
   * each entry; at most 128 more for each entry, and 8,192 for the table. Only `add` changes it; it
   * never becomes less.
   *
   * @step 3
   */
  get memoryBytes(): number {
    return this.#arena.sizeBytes + this.#list.memoryBytes;
  }

  /**
   * Adds what the write of number `sequence` says of `userKey`. Both arrays are copied; `value` has
   * no bytes for a deletion. Sequences may come in any order; the same key twice under the same
   * sequence and type is a bug (InvariantError), as is a deletion with a value. All in all, n bytes
   * added cost 4 n bytes copied at most.
   *
   * @step 3
   */
  add(sequence: number, type: ValueType, userKey: Uint8Array, value: Uint8Array): void {
    assert(type === ValueType.Value || value.length === 0, "a deletion with a value");
    this.#list.insert(this.#arena.append(userKey, sequence, type, value));
  }

  /**
   * What was visible of `userKey` at `sequence`: the newest entry that is not newer. Undefined
   * where there is none: the table knows nothing of the key, and an older one may.
   *
   * @step 3
   */
  get(userKey: Uint8Array, sequence: number): Lookup | undefined {
    const lookup = this.#arena.lookupKey(userKey, sequence);
    this.#found.seek(lookup);
    if (!this.#found.isValid) return undefined;
    const entry = this.#found.key;
    if (!this.#arena.hasSameUserKey(entry, lookup)) return undefined;
    if (this.#arena.typeAt(entry) === ValueType.Deletion) return DELETED;
    return { kind: "value", value: this.#arena.valueAt(entry) };
  }

  /**
   * A new iterator over all entries, not valid yet. Any number may be in use. Each stays where it
   * is while entries are added, and comes past those that are added before and behind it. Keys and
   * values that it gave stay right.
   *
   * @step 4
   */
  iterator(): InternalIterator {
    return new MemTableIterator(this.#arena, this.#list.cursor());
  }

  /**
   * For people: a line for each entry in order, `"apple" 7 value "red"` or `"apple" 9 deletion`. Of
   * a value above 24 bytes the first 24, and ` …`.
   */
  dump(): string {
    const lines: string[] = [];
    const at = this.iterator();
    for (at.seekToFirst(); at.isValid; at.next()) {
      const isValue = parseInternalKey(at.key)?.type === ValueType.Value;
      lines.push(internalKeyText(at.key) + (isValue ? ` ${valueText(at.value)}` : ""));
    }
    return lines.join("\n");
  }
}

function valueText(value: Uint8Array): string {
  const text = bytesText(value.subarray(0, DUMPED_VALUE_BYTES_MAX));
  return value.length > DUMPED_VALUE_BYTES_MAX ? `${text} …` : text;
}

/** @solution */
class MemTableIterator implements InternalIterator {
  readonly #arena: Arena;
  readonly #cursor: SkipListCursor<number>;

  constructor(arena: Arena, cursor: SkipListCursor<number>) {
    this.#arena = arena;
    this.#cursor = cursor;
  }

  get isValid(): boolean {
    return this.#cursor.isValid;
  }

  get key(): Uint8Array {
    return this.#arena.internalKeyAt(this.#cursor.key);
  }

  get value(): Uint8Array {
    return this.#arena.valueAt(this.#cursor.key);
  }

  seekToFirst(): void {
    this.#cursor.seekToFirst();
  }

  seekToLast(): void {
    this.#cursor.seekToLast();
  }

  seek(target: Uint8Array): void {
    this.#cursor.seek(this.#arena.lookupInternalKey(target));
  }

  next(): void {
    this.#cursor.next();
  }

  prev(): void {
    this.#cursor.prev();
  }

  close(): void {}
}
