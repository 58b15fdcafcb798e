/**
 * InternalIterator: a place in a sorted run of entries, wherever they are kept.
 *
 *      seekToFirst()      seek(target)                     seekToLast()
 *           ▼                  ▼                                ▼
 *      ┌─────────┐   ┌────┐ ┌────┐ ┌────┐   ┌────┐         ┌────────┐
 *      │ a 7 val │ … │ c 9│ │ c 4│ │ d 8│ … │    │    …    │ z 3 val│
 *      └─────────┘   └────┘ └────┘ └────┘   └────┘         └────────┘
 *           │             ◀─ prev    next ─▶                    │
 *           └─ prev: not valid                      next: not valid
 *
 * A memtable, a block, a table and a whole level show themselves in this one way, and so does the merge of several. It is
 * not valid at first, and after a step over either end; then only the three that seek may be called, and `close`.
 *
 * Source: LevelDB include/leveldb/iterator.h.
 *
 * Left out: a status. What is damaged is a CorruptionError, thrown by the call that meets it.
 *
 * @given
 */

/** Entries by internal key, in the order of `compareInternalKeys`. */
export interface InternalIterator {
  /** Whether it stands at an entry. All below but the seeks and `close` are bugs where it does not (InvariantError). */
  readonly isValid: boolean;
  /** The internal key; borrowed until the next call. */
  readonly key: Uint8Array;
  /** The value, of 0 bytes where the key is deleted; borrowed until the next call. */
  readonly value: Uint8Array;
  /** To the first entry; not valid where there is none. */
  seekToFirst(): void;
  /** To the last entry; not valid where there is none. */
  seekToLast(): void;
  /** To the first entry whose internal key is not before `target`; not valid where there is none. */
  seek(target: Uint8Array): void;
  /** To the entry behind; not valid behind the last. */
  next(): void;
  /** To the entry before; not valid before the first. */
  prev(): void;
  /** Gives back what it holds (open files, cached blocks); it is not used afterwards. Twice is once. */
  close(): void;
}
