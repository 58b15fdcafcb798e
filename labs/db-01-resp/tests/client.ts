/**
 * A client that speaks bytes: what it sends and reads is what the law says, and nothing of the submission's runs in it.
 */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type RespServer, type ServerOptions, startServer } from "@labs/db-01";
import { type Trial, visible } from "@labs/grader/testing";
import { utf8 } from "./model.ts";
import { echoOf } from "./requests.ts";

const PATIENCE_MS = 2_000;

/** A server that is closed when the law ends. */
export async function serverFor(t: Trial, options: ServerOptions = {}): Promise<RespServer> {
  const server = await t.within(PATIENCE_MS, startServer(options), "the server to start");
  t.cleanup(async () => {
    await server.close();
    // Node closes the handle a turn after it says so, and what is left then would be a leak.
    await new Promise((resolve) => setImmediate(resolve));
  });
  return server;
}

/** A bare socket, of which nothing is read before the law does; hung up when the law ends. */
export async function connectedTo(t: Trial, server: RespServer): Promise<Socket> {
  const socket = connect({ port: server.port, host: "127.0.0.1", allowHalfOpen: true });
  t.cleanup(() => void socket.destroy());
  await t.within(PATIENCE_MS, once(socket, "connect"), "the server to accept a connection");
  return socket;
}

/** As `connectedTo`, and with it the server's own end of the connection, of which Node keeps the counts. */
export async function bothEndsTo(
  t: Trial,
  server: RespServer,
): Promise<{ socket: Socket; itsEnd: Socket }> {
  let accepted: Socket | undefined;
  const note = (message: unknown): void => {
    const { socket } = message as { socket: Socket };
    if (socket.localPort === server.port) accepted = socket;
  };
  subscribe("net.server.socket", note);
  t.cleanup(() => void unsubscribe("net.server.socket", note));
  const socket = await connectedTo(t, server);
  await until(() => accepted !== undefined);
  unsubscribe("net.server.socket", note);
  if (accepted === undefined) t.inconclusive("the server's end of the connection was not seen");
  return { socket, itsEnd: accepted };
}

/** Of `made` bytes of replies, those that the process still holds: the kernel has not taken them. */
export function heldOutput(itsEnd: Socket, made: number): number {
  return made - (itsEnd.bytesWritten - itsEnd.writableLength);
}

/** Reads from now on; returns how many bytes came. */
export function readFrom(socket: Socket): () => number {
  let bytes = 0;
  socket.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  return () => bytes;
}

/**
 * Waits until a count has stood still for 20 ms and ten turns of the loop: on a busy machine a
 * single turn may take as long.
 */
export async function standsStill(count: () => number): Promise<void> {
  let before = count();
  for (let turns = 0; turns < 10; turns++) {
    await sleep(2);
    if (count() !== before) turns = 0;
    before = count();
  }
}

/** Waits until it is so, or the patience ends; which of the two is for the law to tell. */
export async function until(isSo: () => boolean, patienceMs = PATIENCE_MS): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!isSo() && Date.now() < deadline) await sleep(1);
}

export class Client {
  readonly socket: Socket;
  readonly #t: Trial;
  #received: Buffer = Buffer.alloc(0);
  /** How often `isServed` was called. */
  #asked = 0;
  /** How the connection ended first, once it has. */
  ended: "end" | "reset" | undefined;
  /** Whether it was reset, before or after its end. */
  wasReset = false;

  private constructor(t: Trial, socket: Socket) {
    this.#t = t;
    this.socket = socket;
    socket.on("data", (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
    });
    socket.on("end", () => {
      this.ended ??= "end";
    });
    socket.on("error", () => {
      this.wasReset = true;
      this.ended ??= "reset";
    });
  }

  /** Connected; hung up when the law ends. */
  static async to(t: Trial, server: RespServer): Promise<Client> {
    const socket = await connectedTo(t, server);
    socket.setNoDelay(true);
    return new Client(t, socket);
  }

  send(bytes: string | Uint8Array): void {
    this.#t.did("sent", typeof bytes === "string" ? utf8(bytes) : bytes);
    this.socket.write(bytes);
  }

  /** Reads until as many bytes are there as `expected` has, and they are these. */
  async receives(expected: string | Uint8Array): Promise<void> {
    const want = Buffer.from(typeof expected === "string" ? utf8(expected) : expected);
    const got = await this.read(want.length, want);
    this.#t.bytes(got, want);
  }

  /** The next `count` bytes; `expected` is shown when they do not come. */
  async read(count: number, expected?: Uint8Array): Promise<Buffer> {
    await until(() => this.#received.length >= count || this.ended !== undefined);
    if (this.#received.length < count) {
      const why =
        this.ended === undefined
          ? "nothing more came in 2 s"
          : `the connection ended (${this.ended})`;
      const soFar = visible(this.#received);
      if (expected !== undefined) this.#t.did("got", `${soFar}, then ${why}`);
      this.#t.holds(
        false,
        `${count} bytes were expected${expected === undefined ? "" : `: ${visible(expected)}`}`,
      );
    }
    const bytes = this.#received.subarray(0, count);
    this.#received = this.#received.subarray(count);
    return bytes;
  }

  /** What it asks for, it gets. */
  async isServed(): Promise<void> {
    const { sent, reply } = echoOf(this.#t, `-${this.#asked++}`);
    this.send(sent);
    await this.receives(reply);
  }

  /** The server has hung up in order, and nothing more came before that. */
  async isLetGo(): Promise<void> {
    await until(() => this.ended !== undefined);
    this.#t.equal(this.ended, "end", "how the connection ended");
    this.#t.bytes(this.#received, "");
  }

  /** Nothing has come, and nothing comes for a while. */
  async isSilent(milliseconds: number): Promise<void> {
    await sleep(milliseconds);
    this.#t.bytes(this.#received, "");
    this.#t.equal(this.ended, undefined, "the connection is open");
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
