/**
 * CRC-64/Jones: the checksum at the end of an RDB file.
 *
 *            high ┌─────────┐ low ┌─────────┐     shifted right, a bit at a time; if the bit that
 *     register    │ 32 bits │ ──▶ │ 32 bits │ ──▶ falls out is 1, the polynomial is XORed in
 *                 └─────────┘     └─────────┘
 *
 * A step of a whole byte is one look into a table of 256 registers. Eight bytes at once are eight
 * looks into eight tables, which do not wait for each other: table k says what a byte becomes with
 * k more bytes of zeros behind it.
 *
 * JavaScript has no integers of 64 bits but `bigint`, which allocates for every operation. So the
 * register is two numbers of 32 bits. Measured on Node 20, in MB/s: bigint and one table 10, two
 * halves and one table 250, two halves and eight tables 500.
 *
 * Parameters in the words of Williams' "A painless guide to CRC error detection algorithms" (1993):
 * width 64, poly 0xad93d23594c935a9, init 0, refin and refout true, xorout 0, check
 * 0xe9c6d914c4b8d9ca.
 *
 * Source: crc64.c and crcspeed.c of Redis 7.0. The polynomial is David T. Jones's.
 *
 * Left out: combining the checksums of two parts, which would let two threads compute one.
 */

/**
 * The polynomial with its bits turned round, which is how a register that shifts right needs it.
 *
 * @solution
 */
const POLY_HIGH = 0x95ac9329;
/** @solution */
const POLY_LOW = 0xac4bc9b5;

/**
 * Eight tables of 256 registers, one behind the other; a register's two halves lie in two arrays.
 *
 * @solution
 */
const [HIGH, LOW] = tables();

/**
 * The CRC-64/Jones of `bytes` (borrowed), going on from `previous`, the CRC of what came before
 * them: the CRC of a file does not depend on the pieces in which it is computed. 0 to 2^64 - 1; of
 * no bytes, `previous`.
 *
 * Checksums are computed of gigabytes: a `bigint` for each byte makes this the slowest part of a
 * snapshot. One for each call is nothing.
 *
 * @step 4
 */
export function crc64(bytes: Uint8Array, previous = 0n): bigint {
  let high = Number(previous >> 32n);
  let low = Number(previous & 0xffffffffn);
  let i = 0;
  for (const end = bytes.length - 7; i < end; i += 8) {
    const a =
      low ^ (bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24));
    const b =
      high ^ (bytes[i + 4]! | (bytes[i + 5]! << 8) | (bytes[i + 6]! << 16) | (bytes[i + 7]! << 24));
    const at0 = 7 * 256 + (a & 255);
    const at1 = 6 * 256 + ((a >>> 8) & 255);
    const at2 = 5 * 256 + ((a >>> 16) & 255);
    const at3 = 4 * 256 + (a >>> 24);
    const at4 = 3 * 256 + (b & 255);
    const at5 = 2 * 256 + ((b >>> 8) & 255);
    const at6 = 256 + ((b >>> 16) & 255);
    const at7 = b >>> 24;
    high =
      HIGH[at0]! ^
      HIGH[at1]! ^
      HIGH[at2]! ^
      HIGH[at3]! ^
      HIGH[at4]! ^
      HIGH[at5]! ^
      HIGH[at6]! ^
      HIGH[at7]!;
    low =
      LOW[at0]! ^ LOW[at1]! ^ LOW[at2]! ^ LOW[at3]! ^ LOW[at4]! ^ LOW[at5]! ^ LOW[at6]! ^ LOW[at7]!;
  }
  for (; i < bytes.length; i++) {
    const at = (low ^ bytes[i]!) & 255;
    low = ((low >>> 8) | (high << 24)) ^ LOW[at]!;
    high = (high >>> 8) ^ HIGH[at]!;
  }
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

/** @solution */
function tables(): readonly [high: Uint32Array, low: Uint32Array] {
  const high = new Uint32Array(8 * 256);
  const low = new Uint32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let h = 0;
    let l = byte;
    for (let bit = 0; bit < 8; bit++) {
      const isOne = (l & 1) === 1;
      l = (l >>> 1) | (h << 31);
      h >>>= 1;
      if (!isOne) continue;
      h ^= POLY_HIGH;
      l ^= POLY_LOW;
    }
    high[byte] = h;
    low[byte] = l;
  }
  for (let i = 256; i < high.length; i++) {
    const [h, l] = [high[i - 256]!, low[i - 256]!];
    high[i] = (h >>> 8) ^ high[l & 255]!;
    low[i] = ((l >>> 8) | (h << 24)) ^ low[l & 255]!;
  }
  return [high, low];
}
