/**
 * Listpacks put together by hand.
 *
 *     listpack(packedString("a"), packed7(5))
 */
import { type Bytes, big, byte, join, little } from "./rdb-bytes.ts";

/** How long an element is without its backlen, as its backlen says it. */
export function backlen(size: number): Uint8Array {
  const steps = [127, 16_382, 2_097_150, 268_435_454];
  const count = 1 + steps.filter((most) => size > most).length;
  const groups = Array.from({ length: count }, (_, i) => Math.floor(size / 128 ** i) % 128);
  return Uint8Array.from(groups.reverse(), (group, i) => (i === 0 ? group : group + 128));
}

/** An element: what says what it is, its data, and the backlen. */
export function element(...parts: Uint8Array[]): Uint8Array {
  const body = join(...parts);
  return join(body, backlen(body.length));
}

/** An integer in the encoding of so many bits; 7 has no sign. */
export function packedInteger(
  bits: 7 | 13 | 16 | 24 | 32 | 64,
  value: number | bigint,
): Uint8Array {
  if (bits === 7) return element(byte(Number(value)));
  if (bits === 13) return element(big(0xc000n + BigInt.asUintN(13, BigInt(value)), 2));
  const head = { 16: 0xf1, 24: 0xf2, 32: 0xf3, 64: 0xf4 }[bits];
  return element(byte(head), little(value, bits / 8));
}

/** A string in the encoding of so many bits, or in the shortest that fits. */
export function packedString(bytes: Bytes, bits?: 6 | 12 | 32): Uint8Array {
  const size = bytes.length;
  switch (bits ?? (size < 64 ? 6 : size < 4096 ? 12 : 32)) {
    case 6:
      return element(byte(0x80 + size), join(bytes));
    case 12:
      return element(big(0xe000 + size, 2), join(bytes));
    default:
      return element(byte(0xf0), little(size, 4), join(bytes));
  }
}

/** These elements between header and end. @param count said instead of the right one */
export function listpackOf(elements: readonly Uint8Array[], count = elements.length): Uint8Array {
  const body = join(...elements);
  return join(little(body.length + 7, 4), little(count, 2), body, byte(0xff));
}

export const listpack = (...elements: Uint8Array[]): Uint8Array => listpackOf(elements);

/** Texts as Redis packs them: integers of up to 64 bits as such, in the shortest encoding. */
export const packedTexts = (...texts: string[]): Uint8Array => listpackOf(texts.map(packedText));

function packedText(text: string): Uint8Array {
  if (!/^(0|-?[1-9][0-9]{0,18})$/.test(text)) return packedString(text);
  const value = BigInt(text);
  if (value !== BigInt.asIntN(64, value)) return packedString(text);
  if (value >= 0 && value < 128) return packedInteger(7, value);
  const bits = ([13, 16, 24, 32] as const).find((size) => value === BigInt.asIntN(size, value));
  return packedInteger(bits ?? 64, value);
}
