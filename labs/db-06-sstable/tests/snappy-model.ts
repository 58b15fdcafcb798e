/**
 * Snappy without any cleverness: elements are written by their description, and read into an array, byte by byte.
 */
import fc from "fast-check";
import { filled, joined, varint } from "./model.ts";

/** What a stream consists of. */
export type Element =
  | { readonly kind: "literal"; readonly bytes: Uint8Array; readonly lengthBytes: number }
  | {
      readonly kind: "copy";
      /** A part of what is there, so that any copy can follow any element. */
      readonly from: number;
      readonly length: number;
      readonly offsetBytes: 1 | 2 | 4;
    };

/** A literal whose length is written in its tag (0), or in so many bytes behind it. */
export function literalOf(bytes: Uint8Array, lengthBytes: number): Element {
  const least = bytes.length > 65_536 ? 3 : bytes.length > 256 ? 2 : bytes.length > 60 ? 1 : 0;
  return { kind: "literal", bytes, lengthBytes: Math.max(least, lengthBytes) };
}

const anyLiteral = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constantFrom(60, 61, 256, 257)),
    fc.nat({ max: 4 }),
    fc.nat(),
  )
  .map(([length, lengthBytes, seed]) => literalOf(filled(length, seed), lengthBytes));

const anyCopy = fc
  .tuple(
    fc.double({ min: 0, max: 0.999, noNaN: true }),
    fc.integer({ min: 1, max: 64 }),
    fc.constantFrom(1 as const, 2 as const, 4 as const),
  )
  .map(([from, length, offsetBytes]): Element => ({ kind: "copy", from, length, offsetBytes }));

/** A literal, then anything. */
export const anyElements = fc
  .tuple(anyLiteral, fc.array(fc.oneof(anyLiteral, anyCopy), { maxLength: 12 }))
  .map(([first, rest]) => [first, ...rest]);

/** The stream of these elements, and what they stand for. */
export function streamOf(elements: readonly Element[]): {
  readonly bytes: Uint8Array;
  readonly uncompressed: Uint8Array;
} {
  const parts: Uint8Array[] = [];
  const out: number[] = [];
  for (const element of elements) {
    if (element.kind === "literal") {
      parts.push(elementBytes(element));
      out.push(...element.bytes);
      continue;
    }
    const offset = 1 + Math.floor(element.from * Math.min(out.length, 2047));
    const isShort = element.offsetBytes === 1;
    const length = isShort ? 4 + (element.length % 8) : element.length;
    parts.push(copyBytes(offset, length, element.offsetBytes));
    for (let count = 0; count < length; count++) out.push(out.at(-offset)!);
  }
  return { bytes: joined(varint(out.length), ...parts), uncompressed: Uint8Array.from(out) };
}

/** The bytes of a literal. */
export function elementBytes(element: Element): Uint8Array {
  if (element.kind !== "literal") throw new Error("a literal");
  const { bytes, lengthBytes } = element;
  const less = bytes.length - 1;
  const length = Uint8Array.from({ length: lengthBytes }, (_, at) => Math.floor(less / 256 ** at));
  const tag = lengthBytes === 0 ? less * 4 : (59 + lengthBytes) * 4;
  return joined(Uint8Array.of(tag), length, bytes);
}

function copyBytes(offset: number, length: number, offsetBytes: 1 | 2 | 4): Uint8Array {
  if (offsetBytes === 1) {
    return Uint8Array.of((offset >> 8) * 32 + (length - 4) * 4 + 1, offset % 256);
  }
  const tag = (length - 1) * 4 + (offsetBytes === 2 ? 2 : 3);
  const digits = Array.from({ length: offsetBytes }, (_, at) => Math.floor(offset / 256 ** at));
  return Uint8Array.of(tag, ...digits);
}

/** What a stream stands for; undefined where it is none. */
export function modelUncompress(bytes: Uint8Array): Uint8Array | undefined {
  let at = 0;
  const take = (count: number): Uint8Array | undefined => {
    at += count;
    return at > bytes.length ? undefined : bytes.subarray(at - count, at);
  };
  const number = (digits: Uint8Array | undefined) =>
    digits && [...digits].reduce((sum, digit, place) => sum + digit * 256 ** place, 0);
  const length = modelVarint(bytes);
  if (length === undefined) return undefined;
  at = length.end;
  const out: number[] = [];
  while (at < bytes.length) {
    const tag = bytes[at++]!;
    const upper = tag >> 2;
    if (tag % 4 === 0) {
      const less = upper < 60 ? upper : number(take(upper - 59));
      const literal = less === undefined ? undefined : take(less + 1);
      if (literal === undefined) return undefined;
      for (const byte of literal) out.push(byte);
    } else {
      const offset = number(take(tag % 4 === 3 ? 4 : tag % 4));
      if (offset === undefined) return undefined;
      const back = tag % 4 === 1 ? offset + (tag >> 5) * 256 : offset;
      if (back === 0 || back > out.length) return undefined;
      const count = tag % 4 === 1 ? 4 + (upper % 8) : upper + 1;
      for (let copied = 0; copied < count; copied++) out.push(out[out.length - back]!);
    }
    if (out.length > length.value) return undefined;
  }
  return out.length === length.value ? Uint8Array.from(out) : undefined;
}

/** The varint of 32 bits at the beginning, and where it ends. */
function modelVarint(bytes: Uint8Array): { value: number; end: number } | undefined {
  let value = 0;
  for (let at = 0; at < Math.min(5, bytes.length); at++) {
    value += (bytes[at]! % 128) * 128 ** at;
    if (bytes[at]! < 128) return value < 2 ** 32 ? { value, end: at + 1 } : undefined;
  }
  return undefined;
}
