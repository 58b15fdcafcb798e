/**
 * Counting copied bytes: every wholesale way counts once, and borrowing does not.
 */
import { expect, test } from "vitest";
import { countCopies } from "../src/testing/copies.ts";

const bytes = new Uint8Array(100).fill(7);
const copied = (body: () => void) => countCopies(body, 10_000);

test.each<[string, number, () => void]>([
  ["set", 100, () => new Uint8Array(200).set(bytes, 10)],
  ["slice", 40, () => bytes.slice(10, 50)],
  ["copyWithin", 30, () => Uint8Array.from(bytes).copyWithin(50, 0, 30)],
  ["Uint8Array.from", 100, () => Uint8Array.from(bytes)],
  ["new Uint8Array of another", 100, () => new Uint8Array(bytes)],
  ["Buffer.from", 100, () => Buffer.from(bytes)],
  ["Buffer.concat", 200, () => Buffer.concat([bytes, bytes])],
  ["Buffer.copy", 60, () => Buffer.from(bytes.buffer).copy(Buffer.alloc(60))],
  ["set of a Buffer", 100, () => Buffer.alloc(100).set(bytes)],
  ["ArrayBuffer.slice", 100, () => bytes.buffer.slice(0)],
])("%s", (name, size, body) => {
  expect(copied(body)).toBe(name === "copyWithin" ? size + 100 : size);
});

test.each<[string, () => void]>([
  ["subarray", () => bytes.subarray(3)],
  ["a view", () => new Uint8Array(bytes.buffer, 3, 5)],
  ["a Buffer on the same memory", () => Buffer.from(bytes.buffer, 3, 5)],
  ["empty memory", () => new Uint8Array(500)],
])("%s copies nothing", (_, body) => {
  expect(copied(body)).toBe(0);
});

test("what copies far too much is ended, and everything is put back", () => {
  let rounds = 0;
  const count = countCopies(() => {
    for (;;) {
      rounds++;
      Buffer.concat([bytes, bytes]);
    }
  }, 1_000);
  expect(count).toBe(1_200);
  expect(rounds).toBe(6);
  expect(Buffer.concat([bytes]).length).toBe(100);
  expect(() => countCopies(() => JSON.parse("{"), 1)).toThrow(SyntaxError);
});
