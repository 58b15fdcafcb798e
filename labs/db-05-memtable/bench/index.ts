/**
 * encodeVarint beside a peer: the same encoding by bigint, as a ratio of their speeds in one run.
 *
 * The best of several rounds counts: what else the machine did only ever makes a round slower.
 */
import { encodeVarint } from "@labs/db-05";

const ROUNDS = 7;
const VALUES = Array.from({ length: 20_000 }, (_, i) => i ** 3);

function byBigInt(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) + 128);
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

function bestMilliseconds(encode: (value: number) => Uint8Array): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (const value of VALUES) encode(value);
    return performance.now() - start;
  });
  return Math.min(...rounds);
}

const [ours, peer] = [bestMilliseconds(encodeVarint), bestMilliseconds(byBigInt)];
console.log(`encodeVarint   ${(peer / ours).toFixed(2)} times the speed of bigint arithmetic`);
