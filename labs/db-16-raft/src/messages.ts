/**
 * What Raft's machines say to each other, and what they remember.
 *
 *     candidate ── request-vote ──▶ all          "the term is 4; my log ends with entry 7 of term 3"
 *               ◀── vote ─────────               "granted", or "refused"
 *     leader    ── append ────────▶ follower     "behind entry 7 of term 3 comes this; 6 is committed; round 9"
 *               ◀── append-reply ──              "I have all up to 8", or "I have no entry 7 of term 3"
 *
 * Everything is plain data, and every message carries the sender's term.
 *
 * Source: Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm (Extended Version)" (2014),
 * Figure 2: RequestVote and AppendEntries, as messages of their own instead of calls and returns.
 *
 * Left out: snapshots, membership, pre-vote. They come in db-17.
 *
 * @given
 */

/** The name of a machine. */
export type NodeId = string;

/** One entry of the log. Entries are numbered from 1 on; the term is that of the leader who made it. */
export type Entry =
  /** What a client asked for: bytes that Raft does not look into. */
  | {
      readonly kind: "command";
      readonly index: number;
      readonly term: number;
      readonly data: Uint8Array;
    }
  /** What a leader begins its term with. Changes nothing. */
  | { readonly kind: "no-op"; readonly index: number; readonly term: number };

/** A message. `from` and `to` are machines of the cluster. */
export type Message = RequestVote | Vote | Append | AppendReply;

/** Asks for a vote (Raft Figure 2, RequestVote RPC). */
export interface RequestVote extends Head {
  readonly kind: "request-vote";
  /** The last entry of the candidate's log; 0 and 0 where there is none. */
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

/** The answer to a RequestVote. */
export interface Vote extends Head {
  readonly kind: "vote";
  readonly granted: boolean;
}

/** Entries, or none: then it says only that the leader is there (Raft Figure 2, AppendEntries RPC). */
export interface Append extends Head {
  readonly kind: "append";
  /** The entry before `entries`; 0 and 0 before the first of all. */
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  readonly entries: readonly Entry[];
  /** The leader's commit index. */
  readonly leaderCommit: number;
  /** Which round of confirmations of leadership it belongs to; 0 before the first. The answer gives it back. */
  readonly round: number;
}

/** The answer to an Append. */
export type AppendReply = Head & {
  readonly kind: "append-reply";
  /** That of the Append; 0 where it was refused since it was of a lower term. */
  readonly round: number;
} & (
    | {
        readonly ok: true;
        /** The follower's log equals the leader's up to this entry, for certain. */
        readonly matchIndex: number;
      }
    | {
        readonly ok: false;
        /** The `prevLogIndex` that did not fit. */
        readonly prevLogIndex: number;
        /** The term of the follower's entry there; undefined where its log ends before. */
        readonly conflictTerm: number | undefined;
        /** The first entry of that term in the follower's log; where its log ends before, the one behind its end. */
        readonly conflictIndex: number;
      }
  );

interface Head {
  readonly term: number;
  readonly from: NodeId;
  readonly to: NodeId;
}

/** What must be durable before any message leaves that was made with it (Raft Figure 2, "Persistent state"). */
export interface HardState {
  /** The latest term that the machine has seen; 0 at first. */
  readonly term: number;
  /** Whom it voted for in that term. */
  readonly votedFor: NodeId | undefined;
}

/** What a machine has kept. */
export interface Saved {
  readonly hardState: HardState;
  /** The whole log, from entry 1 on. */
  readonly entries: readonly Entry[];
}

/** What a machine that begins for the first time has kept. */
export const NOTHING_SAVED: Saved = { hardState: { term: 0, votedFor: undefined }, entries: [] };

/** A message in a line: `append 4: behind 7/3 [8/4 9/4] commit 6 round 9`. */
export function messageText(message: Message): string {
  const { kind, term } = message;
  switch (kind) {
    case "request-vote":
      return `${kind} ${term}: log ends with ${message.lastLogIndex}/${message.lastLogTerm}`;
    case "vote":
      return `${kind} ${term}: ${message.granted ? "granted" : "refused"}`;
    case "append": {
      const { prevLogIndex, prevLogTerm, entries, leaderCommit, round } = message;
      const names = entries.map((entry) => `${entry.index}/${entry.term}`).join(" ");
      return `${kind} ${term}: behind ${prevLogIndex}/${prevLogTerm} [${names}] commit ${leaderCommit} round ${round}`;
    }
    case "append-reply": {
      const what = message.ok
        ? `has up to ${message.matchIndex}`
        : `no ${message.prevLogIndex}, try ${message.conflictIndex} (its term ${message.conflictTerm ?? "none"})`;
      return `${kind} ${term}: ${what} round ${message.round}`;
    }
  }
}
