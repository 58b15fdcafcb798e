/**
 * What a picture is made of: one run of a simulation, and, where a checker looked at it, a history.
 *
 *     RunPicture ──┬── events: what happened, from @labs/machine/sim
 *                  └── history: who asked what, and when, as bars
 *
 * Plain data. Nothing here knows which protocol ran: what a process is in the middle of stands in
 * the words of its state.
 */
import type { NodeId, SimEvent } from "@labs/machine/sim";

/** One run, as it is to be drawn. */
export interface RunPicture {
  /** "db-16 raft · step 4, log-matching" */
  readonly title: string;
  /** The command that runs it again. */
  readonly replay: string;
  /** The lanes, in this order. Other nodes that events name get lanes after these. */
  readonly nodes: readonly NodeId[];
  /** In the order in which they happened. */
  readonly events: readonly SimEvent[];
  /** Drawn under the diagram. */
  readonly history?: HistoryPicture;
  /** How many events there were before the first of these. 0 unless said. */
  readonly dropped?: number;
}

/**
 * Operations on one object, by client: what a checker of linearizability looked at, and what it
 * found.
 */
export interface HistoryPicture {
  /** From top to bottom. */
  readonly rows: readonly HistoryRow[];
  /** What there is to say about it, a paragraph each: "1,204 orders were tried". */
  readonly notes: readonly string[];
}

/** What one client did. */
export interface HistoryRow {
  readonly client: string;
  readonly bars: readonly HistoryBar[];
}

/** One operation, from its call to its answer. */
export interface HistoryBar {
  /** Call and answer: `put x 1 → ok`. */
  readonly text: string;
  /** When it was called, in milliseconds of the simulation. */
  readonly from: number;
  /** When the answer came; `"open"` where none did: it may take effect at any time after `from`. */
  readonly until: number | "open";
  /** Its place in the order found, from 1 on; `"cannot"` where no order has a place for it. */
  readonly mark?: "cannot" | number;
}
