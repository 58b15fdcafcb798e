/**
 * Laws that cannot hold, one for each way by which a law fails. They are run before the laws of every step and after them,
 * beside the submission: where one of them is found to hold, nothing that was found there counts.
 */
import fc from "fast-check";
import type { Trial } from "./trial.ts";

const never = fc.constant(1).map(() => 2);

export const canaries: Readonly<Record<string, (t: Trial) => void | Promise<void>>> = {
  "bytes that differ": (t) => t.bytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3)),
  "bytes that are longer": (t) => t.bytes(Uint8Array.of(1, 2, 3), "\x01\x02"),
  "values that differ": (t) => t.equal({ kind: "a", items: [1, 2] }, { kind: "a", items: [1, 3] }),
  "a condition that is false": (t) => t.holds(false, "it is false"),
  "a count above its bound": (t) => t.atMost(2, 1, "things"),
  "an error that does not come": (t) => void t.fails(() => 1),
  "an error with another code": (t) =>
    void t.fails(() => {
      throw Object.assign(new Error("of another kind"), { code: "OTHER" });
    }, "THIS"),
  "a rejection that does not come": async (t) => void (await t.fails(async () => 1)),
  "a property of no case": (t) => t.forAll([never], (value) => t.equal(value, 1), { runs: 3 }),
  "a promise that rejects": async () => {
    await Promise.reject(new Error("it rejects"));
  },
};
