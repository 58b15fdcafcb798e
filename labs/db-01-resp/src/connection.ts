/**
 * Connection: one client's side of the server, without the socket.
 *
 *     receive(chunk) ──> [ RequestDecoder ] ──> execute ──> [ output ] ──> takeOutput()
 *                          requests wait          │           mark ┄┄
 *                          here, undecoded  <─────┴── while the output is at the mark,
 *                                                     or a late reply is on its way
 *
 * Bytes in, bytes out: no socket, no timer. So pipelining, slow readers and broken clients can all
 * be tested by calling methods, and the shell around it (server.ts) has nothing to decide.
 *
 * Invariants: one reply per request, in the order of the requests. Output grows past the high-water
 * mark by at most one reply. After `finished` nothing is executed and no reply is added.
 *
 * Source: `readQueryFromClient` and `processInputBuffer` in Redis 7.0's `networking.c`; the mark is
 * ours.
 *
 * Left out: executing several requests of one connection at once. RESP has no numbers on its
 * replies: order is all there is.
 */

import { NotImplemented } from "@labs/machine";
import type { CommandTable } from "./commands.ts";
import type { Limits } from "./limits.ts";
import type { Session } from "./session.ts";

/** What a connection needs. */
export type ConnectionOptions = {
  /** The session's id. */
  readonly id: number;
  readonly commands: CommandTable;
  readonly limits?: Partial<Limits>;
  /**
   * Pending output at or above this stops execution. OUTPUT_HIGH_WATER_BYTES if not given; at least
   * 1.
   */
  readonly outputHighWaterBytes?: number;
  /** Called after a late reply was added to the output: the moment to take it. */
  readonly onLateReply?: () => void;
};

/** One client, from its first byte to its last. */
export class Connection {
  /** What the server knows of the client. */
  readonly session: Session;

  /** @step 4 */
  constructor(options: ConnectionOptions) {
    throw new NotImplemented("db-01 step 4: Connection.constructor");
  }

  /**
   * Takes bytes from the client (copied), and executes the whole requests among them in order, each
   * reply encoded in the protocol that the session has after the command ran.
   *
   * Step 4: after a command that sets `session.closing`, the connection is finished: what the
   * client sent after it is never executed. A finished connection ignores what it receives.
   *
   * Step 5: execution stops while `paused`, after any request; the others wait, undecoded, and go
   * on in `takeOutput`. If a command answers later (a promise), nothing further is executed until
   * that reply is in the output; then `onLateReply` is called once, after the requests that waited
   * were executed in their turn: all, or as many as there was room for, or up to the next late one.
   *
   * Step 6: when the client breaks the protocol, the requests before the bad bytes are answered,
   * then comes `protocolFailure`, and the connection is finished. A reply that has no encoding
   * (EncodeError) is replaced by `ERR internal error`, with nothing of it left in the output.
   *
   * @returns true (in step 4 always); false if the connection is now paused (step 5): read no more
   * until it is not
   * @throws InvariantError as `execute` does; a promise that rejects with one is left unhandled, so
   * that the process ends
   * @step 4
   */
  receive(chunk: Uint8Array): boolean {
    throw new NotImplemented("db-01 step 4: Connection.receive");
  }

  /**
   * Says that the client will send no more. The connection is finished once every whole request was
   * answered (at the latest when the output has been taken); the beginning of one that never came
   * whole is dropped.
   *
   * @step 4
   */
  end(): void {
    throw new NotImplemented("db-01 step 4: Connection.end");
  }

  /**
   * All pending output, as memory of the caller's own; empty when there is none. The connection
   * forgets it, and then (step 5) executes requests that waited for room, so there may be output
   * again at once: call until it is empty.
   *
   * @step 4
   */
  takeOutput(): Uint8Array {
    throw new NotImplemented("db-01 step 4: Connection.takeOutput");
  }

  /**
   * True once no further reply will be made: after QUIT, a protocol error, or `end`. What is
   * pending is still to be sent.
   *
   * @step 4
   */
  get finished(): boolean {
    throw new NotImplemented("db-01 step 4: Connection.finished");
  }

  /**
   * Replies made and not taken, in bytes.
   *
   * @step 4
   */
  get pendingOutputBytes(): number {
    throw new NotImplemented("db-01 step 4: Connection.pendingOutputBytes");
  }

  /**
   * True while requests must wait: the pending output is at or above the high-water mark, or a late
   * reply is awaited. Whoever reads from the client should stop meanwhile: what is received is
   * kept, but its amount is not bounded here.
   *
   * @step 5
   */
  get paused(): boolean {
    throw new NotImplemented("db-01 step 5: Connection.paused");
  }
}
