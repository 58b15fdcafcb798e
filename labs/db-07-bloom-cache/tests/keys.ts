import type { Random } from "@labs/machine";
import fc from "fast-check";

const M = 0xc6a4a793n;
const TWO_32 = 2n ** 32n;

/** The bytes of a text. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const hex = (value: number): string => `0x${value.toString(16).padStart(8, "0")}`;

/** Keys as one has them: short ones, empty ones, bytes above 127. */
export const anyKey = fc
  .oneof(fc.uint8Array({ maxLength: 12 }), fc.uint8Array({ maxLength: 60 }))
  .map((bytes) => Uint8Array.from(bytes));

/** Some keys, some of them perhaps twice. */
export const someKeys = fc.array(anyKey, { maxLength: 40 });

/** So many keys of 8 bytes, drawn; all different. */
export function drawnKeys(random: Random, count: number): Uint8Array[] {
  const keys: Uint8Array[] = [];
  const seen = new Set<string>();
  while (keys.length < count) {
    const key = drawnKey(random);
    const name = Buffer.from(key).toString("latin1");
    if (seen.has(name)) continue;
    seen.add(name);
    keys.push(key);
  }
  return keys;
}

/** A key of 8 bytes, drawn. */
export function drawnKey(random: Random): Uint8Array {
  const key = new Uint8Array(8);
  const view = new DataView(key.buffer);
  view.setUint32(0, random.below(2 ** 32));
  view.setUint32(4, random.below(2 ** 32));
  return key;
}

/** LevelDB's hash, with numbers of any size. */
export function modelHash(bytes: Uint8Array, seed: number): number {
  let h = BigInt(seed) ^ ((BigInt(bytes.length) * M) % TWO_32);
  for (let from = 0; from < bytes.length; from += 4) {
    const part = bytes.subarray(from, from + 4);
    const word = part.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
    h = ((h + word) * M) % TWO_32;
    h ^= h >> (part.length === 4 ? 16n : 24n);
  }
  return Number(h);
}

/** The bits of `key` among so many, one for each probe. */
export function modelBits(key: Uint8Array, bits: number, probes: number): number[] {
  const h = BigInt(modelHash(key, 0xbc9f1d34));
  const delta = (h >> 17n) + ((h << 15n) % TWO_32);
  return Array.from({ length: probes }, (_, i) =>
    Number(((h + BigInt(i) * delta) % TWO_32) % BigInt(bits)),
  );
}

/** How many probes LevelDB makes for so many bits a key. */
export const modelProbes = (bitsPerKey: number): number =>
  Math.min(30, Math.max(1, Math.floor((bitsPerKey * 69) / 100)));

/** A filter of so many bits, by the definition. */
export function modelFilterOf(
  keys: readonly Uint8Array[],
  bits: number,
  probes: number,
): Uint8Array {
  const filter = new Uint8Array(bits / 8 + 1);
  for (const key of keys) {
    for (const bit of modelBits(key, bits, probes)) {
      const [byte, power] = [Math.floor(bit / 8), 2 ** (bit % 8)];
      const isSet = Math.floor(filter[byte]! / power) % 2 === 1;
      if (!isSet) filter[byte] = filter[byte]! + power;
    }
  }
  filter[bits / 8] = probes;
  return filter;
}

/** LevelDB's filter, by the definition. */
export function modelFilter(keys: readonly Uint8Array[], bitsPerKey: number): Uint8Array {
  const bits = Math.ceil(Math.max(64, keys.length * bitsPerKey) / 8) * 8;
  return modelFilterOf(keys, bits, modelProbes(bitsPerKey));
}

/** All of these, one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
