/**
 * BlockSource: the blocks of one table, read from the file, or had from whoever keeps them.
 *
 *     get, iterator ──▶ lease(handle) ──▶ blocks(offset, load)
 *                                             │ a cache: has it, or calls load and keeps it
 *                                             └ without one: calls load
 *     … and when they leave the block ──▶ release()
 *
 * A lease says that somebody stands in the block, so that a cache does not count it among what can go.
 *
 * Source: LevelDB table/table.cc (Table::BlockReader).
 *
 * @given
 */
import type { DiskFile } from "@labs/machine";
import { Block } from "./block.ts";
import { type BlockHandle, readBlock } from "./format.ts";

/** A block that is in use. */
export interface BlockLease {
  readonly block: Block;
  /** It is not used any more. Called once. */
  release(): void;
}

/**
 * Gives the data block at `offset`: one that it kept, or what `load` gives, which reads and checks it and may throw.
 */
export type BlockLoader = (offset: number, load: () => Block) => BlockLease;

/** Keeps nothing: every lease is a read. */
const loaded: BlockLoader = (_offset, load) => ({ block: load(), release() {} });

/** Where a table has its data blocks from. */
export class BlockSource {
  readonly #file: DiskFile;
  readonly #end: number;
  readonly #blocks: BlockLoader;

  /** @param end where the blocks of the file end and its footer begins */
  constructor(file: DiskFile, end: number, blocks: BlockLoader = loaded) {
    this.#file = file;
    this.#end = end;
    this.#blocks = blocks;
  }

  /** The data block at this place. @throws CorruptionError, DiskError */
  lease(handle: BlockHandle): BlockLease {
    return this.#blocks(handle.offset, () => this.read(handle));
  }

  /** Reads a block, which is not a data block or not to be kept. @throws CorruptionError, DiskError */
  read(handle: BlockHandle): Block {
    const { path } = this.#file;
    const { offset } = handle;
    return new Block(readBlock(this.#file, handle, this.#end), { path, offset });
  }
}
