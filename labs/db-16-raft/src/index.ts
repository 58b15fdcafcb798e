/**
 * db-16: Raft. What tests and later labs use.
 *
 *     messages.ts      what machines say, and keep        node.ts        a machine's part, as a pure state machine
 *     log.ts           the log of one of them             leadership.ts  a leader's, in one term
 *     ballot.ts        votes                              progress.ts    what a leader knows of a follower
 *     commitment.ts    what is committed                  reads.ts       questions without an entry
 *     ready.ts         what to do, in which order         status.ts      what a machine tells of itself
 *
 *     server.ts        a machine with disk, network and clock          errors.ts    why there is no answer
 *     storage.ts, record.ts   what it keeps, and the bytes of it       sessions.ts  each command once
 *
 * Left out: everything that only these files use among themselves.
 */
export { RaftError, type RaftErrorCode } from "./errors.ts";
export { RaftLog } from "./log.ts";
export {
  type Append,
  type AppendReply,
  type Entry,
  type HardState,
  type Message,
  messageText,
  NOTHING_SAVED,
  type NodeId,
  type RequestVote,
  type Saved,
  type Vote,
} from "./messages.ts";
export { RaftNode, type RaftOptions } from "./node.ts";
export type { ConfirmedRead } from "./reads.ts";
export type { Ready } from "./ready.ts";
export { encodeBatch } from "./record.ts";
export { RaftServer, type RaftServerOptions, type StateMachine } from "./server.ts";
export {
  type ClientRequest,
  decodeClientRequest,
  encodeClientRequest,
  Sessions,
} from "./sessions.ts";
export type { Proposal, ReadRequest, Role, Status } from "./status.ts";
export { RaftStorage } from "./storage.ts";
