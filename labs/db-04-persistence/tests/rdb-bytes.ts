/**
 * RDB files put together by hand: every number where it belongs, nothing checked, so that wrong
 * files can be made too.
 *
 *     rdb(key(TYPE.string, "a", raw("1")))     a whole file, with its checksum
 *
 * Texts stand for bytes, each character for one.
 */
import { OPCODE, TYPE } from "@labs/db-04";

export type Bytes = Uint8Array | string;

export const bytesOf = (bytes: Bytes): Uint8Array =>
  new Uint8Array(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);

export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

export function join(...parts: readonly Bytes[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(typeof part === "string" ? Buffer.from(part, "latin1") : part, at);
    at += part.length;
  }
  return joined;
}

export const byte = (...values: number[]): Uint8Array => Uint8Array.from(values);

/** An integer of `size` bytes, little-endian, negative ones in two's complement. */
export function little(value: number | bigint, size: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, BigInt(value)), true);
  return bytes.slice(0, size);
}

/** The same with the high bytes first. */
export const big = (value: number | bigint, size: number): Uint8Array =>
  little(value, size).reverse();

export function double(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Uint8Array.from(bytes);
}

/** A length in its shortest form, or in that of so many bits. */
export function length(value: number | bigint, bits?: 6 | 14 | 32 | 64): Uint8Array {
  switch (bits ?? [6, 14, 32].find((most) => BigInt(value) < 2n ** BigInt(most)) ?? 64) {
    case 6:
      return byte(Number(value));
    case 14:
      return big(0x4000 + Number(value), 2);
    case 32:
      return join(byte(0x80), big(value, 4));
    default:
      return join(byte(0x81), big(value, 8));
  }
}

/** A string as its length and its bytes. */
export const raw = (bytes: Bytes): Uint8Array => join(length(bytes.length), bytes);

export const lzf = (compressed: Bytes, size: number | bigint): Uint8Array =>
  join(byte(0xc3), length(compressed.length), length(size), compressed);

/** A string as RdbWriter and Redis without compression write it. */
export function written(bytes: Bytes): Uint8Array {
  const text = typeof bytes === "string" ? bytes : textOf(bytes);
  if (!/^(0|-?[1-9][0-9]{0,9})$/.test(text)) return raw(bytes);
  const value = Number(text);
  for (const [encoding, size] of [1, 2, 4].entries()) {
    const most = 2 ** (8 * size - 1);
    if (value >= -most && value < most) return join(byte(0xc0 + encoding), little(value, size));
  }
  return raw(bytes);
}

/** By byte, what eight steps of CRC-64/Jones make of it. */
const CRC_OF_BYTE = Array.from({ length: 256 }, (_, byte) => {
  let crc = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) crc = (crc >> 1n) ^ (crc & 1n ? 0x95ac9329ac4bc9b5n : 0n);
  return crc;
});

/** CRC-64/Jones. */
export function crcOf(bytes: Uint8Array): bigint {
  let crc = 0n;
  for (const byte of bytes) crc = (crc >> 8n) ^ CRC_OF_BYTE[Number(crc & 0xffn) ^ byte]!;
  return crc;
}

export const withChecksum = (bytes: Uint8Array): Uint8Array => join(bytes, little(crcOf(bytes), 8));

/** A file of these parts with a checksum that is right. */
export const rdb = (...parts: Uint8Array[]): Uint8Array =>
  withChecksum(join("REDIS0010", ...parts, byte(OPCODE.eof)));

/** The same without one, which costs nothing to make. */
export const unsummed = (...parts: Uint8Array[]): Uint8Array =>
  join("REDIS0010", ...parts, byte(OPCODE.eof), new Uint8Array(8));

export const aux = (name: string, value: string): Uint8Array =>
  join(byte(OPCODE.aux), written(name), written(value));

export const selectDb = (database: number): Uint8Array =>
  join(byte(OPCODE.selectDb), length(database));

export const resizeDb = (keys: number | bigint, deadlines: number | bigint): Uint8Array =>
  join(byte(OPCODE.resizeDb), length(keys), length(deadlines));

/** A key and what it holds. */
export const key = (type: number, name: Bytes, value: Uint8Array): Uint8Array =>
  join(byte(type), raw(name), value);

export const stringKey = (name: Bytes, text: Bytes): Uint8Array =>
  key(TYPE.string, name, raw(text));

/** How many there are, and then they. */
export const counted = (count: number, ...items: Uint8Array[]): Uint8Array =>
  join(length(count), ...items);

/** An intset of integers of `size` bytes. */
export const intset = (size: number, ...members: (number | bigint)[]): Uint8Array =>
  join(
    little(size, 4),
    little(members.length, 4),
    ...members.map((member) => little(member, size)),
  );
