/**
 * A first-in-first-out queue. A dequeue answers the oldest value, or `undefined` where the queue is empty.
 *
 * Left out: a dequeue that waits for a value. Call it when it returns, or leave it unknown.
 */
import { unreachable } from "@labs/machine";
import type { Model } from "./model.ts";

export type QueueInput =
  | { readonly kind: "enqueue"; readonly value: string }
  | { readonly kind: "dequeue" };

/** What a dequeue took; `undefined` for an enqueue, and from an empty queue. */
export type QueueOutput = string | undefined;

/** A queue that is empty at first. An enqueue costs a copy of the queue. */
export const queueModel: Model<readonly string[], QueueInput, QueueOutput> = {
  initial: [],
  apply(state, input) {
    switch (input.kind) {
      case "enqueue":
        return { state: [...state, input.value], output: undefined };
      case "dequeue":
        return state.length === 0
          ? { state, output: undefined }
          : { state: state.slice(1), output: state[0] };
      default:
        return unreachable(input);
    }
  },
  isSame: (seen, answered) => seen === answered,
  keyOf: (state) => JSON.stringify(state),
  isRead: (input, seen) => input.kind === "dequeue" && seen === undefined,
  fitsOneState: (input, seen) => input.kind === "dequeue" && seen === undefined,
  mayLeadTo: (input, state) => input.kind === "dequeue" || state.at(-1) === input.value,
  showInput: (input) => (input.kind === "dequeue" ? "dequeue" : `enqueue ${input.value}`),
  showOutput: (output) => output ?? "",
  showState: (state) => `[${state.join(", ")}]`,
};
