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
import { createServer, type Server, type Socket } from "node:net";
import { assert } from "@labs/machine";
import { baseCommands } from "./base-commands.ts";
import type { CommandTable } from "./commands.ts";
import { Connection, type ConnectionOptions } from "./connection.ts";
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
  const { port = 0, host = "127.0.0.1", commands = baseCommands(), ...rest } = options;
  const clients = new Set<Socket>();
  let lastId = 0;
  // Half-open: the answers to a client that ended its side are still to be written.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    lastId += 1;
    clients.add(socket);
    socket.on("close", () => clients.delete(socket));
    serve(socket, { ...rest, id: lastId, commands });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(handle(server, host, clients));
    });
  });
}

/** @solution */
function handle(server: Server, host: string, clients: ReadonlySet<Socket>): RespServer {
  const address = server.address();
  assert(address !== null && typeof address === "object", "a TCP server has an address");
  const closed = new Promise<void>((resolve) => server.once("close", resolve));
  return {
    port: address.port,
    host,
    get connections() {
      return clients.size;
    },
    close() {
      if (server.listening) server.close();
      for (const socket of clients) socket.destroy();
      return closed;
    },
  };
}

/**
 * Moves bytes between `socket` and a connection until both are done.
 * @solution
 */
function serve(socket: Socket, options: ConnectionOptions & ServerOptions): void {
  const { beforeSend, lingerMilliseconds = LINGER_MILLISECONDS } = options;
  let hungUp = false;
  /** Replies were taken that may not leave yet. */
  let held = false;
  const connection = new Connection({ ...options, onLateReply: flush });

  /** Whether "drain" will come; until then nothing more is written. */
  function congested(): boolean {
    // writableNeedDrain alone is true after any large write, even one that the kernel took at once.
    return socket.writableNeedDrain && socket.writableLength > 0;
  }

  function flush(): void {
    while (!hungUp && !held && !socket.destroyed && !congested()) {
      const bytes = connection.takeOutput();
      if (bytes.length > 0) send(bytes);
      else if (connection.finished) hangUp();
      else if (!socket.isPaused() || connection.paused) return;
      else socket.resume();
    }
  }

  function send(bytes: Uint8Array): void {
    const ready = beforeSend?.();
    if (ready === undefined) {
      socket.write(bytes);
      return;
    }
    held = true;
    void ready.then(
      () => {
        held = false;
        if (!socket.destroyed) socket.write(bytes);
        flush();
      },
      () => socket.destroy(),
    );
  }

  function hangUp(): void {
    hungUp = true;
    // Reading goes on: closing a socket with unread bytes resets it, and the client might lose our
    // last reply.
    socket.resume();
    socket.end(() => setTimeout(() => socket.destroy(), lingerMilliseconds).unref());
  }

  socket.on("data", (chunk) => {
    if (hungUp) return;
    const ready = connection.receive(chunk);
    flush();
    if (congested() || (!ready && connection.paused)) socket.pause();
  });
  socket.on("drain", flush);
  socket.on("end", () => {
    connection.end();
    flush();
  });
  // A reset is not ours to answer; "close" follows.
  socket.on("error", () => {});
}
