/**
 * What a RaftNode tells of itself, and of what it was asked.
 *
 * @given
 */
import type { NodeId } from "./messages.ts";

export type Role = "follower" | "candidate" | "leader";

/** What became of a proposal. */
export type Proposal =
  /** It is in the leader's log there: it is committed when an entry of this index and term is. */
  | { readonly kind: "accepted"; readonly index: number; readonly term: number }
  /** This machine leads not; `leader` does, as far as it knows. */
  | { readonly kind: "not-leader"; readonly leader: NodeId | undefined };

/** What became of a question. */
export type ReadRequest =
  /** `ready` tells of it again, under this id: as confirmed, or as lost. */
  | { readonly kind: "waiting"; readonly id: number }
  | { readonly kind: "not-leader"; readonly leader: NodeId | undefined };

/** A node as it is seen from outside. */
export interface Status {
  readonly id: NodeId;
  readonly role: Role;
  readonly term: number;
  readonly votedFor: NodeId | undefined;
  /** Who leads in this term, as far as is known. */
  readonly leader: NodeId | undefined;
  /** Up to where entries are committed, as far as it knows. It is not kept: 0 at first, and after each restart. */
  readonly commitIndex: number;
  readonly lastIndex: number;
  readonly lastTerm: number;
}
