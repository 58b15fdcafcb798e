/**
 * tcpNetwork: messages between real processes.
 *
 *     a listens ◀────── b's messages ────── b             two connections between two machines:
 *     a ─────────────── a's messages ─────▶ b listens     who dials speaks, who listens only says that it is there
 *
 *     dialled:   hello ──▶ the right name? ──▶ pong        messages ──▶ codec ──▶ receive
 *                            │ no: closed                  ping ──▶ pong
 *
 * It promises what a Network promises, and keeps a little more: what comes over one connection comes in order.
 *
 * Invariants: a peer that is slow, silent or gone costs the others nothing, and no more memory than its queue; what
 * comes from a stranger ends that connection and nothing else; after `close` nothing is left.
 *
 * Left out: who the other really is. A name is believed; a network that strangers can reach wants TLS, and a limit to
 * their connections.
 */
import { createServer, type Server, type Socket } from "node:net";
import type { Clock } from "./clock.ts";
import { assert } from "./invariant.ts";
import type { Network } from "./network.ts";
import { fromPlainJson, toPlainJson } from "./plain-json.ts";
import type { Random } from "./random.ts";
import { encodeFrame, FRAME, type Frame, FrameReader, frameSize } from "./tcp-frames.ts";
import { Heartbeat } from "./tcp-heartbeat.ts";
import { type Address, TcpPeer } from "./tcp-peer.ts";

/** Messages as bytes. */
export interface Codec<Message> {
  /** @throws InvariantError for what it cannot say */
  encode(message: Message): Uint8Array;
  /** @param bytes borrowed. @throws where they are no message: that ends the connection */
  decode(bytes: Uint8Array): Message;
}

export interface TcpNetworkOptions<Message> {
  /** The name of this machine. */
  readonly id: string;
  /** Where it listens; port 0 for any that is free. */
  readonly listen: Address;
  /** The others, by name. */
  readonly peers: Readonly<Record<string, Address>>;
  readonly clock: Clock;
  readonly random: Random;
  /** JSON unless said, in which bytes and big integers are what they were. */
  readonly codec?: Codec<Message>;
  /** The longest message, in bytes; 16 MiB unless said. */
  readonly messageBytesMax?: number;
  /** How many bytes wait for a peer; 4 MiB unless said. One message waits, however long. */
  readonly queueBytesMax?: number;
  /** How long after a connection broke the next is tried: at first, and at most. 50 and 5,000 unless said. */
  readonly reconnectMsMin?: number;
  readonly reconnectMsMax?: number;
  /** How often a connection is tried; one that is silent for three times as long is given up. 1,000 unless said. */
  readonly heartbeatMs?: number;
}

/** What has happened so far. */
export interface TcpCounts {
  sent: number;
  received: number;
  /** Messages that found no room in the queue. */
  lost: number;
  /** Connections to peers that answered. */
  opened: number;
  /** Connections from others that were ended: strangers, malformed or too long frames, silence. */
  refused: number;
}

export interface TcpNetwork<Message> extends Network<Message> {
  /** Where it listens. */
  readonly port: number;
  readonly counts: Readonly<TcpCounts>;
  /** Ends everything; what waits is lost, and what is sent from now on. Resolves when no socket is left. */
  close(): Promise<void>;
}

const MESSAGE_BYTES_MAX = 16 * 2 ** 20;
const QUEUE_BYTES_MAX = 4 * 2 ** 20;
/** More than any hello has: who has not said its name is not believed to be about to say much. */
const HELLO_BYTES_MAX = 1024;
const MAGIC = "labs";
const PONG = encodeFrame(FRAME.pong);

/** A network over TCP; resolves when it listens. Rejects where it cannot. */
export async function tcpNetwork<Message>(
  options: TcpNetworkOptions<Message>,
): Promise<TcpNetwork<Message>> {
  const network = new Tcp(options);
  await network.listen();
  return network;
}

class Tcp<Message> implements TcpNetwork<Message> {
  readonly counts: TcpCounts = { sent: 0, received: 0, lost: 0, opened: 0, refused: 0 };
  readonly #options: TcpNetworkOptions<Message>;
  readonly #codec: Codec<Message>;
  readonly #messageBytesMax: number;
  readonly #server: Server;
  readonly #peers = new Map<string, TcpPeer>();
  /** Connections from others; with the name of who has said it. */
  readonly #incoming = new Map<Socket, string | undefined>();
  #handler: ((message: Message, from: string) => void) | undefined;

  constructor(options: TcpNetworkOptions<Message>) {
    this.#options = options;
    this.#codec = options.codec ?? plainCodec();
    this.#messageBytesMax = options.messageBytesMax ?? MESSAGE_BYTES_MAX;
    this.#server = createServer({ noDelay: true }, (socket) => this.#accept(socket));
  }

  get port(): number {
    const address = this.#server.address();
    assert(typeof address === "object" && address !== null, "a network that does not listen");
    return address.port;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(this.#options.listen, () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
    for (const [id, address] of Object.entries(this.#options.peers)) {
      this.#peers.set(id, this.#newPeer(id, address));
    }
  }

  send(to: string, message: Message): void {
    assert(Object.hasOwn(this.#options.peers, to), `there is no machine ${to}`);
    const payload = this.#codec.encode(message);
    assert(payload.length <= this.#messageBytesMax, `a message of ${payload.length} bytes`);
    this.counts.sent += 1;
    this.#peers.get(to)?.send(encodeFrame(FRAME.message, payload));
  }

  receive(handler: (message: Message, from: string) => void): void {
    this.#handler = handler;
  }

  async close(): Promise<void> {
    const peers = [...this.#peers.values()];
    this.#peers.clear();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#incoming.keys()) socket.destroy();
    await Promise.all([closed, ...peers.map((peer) => peer.close())]);
  }

  #newPeer(to: string, address: Address): TcpPeer {
    const { id, clock, random, queueBytesMax, reconnectMsMin, reconnectMsMax } = this.#options;
    return new TcpPeer(address, helloFrame(id, to), {
      clock,
      random,
      queueBytesMax: queueBytesMax ?? QUEUE_BYTES_MAX,
      reconnectMsMin: reconnectMsMin ?? 50,
      reconnectMsMax: reconnectMsMax ?? 5_000,
      heartbeatMs: this.#heartbeatMs,
      onLost: () => {
        this.counts.lost += 1;
      },
      onOpen: () => {
        this.counts.opened += 1;
      },
    });
  }

  get #heartbeatMs(): number {
    return this.#options.heartbeatMs ?? 1_000;
  }

  #accept(socket: Socket): void {
    this.#incoming.set(socket, undefined);
    const reader = new FrameReader(HELLO_BYTES_MAX);
    const { clock } = this.#options;
    const heartbeat = new Heartbeat(clock, this.#heartbeatMs, () => this.#refuse(socket));
    socket.on("data", (chunk) => {
      heartbeat.heard();
      if (!this.#hear(socket, reader, chunk)) this.#refuse(socket);
    });
    // A close follows, which says all that there is to know.
    socket.on("error", () => {});
    socket.on("close", () => {
      heartbeat.stop();
      this.#incoming.delete(socket);
    });
  }

  #refuse(socket: Socket): void {
    if (socket.destroyed) return;
    this.counts.refused += 1;
    socket.destroy();
  }

  /** @returns false where it is not what a peer says */
  #hear(socket: Socket, reader: FrameReader, chunk: Uint8Array): boolean {
    const frames = reader.read(chunk);
    for (;;) {
      const frame = orUndefined(() => frames.next());
      if (frame === undefined) return false;
      if (frame.done === true) return true;
      if (!this.#obey(socket, reader, frame.value)) return false;
      // A handler may have closed the network.
      if (socket.destroyed) return true;
    }
  }

  #obey(socket: Socket, reader: FrameReader, { kind, payload }: Frame): boolean {
    const from = this.#incoming.get(socket);
    if (from === undefined) return kind === FRAME.hello && this.#welcome(socket, reader, payload);
    if (kind === FRAME.ping) {
      // Who does not read the answers gets no more of them.
      if (!socket.writableNeedDrain) socket.write(PONG);
      return true;
    }
    if (kind !== FRAME.message) return false;
    const decoded = orUndefined(() => ({ message: this.#codec.decode(payload) }));
    if (decoded === undefined) return false;
    this.counts.received += 1;
    this.#handler?.(decoded.message, from);
    return true;
  }

  /** Takes who says its name; the connection that it had before is over. */
  #welcome(socket: Socket, reader: FrameReader, payload: Uint8Array): boolean {
    const from = readHello(payload, this.#options.id);
    if (from === undefined || !Object.hasOwn(this.#options.peers, from)) return false;
    for (const [other, name] of this.#incoming) if (name === from) other.destroy();
    this.#incoming.set(socket, from);
    reader.sizeMax = frameSize(this.#messageBytesMax);
    socket.write(PONG);
    return true;
  }
}

/** JSON in which bytes and big integers are what they were. */
function plainCodec<Message>(): Codec<Message> {
  return {
    encode: (message) => new TextEncoder().encode(toPlainJson(message)),
    decode: (bytes) => fromPlainJson(textOf(bytes)) as Message,
  };
}

function helloFrame(from: string, to: string): Uint8Array {
  const payload = new TextEncoder().encode(MAGIC + JSON.stringify([from, to]));
  assert(frameSize(payload.length) <= HELLO_BYTES_MAX, `the names ${from} and ${to} are too long`);
  return encodeFrame(FRAME.hello, payload);
}

/** Who speaks; undefined where it is no hello, or one for somebody else. */
function readHello(payload: Uint8Array, id: string): string | undefined {
  const hello = orUndefined(() => textOf(payload));
  if (hello?.startsWith(MAGIC) !== true) return undefined;
  const names = orUndefined(() => JSON.parse(hello.slice(MAGIC.length)) as unknown);
  if (!Array.isArray(names) || names[1] !== id) return undefined;
  return typeof names[0] === "string" ? names[0] : undefined;
}

/** @throws TypeError for bytes that are no UTF-8 */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** What `read` returns; undefined where it throws. For bytes that somebody else made. */
function orUndefined<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
