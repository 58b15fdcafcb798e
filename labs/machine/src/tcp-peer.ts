/**
 * The way to one peer over TCP: a queue, and a connection that is made again whenever it breaks.
 *
 *     send ──▶ queue ──────────────▶ socket ──▶ peer
 *              oldest are lost         ▲
 *              where it is full        │ hello, then pings; the peer's pongs say that it is there
 *
 *     resting ──pause over──▶ dialling ──first pong──▶ open
 *        ▲                       │                      │
 *        └──── refused, broken, silent for too long ────┘    each pause twice the last, and jittered
 *
 * Invariants: one socket at most; no more bytes wait than the queue may hold (or one message that is longer), and what
 * a socket takes at once; nothing is written before the peer has answered, so what waits for a peer that restarts is
 * not lost on the way.
 *
 * Source: Brooker, "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015), for the pauses.
 *
 * Left out: knowing what has arrived. Who needs that asks for an answer.
 */
import { connect, type Socket } from "node:net";
import type { Clock } from "./clock.ts";
import type { Random } from "./random.ts";
import { encodeFrame, FRAME, type Frame, FrameReader, frameSize } from "./tcp-frames.ts";
import { Heartbeat } from "./tcp-heartbeat.ts";

/** Where someone listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** How a way to a peer is kept. */
export interface PeerOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly queueBytesMax: number;
  readonly reconnectMsMin: number;
  readonly reconnectMsMax: number;
  readonly heartbeatMs: number;
  /** Called for each message that finds no room. */
  readonly onLost: () => void;
  /** Called whenever the peer has answered for the first time. */
  readonly onOpen: () => void;
}

const PING = encodeFrame(FRAME.ping);

export class TcpPeer {
  readonly #address: Address;
  readonly #hello: Uint8Array;
  readonly #options: PeerOptions;
  /** In the order of sending. A set gives up its oldest at once, where an array would move the rest. */
  readonly #queue = new Set<Uint8Array>();
  #queueBytes = 0;
  #socket: Socket | undefined;
  #isOpen = false;
  #isClosed = false;
  /** Pauses since the peer last answered. */
  #failures = 0;
  /** Ends the pause before the next connection. */
  #callOff: () => void = () => {};

  /** @param hello the frame that says who speaks */
  constructor(address: Address, hello: Uint8Array, options: PeerOptions) {
    this.#address = address;
    this.#hello = hello;
    this.#options = options;
    this.#dial();
  }

  /** Puts a frame into the queue; where that is full, the oldest are lost. */
  send(frame: Uint8Array): void {
    if (this.#isClosed) return;
    this.#queue.add(frame);
    this.#queueBytes += frame.length;
    for (const oldest of this.#queue) {
      if (this.#queueBytes <= this.#options.queueBytesMax || oldest === frame) break;
      this.#take(oldest);
      this.#options.onLost();
    }
    this.#flush();
  }

  /** Ends it; what is in the queue is lost. Resolves when the socket is gone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#callOff();
    this.#queue.clear();
    const socket = this.#socket;
    if (socket === undefined) return;
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.destroy();
    await closed;
  }

  #take(frame: Uint8Array): void {
    this.#queue.delete(frame);
    this.#queueBytes -= frame.length;
  }

  #dial(): void {
    const socket = connect({ ...this.#address, noDelay: true });
    this.#socket = socket;
    const reader = new FrameReader(frameSize(0));
    const { clock, heartbeatMs } = this.#options;
    const ping = (): void => {
      // A socket that is full has more to say than a ping.
      if (this.#isOpen && !socket.writableNeedDrain) socket.write(PING);
    };
    const heartbeat = new Heartbeat(clock, heartbeatMs, () => socket.destroy(), ping);
    socket.on("connect", () => socket.write(this.#hello));
    socket.on("data", (chunk) => {
      heartbeat.heard();
      if (!arePongs(reader, chunk)) socket.destroy();
      else this.#open();
    });
    socket.on("drain", () => {
      // Somebody takes what is written, however slowly.
      heartbeat.heard();
      this.#flush();
    });
    // A close follows, which says all that there is to know.
    socket.on("error", () => {});
    socket.on("close", () => {
      heartbeat.stop();
      this.#rest();
    });
  }

  #open(): void {
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#failures = 0;
      this.#options.onOpen();
    }
    this.#flush();
  }

  /** Gives the socket what it takes. */
  #flush(): void {
    const socket = this.#socket;
    if (!this.#isOpen || socket === undefined) return;
    for (const frame of this.#queue) {
      if (socket.writableNeedDrain) return;
      this.#take(frame);
      socket.write(frame);
    }
  }

  /** After a connection: a pause, then the next. */
  #rest(): void {
    this.#socket = undefined;
    this.#isOpen = false;
    if (this.#isClosed) return;
    const { reconnectMsMin, reconnectMsMax, random, clock } = this.#options;
    const pauseMs = Math.min(reconnectMsMax, reconnectMsMin * 2 ** this.#failures);
    this.#failures += 1;
    this.#callOff = clock.after(pauseMs * (0.5 + random.next() / 2), () => this.#dial());
  }
}

/** Whether a chunk is part of what a listener may say, which is pongs. */
function arePongs(reader: FrameReader, chunk: Uint8Array): boolean {
  try {
    const frames: Frame[] = [...reader.read(chunk)];
    return frames.every(({ kind }) => kind === FRAME.pong);
  } catch {
    return false;
  }
}
