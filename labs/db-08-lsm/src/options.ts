/**
 * The options of a store, and what each is unless said.
 *
 * @given
 */
import type { Snapshot } from "@labs/db-05";
import type { Block } from "@labs/db-06";
import { bloomFilterPolicy, LruCache } from "@labs/db-07";
import { type Random, unseededRandom } from "@labs/machine";
import type { Compactor } from "./compactor.ts";
import { loopSlices, type Slices } from "./pause.ts";

export interface StoreOptions {
  /** Whether a store is made where there is none; true unless said. Else it is a StoreError STORE_MISSING. */
  readonly createIfMissing?: boolean;
  /** Whether a store that is there is a StoreError STORE_EXISTS; false unless said. */
  readonly errorIfExists?: boolean;
  /** See LogEnd: whether a whole record behind a bad place in the last log is damage; false unless said. */
  readonly paranoid?: boolean;
  /** A memtable of so many bytes in memory is written to a table; 4 MiB unless said. */
  readonly writeBufferBytes?: number;
  /** How many tables are kept open; 1,000 unless said. */
  readonly maxOpenFiles?: number;
  /** Where data blocks are kept; 8 MiB of this store's own unless said. */
  readonly blockCache?: LruCache<Block>;
  /** `snappy` unless said. */
  readonly compression?: "none" | "snappy";
  /** 4,096 unless said. */
  readonly blockSizeBytes?: number;
  /** 16 unless said. */
  readonly restartInterval?: number;
  /** Bits for each key in LevelDB's Bloom filter; 10 unless said, 0 for no filter. */
  readonly bloomBitsPerKey?: number;
  /** For the memtables; never the same unless said. */
  readonly random?: Random;
  /** How long work is cut; `loopSlices` unless said. */
  readonly slices?: Slices;
  /** What keeps the levels in shape; nothing unless said: then tables stay in level 0 for ever. */
  readonly compactor?: Compactor;
}

export interface WriteOptions {
  /** Whether it is durable when it resolves, so that no crash takes it; false unless said: then only a crash of the machine can. */
  readonly sync?: boolean;
}

export interface ReadOptions {
  /** When to read: what was written after it was taken is not seen. Now unless said. */
  readonly snapshot?: Snapshot;
}

/** Which keys, and which way. */
export interface RangeOptions extends ReadOptions {
  /** From this key on, it included. */
  readonly gte?: Uint8Array;
  /** Up to this key, it not included. */
  readonly lt?: Uint8Array;
  /** From the greatest to the least; false unless said. */
  readonly reverse?: boolean;
  /** So many at most; all unless said. */
  readonly limit?: number;
}

const MIB = 1_048_576;
const BLOOM_BITS_PER_KEY = 10;

/** What a store goes by. */
export type Settings = ReturnType<typeof settingsOf>;

/** The options, with what is not said. */
export function settingsOf(options: StoreOptions) {
  const bits = options.bloomBitsPerKey ?? BLOOM_BITS_PER_KEY;
  const filter = bits === 0 ? {} : { filter: bloomFilterPolicy(bits) };
  return {
    createIfMissing: options.createIfMissing ?? true,
    errorIfExists: options.errorIfExists ?? false,
    paranoid: options.paranoid ?? false,
    writeBufferBytes: options.writeBufferBytes ?? 4 * MIB,
    random: options.random ?? unseededRandom(),
    slices: options.slices ?? loopSlices,
    compactor: options.compactor,
    table: {
      compression: options.compression ?? "snappy",
      blockSizeBytes: options.blockSizeBytes ?? 4096,
      restartInterval: options.restartInterval ?? 16,
      ...filter,
    },
    tables: {
      maxOpenFiles: options.maxOpenFiles ?? 1000,
      blockCache: options.blockCache ?? new LruCache<Block>({ capacity: 8 * MIB }),
      ...filter,
    },
  };
}
