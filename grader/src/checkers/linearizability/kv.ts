/**
 * A store of texts by key, with compare-and-swap.
 *
 *     get k            the value, or undefined where there is none
 *     put k v          sets it
 *     append k v       adds to its end; sets it where there is none
 *     cas k old new    sets it where it is `old`, which may be undefined; says whether it was
 *     delete k         removes it, if it is there
 *
 * Each key is a part of its own: operations name one key, and see no other. The state is the value of one key.
 *
 * Left out: operations on several keys. Those are transactions: see ../serializability.
 */
import { unreachable } from "@labs/machine";
import type { Model } from "./model.ts";

export type KvInput =
  | { readonly kind: "get"; readonly key: string }
  | { readonly kind: "put"; readonly key: string; readonly value: string }
  | { readonly kind: "append"; readonly key: string; readonly value: string }
  | {
      readonly kind: "cas";
      readonly key: string;
      readonly expected: string | undefined;
      readonly value: string;
    }
  | { readonly kind: "delete"; readonly key: string };

export type KvOutput =
  | { readonly kind: "value"; readonly value: string | undefined }
  | { readonly kind: "swapped"; readonly swapped: boolean }
  | { readonly kind: "done" };

/** The value of one key; `undefined` where it has none. */
export type KvState = string | undefined;

const DONE: KvOutput = { kind: "done" };
const SWAPPED: KvOutput = { kind: "swapped", swapped: true };
const NOT_SWAPPED: KvOutput = { kind: "swapped", swapped: false };

/** A store that is empty at first. */
export const kvModel: Model<KvState, KvInput, KvOutput> = {
  initial: undefined,
  apply(state, input) {
    switch (input.kind) {
      case "get":
        return { state, output: { kind: "value", value: state } };
      case "put":
        return { state: input.value, output: DONE };
      case "append":
        return { state: (state ?? "") + input.value, output: DONE };
      case "cas":
        if (state !== input.expected) return { state, output: NOT_SWAPPED };
        return { state: input.value, output: SWAPPED };
      case "delete":
        return { state: undefined, output: DONE };
      default:
        return unreachable(input);
    }
  },
  isSame(seen, answered) {
    if (seen.kind === "value") return answered.kind === "value" && seen.value === answered.value;
    if (seen.kind === "done") return answered.kind === "done";
    return answered.kind === "swapped" && seen.swapped === answered.swapped;
  },
  keyOf: (state) => (state === undefined ? "" : `=${state}`),
  partOf: (input) => input.key,
  isRead: (input, seen) =>
    input.kind === "get" || (input.kind === "cas" && seen.kind === "swapped" && !seen.swapped),
  fitsOneState: (_, seen) => seen.kind === "value" || (seen.kind === "swapped" && seen.swapped),
  isBlind: (input) => input.kind === "put" || input.kind === "delete",
  mayLeadTo(input, state) {
    if (input.kind === "get") return false;
    if (input.kind === "delete") return state === undefined;
    return input.kind === "append" ? state?.endsWith(input.value) === true : input.value === state;
  },
  showInput(input) {
    switch (input.kind) {
      case "get":
      case "delete":
        return `${input.kind} ${input.key}`;
      case "put":
      case "append":
        return `${input.kind} ${input.key} ${input.value}`;
      case "cas":
        return `cas ${input.key} ${input.expected ?? "nothing"} ${input.value}`;
      default:
        return unreachable(input);
    }
  },
  showOutput(output) {
    if (output.kind === "value") return output.value ?? "nothing";
    if (output.kind === "swapped") return output.swapped ? "swapped" : "not swapped";
    return "";
  },
  showState: (state) => state ?? "nothing",
};
