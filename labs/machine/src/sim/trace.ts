/**
 * Trace: what happened in a simulation, in order, as data.
 *
 *      at  0  start    a                        a ──●──────────────────●──
 *      at  3  send     #1  a ─▶ b                    ╲ #1
 *      at  5  deliver  #1                       b ────●────✗
 *      at  9  crash    b
 *
 * Invariants: events stand in the order in which they happened, and `at` never falls; a message is sent before
 * anything else is told of it; what is told of a process lies between its start and its end. The same simulation
 * gives the same trace, byte for byte.
 *
 * Everything in it is plain data, so that it can be written as JSON, hashed and drawn. `state` is what the one who
 * runs the simulation says of a process, for people: the simulator knows nothing of it.
 */

/** The name of a machine. */
export type NodeId = string;

/** Why a message did not arrive. */
export type LossReason =
  /** The network lost it. */
  | "lost"
  /** There was no way from one to the other when it was sent, or when it would have arrived. */
  | "cut"
  /** The machine was off when it would have arrived. */
  | "down";

/** Something that happened `at` so many milliseconds of the simulation's time. */
export type SimEvent =
  /** A process begins: its machine's first, or `life` 2, 3 … after a crash. */
  | { readonly kind: "start"; readonly at: number; readonly node: NodeId; readonly life: number }
  /** A process ends; `power` where the machine lost what its disk had not synced, else only the process died. */
  | {
      readonly kind: "crash";
      readonly at: number;
      readonly node: NodeId;
      readonly power: boolean;
    }
  /** It stands still, as a process that is swapped out: nothing reaches it, and no timer of it runs. */
  | { readonly kind: "pause" | "resume"; readonly at: number; readonly node: NodeId }
  | {
      readonly kind: "send";
      readonly at: number;
      /** The number of the message, from 1 on. */
      readonly message: number;
      readonly from: NodeId;
      readonly to: NodeId;
      /** What it says, in a line. */
      readonly text: string;
    }
  /** `copy` is 1, and 2 for one that the network repeated. */
  | {
      readonly kind: "deliver";
      readonly at: number;
      readonly message: number;
      readonly copy: number;
    }
  | {
      readonly kind: "lose";
      readonly at: number;
      readonly message: number;
      readonly copy: number;
      readonly why: LossReason;
    }
  /** Nothing goes from any of `from` to any of `to`, until the cut of this number is healed. */
  | {
      readonly kind: "cut";
      readonly at: number;
      readonly cut: number;
      readonly from: readonly NodeId[];
      readonly to: readonly NodeId[];
    }
  | { readonly kind: "heal"; readonly at: number; readonly cut: number }
  | { readonly kind: "timer"; readonly at: number; readonly node: NodeId }
  /** A sync of its disk has ended: `ok`, or it failed. */
  | { readonly kind: "synced"; readonly at: number; readonly node: NodeId; readonly ok: boolean }
  /** Something was asked of the whole: a client's call, or its answer. */
  | { readonly kind: "act"; readonly at: number; readonly node?: NodeId; readonly text: string }
  /** What the process of this machine looks like from here on, since it looks otherwise than before. */
  | {
      readonly kind: "state";
      readonly at: number;
      readonly node: NodeId;
      readonly state: NodeState;
    }
  /** A law was broken by the event before this one. The last of a trace. */
  | {
      readonly kind: "violation";
      readonly at: number;
      readonly node?: NodeId;
      readonly law: string;
      readonly message: string;
    };

/** A process as people are to see it. */
export interface NodeState {
  /** In a word: "leader". */
  readonly role: string;
  /** The term, ballot or epoch that it is in; the same number has the same colour in a picture. */
  readonly epoch: number;
  /** Whether it leads: marked in a picture. */
  readonly leads: boolean;
  /** What else there is to know, a line each: its log, what it has committed, whom it voted for. */
  readonly details: readonly string[];
}
