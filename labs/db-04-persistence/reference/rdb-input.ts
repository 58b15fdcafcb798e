/**
 * RdbInput: the bytes of an RDB file from first to last, read in chunks.
 *
 *     file   … | read and summed | read | not read ……… |              | …… end
 *                                       ▲ offset
 *     chunk    |                 |      |              |
 *              0              #summed  #at          length
 *
 * Every byte passes through the chunk, so that a value of any size costs its own memory and one
 * chunk, and the checksum is computed where the bytes lie. Nothing is promised in advance: what is
 * longer than the rest of the file is refused before there is memory for it.
 *
 * Left out: reading the next chunk while this one is used.
 *
 * @solution
 */
import { CorruptionError, type DiskFile } from "@labs/machine";
import { crc64 } from "./crc64.ts";

const CHUNK_BYTES = 65_536;

/** A position in a file that only moves forward. */
export class RdbInput {
  readonly #file: DiskFile;
  readonly #size: number;
  #chunk: Uint8Array = new Uint8Array();
  /** Of the chunk's first byte. */
  #chunkOffset: number;
  #at = 0;
  /** The bytes of the chunk before this are in the checksum. */
  #summed = 0;
  #crc = 0n;
  readonly #number = new DataView(new ArrayBuffer(8));

  constructor(file: DiskFile, offset: number) {
    this.#file = file;
    this.#size = file.size;
    this.#chunkOffset = offset;
  }

  /** Of the next byte, in the file. */
  get offset(): number {
    return this.#chunkOffset + this.#at;
  }

  /** The CRC-64 of all bytes that were read. */
  get crc(): bigint {
    this.#crc = crc64(this.#chunk.subarray(this.#summed, this.#at), this.#crc);
    this.#summed = this.#at;
    return this.#crc;
  }

  byte(): number {
    if (this.#at === this.#chunk.length) this.#refill();
    return this.#chunk[this.#at++]!;
  }

  /** The next bytes, 8 at most, to be read as a number: borrowed until the next call. */
  number(length: number): DataView {
    this.require(length, this.offset);
    for (let i = 0; i < length; i++) this.#number.setUint8(i, this.byte());
    return this.#number;
  }

  /**
   * The next bytes: the caller's own memory.
   * @param at where the file says that there are so many
   */
  bytes(length: number, at = this.offset): Uint8Array {
    this.require(length, at);
    const bytes = new Uint8Array(length);
    for (let filled = 0; filled < length; ) {
      if (this.#at === this.#chunk.length) this.#refill();
      const end = Math.min(this.#at + length - filled, this.#chunk.length);
      bytes.set(this.#chunk.subarray(this.#at, end), filled);
      filled += end - this.#at;
      this.#at = end;
    }
    return bytes;
  }

  /** There are so many bytes more. @param at where the file says that there are */
  require(count: number, at: number): void {
    const rest = this.#size - this.offset;
    if (count > rest) this.fail(at, `bytes needed here: ${count}, left in the file: ${rest}`);
  }

  /** The file is damaged: what begins at this offset of it is not what Redis writes. */
  fail(offset: number, what: string): never {
    throw new CorruptionError(this.#file.path, offset, what);
  }

  /** The next chunk, once this one was read. */
  #refill(): void {
    const { offset } = this;
    this.require(1, offset);
    this.#crc = this.crc;
    this.#chunk = this.#file.readExactly(offset, Math.min(CHUNK_BYTES, this.#size - offset));
    this.#chunkOffset = offset;
    this.#at = 0;
    this.#summed = 0;
  }
}
