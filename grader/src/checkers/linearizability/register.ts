/**
 * A register: one value, which is read and written whole.
 */
import { unreachable } from "@labs/machine";
import type { Model } from "./model.ts";

export type RegisterInput =
  | { readonly kind: "read" }
  | { readonly kind: "write"; readonly value: string };

/** What a read saw; `undefined` for a write, and for a register that nobody wrote. */
export type RegisterOutput = string | undefined;

/** A register that is first `undefined`. */
export const registerModel: Model<RegisterOutput, RegisterInput, RegisterOutput> = {
  initial: undefined,
  apply(state, input) {
    switch (input.kind) {
      case "read":
        return { state, output: state };
      case "write":
        return { state: input.value, output: undefined };
      default:
        return unreachable(input);
    }
  },
  isSame: (seen, answered) => seen === answered,
  keyOf: (state) => (state === undefined ? "" : `=${state}`),
  isRead: (input) => input.kind === "read",
  fitsOneState: (input) => input.kind === "read",
  isBlind: (input) => input.kind === "write",
  mayLeadTo: (input, state) => input.kind === "write" && input.value === state,
  showInput: (input) => (input.kind === "read" ? "read" : `write ${input.value}`),
  showOutput: (output) => output ?? "",
  showState: (state) => state ?? "nothing",
};
