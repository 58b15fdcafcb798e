/**
 * The server: sockets around Connection, and nothing else. It decides only when to read and when to
 * write.
 *
 *     socket "data" ──> connection.receive ──> takeOutput ──> socket.write ──┐
 *                                                 ^                          │ kernel is full
 *     socket.resume <──── "drain" ────────────────┴──── socket.pause <───────┘
 *
 * A client that sends and never reads fills its own receive buffer, then our kernel's send buffer,
 * then the socket's queue. From there on we take no more output, so the connection stops executing,
 * and we read no more, so the kernel stops the client. What we hold for it then, with replies of at
 * most R bytes and a high-water mark of H (buffers grow by doubling and may take twice as much):
 *
 *     output   H + R              in the connection
 *              64 KiB + H + R     in the socket's queue, which Node calls full at 16 or 64 KiB
 *     input    64 KiB             a chunk read before we stopped
 *              128 KiB            what Node reads ahead of us before it stops
 *              one request        which is not yet whole
 *
 * Invariant: while the socket's queue waits for "drain", nothing more is put into it.
 *
 * Source: https://nodejs.org/docs/latest-v20.x/api/net.html ; backpressure in Node's `stream`
 * documentation.
 *
 * Left out: saying why to a client that is cut off; TLS, Unix sockets, a limit of connections, idle timeouts.
 */
import { NotImplemented } from "@labs/machine";
import type { CommandTable } from "./commands.ts";
import type { Limits } from "./limits.ts";

/** Settings of a server; all may be left out. */
export type ServerOptions = {
  /** TCP port; 0, the default, lets the system choose a free one. */
  readonly port?: number;
  /** Address to listen on; `127.0.0.1` if not given. */
  readonly host?: string;
  /** What clients can call; `baseCommands()` if not given. */
  readonly commands?: CommandTable;
  readonly limits?: Partial<Limits>;
  /** See ConnectionOptions. */
  readonly outputHighWaterBytes?: number;
  /** How long a client that was let go may take to hang up; LINGER_MILLISECONDS if not given. */
  readonly lingerMilliseconds?: number;
  /**
   * Called with replies in hand, before they leave to a client: the moment to make durable what they
   * tell. They leave once its promise has resolved, and at once where it returns none.
   */
  readonly beforeSend?: () => Promise<void> | undefined;
};

/** A server that listens. */
export type RespServer = {
  /** The port it really listens on. */
  readonly port: number;
  /** The address as it was given, or the default. */
  readonly host: string;
  /** How many clients are connected to it now. */
  readonly connections: number;
  /**
   * Stops listening and ends every connection of this server at once. Resolves when the port is
   * free; may be called again.
   */
  close(): Promise<void>;
};

/** How long a client that was let go may take to hang up, unless told otherwise. */
const LINGER_MILLISECONDS = 1_000;

/**
 * Starts a server and resolves when it accepts connections; rejects if it cannot listen
 * (`EADDRINUSE`).
 *
 * Step 4:
 * - Each client gets a Connection of its own, with ids 1, 2, 3 … in the order of arrival.
 * - What a connection answers is sent without delay (Nagle's algorithm off), and the replies to all
 *   requests of one chunk together.
 * - When a connection is finished, its output is sent, then the server hangs up: a client that sent
 *   QUIT reads `OK`, then the end. What it still sends is read and dropped, so that it sees no reset.
 *   If it has not hung up `lingerMilliseconds` after the last byte went to the system, its socket is
 *   destroyed.
 * - A client that ends its side first (half-close) still gets the answers to what it sent.
 * - A client that vanishes (reset, abrupt close, in the middle of a request) harms nobody: no error
 *   leaves the server.
 *
 * Step 5: when the system does not take what is written, the server takes no more output and reads
 * no more from that client until it does; nor while a late reply is awaited. For one client the
 * process holds at most 2 × (H + R) + 64 KiB of output, where H is the high-water mark and R the
 * largest reply, and of input 256 KiB and one unfinished request, what Node's stream holds included;
 * the buffers that hold them may be twice as large. Other clients notice nothing.
 *
 * Also step 5: before replies are sent, the server calls `beforeSend`. While its promise is pending,
 * nothing is sent to that client, nor is it let go; its requests are executed all the same, up to the
 * mark, and other clients have calls of their own. Where it rejects, what the replies tell did not
 * come true: the client's socket is destroyed, and none of them is sent.
 *
 * @step 4
 */
export function startServer(options: ServerOptions = {}): Promise<RespServer> {
  throw new NotImplemented("db-01 step 4: startServer");
}
