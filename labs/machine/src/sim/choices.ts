/**
 * Choices: what may happen next in a network that promises nothing, one of which the adversary takes.
 *
 *     path   act · deliver 1 · deliver 3 · timer b · crash a · deliver 2 …
 *
 * A path of choices is all there is to an execution: the same path leads to the same state. So a state is kept as the
 * path to it, and a path as numbers: each state's own choice, and the state before it.
 *
 * Left out: time. Whatever waits may happen next, however long it should have taken.
 */
import { unreachable } from "../invariant.ts";
import type { NodeId } from "./trace.ts";

/** One thing that happens. A message has the number that its sending gave it, from 1 on. */
export type Choice =
  /** The next act is done. */
  | { readonly kind: "act" }
  /** A message arrives; is lost; or arrives and is on its way once more. */
  | { readonly kind: "deliver" | "lose" | "repeat"; readonly message: number }
  /** The timer of this machine that is due first runs; or the machine crashes, and begins anew at once. */
  | { readonly kind: "timer" | "crash"; readonly node: NodeId };

const KINDS = ["act", "deliver", "lose", "repeat", "timer", "crash"] as const;

/** A choice in a few words: "message 3 arrives". */
export function choiceText(choice: Choice): string {
  switch (choice.kind) {
    case "act":
      return "the next act";
    case "deliver":
      return `message ${choice.message} arrives`;
    case "lose":
      return `message ${choice.message} is lost`;
    case "repeat":
      return `message ${choice.message} arrives, and will again`;
    case "timer":
      return `a timer of ${choice.node}`;
    case "crash":
      return `${choice.node} crashes`;
    default:
      return unreachable(choice);
  }
}

/** The path to each state: the state before it, and the choice that led on. State 0 is the beginning. */
export class Paths {
  readonly #nodes: readonly NodeId[];
  readonly #before: number[] = [0];
  readonly #choice: number[] = [0];

  constructor(nodes: readonly NodeId[]) {
    this.#nodes = nodes;
  }

  /** Adds the state to which `choice` leads from the state `before`. @returns its number */
  add(before: number, choice: Choice): number {
    this.#choice.push(this.#encode(choice));
    return this.#before.push(before) - 1;
  }

  /** The choices that lead to a state, from the beginning. */
  to(state: number): Choice[] {
    const path: Choice[] = [];
    for (let at = state; at !== 0; at = this.#before[at]!)
      path.push(this.#decode(this.#choice[at]!));
    return path.reverse();
  }

  #encode(choice: Choice): number {
    const kind = KINDS.indexOf(choice.kind);
    if ("message" in choice) return kind + KINDS.length * choice.message;
    return "node" in choice ? kind + KINDS.length * this.#nodes.indexOf(choice.node) : kind;
  }

  #decode(code: number): Choice {
    const kind = KINDS[code % KINDS.length]!;
    const of = Math.floor(code / KINDS.length);
    switch (kind) {
      case "act":
        return { kind };
      case "timer":
      case "crash":
        return { kind, node: this.#nodes[of]! };
      default:
        return { kind, message: of };
    }
  }
}
