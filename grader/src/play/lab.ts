/**
 * What a lab gives to be played: how a machine of its protocol begins, what it looks like, what is asked of it.
 *
 *     labs/db-16-raft/play.ts ── Playable ──▶ grader/src/play ──▶ a cluster in the terminal, or a transcript
 *
 * Nothing in grader/src/play knows the protocol: Raft's terms and another one's ballots are both epochs.
 */
import type { Machine } from "@labs/machine";
import type { NodeId, NodeState } from "@labs/machine/sim";

/** An entry of a log: what it is called, in a few characters, and the epoch that it is of. */
export interface Cell {
  readonly text: string;
  readonly epoch: number;
}

/** A machine as it is drawn. */
export interface Lane {
  /** In a word of nine letters at most: "candidate". */
  readonly role: string;
  /** The term, ballot or epoch that it is in. */
  readonly epoch: number;
  readonly leads: boolean;
  /** What else it says of itself: "voted b". */
  readonly fact: string;
  /** How long it goes on waiting for a leader, in ticks, and for how long it waits at all; undefined where it does not. */
  readonly patience: { readonly left: number; readonly of: number } | undefined;
  readonly log: readonly Cell[];
  /** How many entries of the log are committed, as far as it knows. */
  readonly committed: number;
}

/** A story to watch. */
export interface Scenario {
  readonly title: string;
  /** A sentence: what to watch. */
  readonly watch: string;
  readonly machines: number;
  /** Where the story needs the dice to fall in one way; else that of the game before. */
  readonly seed?: number;
  /** Commands, one a line. */
  readonly script: readonly string[];
}

/** Tells the people who watch what has become of something. */
export type Tell = (text: string) => void;

/** A lab's protocol, to be played. */
export interface Playable<Message, Process> {
  /** "db-16" */
  readonly lab: string;
  readonly title: string;
  /** How an epoch is called: "term". */
  readonly epoch: string;
  /** How long a tick is, a message takes, and a sync, in milliseconds of the simulation. */
  readonly tickMs: number;
  readonly latencyMs: number;
  readonly syncMs: number;
  /** Begins a process. `tell` says what becomes of proposals and questions, and may be called at any time. */
  boot(machine: Machine<Message>, tell: Tell): Process;
  /** A message in a line. What stands before the first " · " is written on its arrow. */
  textOf(message: Message): string;
  laneOf(process: Process): Lane;
  /** The same for the page: words of any length. */
  describe(process: Process): NodeState;
  /** Asks this machine for a value. @returns what it says at once */
  propose(process: Process, value: string): string;
  /** Asks it for its state. @returns what it says at once */
  read(process: Process): string;
  /** At most nine, each with a key. */
  readonly scenarios: readonly Scenario[];
}

/** How a machine is called: a, b, c … */
export function namesOf(machines: number): readonly NodeId[] {
  return Array.from({ length: machines }, (_, i) => String.fromCharCode(97 + i));
}
