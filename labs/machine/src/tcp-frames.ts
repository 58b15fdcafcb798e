/**
 * Frames: messages in the stream of bytes that TCP is.
 *
 *      0        4        8      9
 *      │ length │ CRC-32 │ kind │ payload … │        numbers are big-endian
 *                        └── length bytes ──┘        the CRC is of these
 *
 *      kind  0 hello     "labs", then as JSON who speaks and whom it takes the other for
 *            1 message   what the codec made of it
 *            2 ping      nothing
 *            3 pong      nothing
 *
 * Invariant: no more is kept than one frame that is not whole yet, and the chunk that came last.
 *
 * TCP has a checksum of its own, of 16 bits; the CRC is for what is no frame at all.
 *
 * Left out: compression, encryption, versions.
 */
import { crc32 } from "node:zlib";

const LENGTH_OFFSET = 0;
const CRC_OFFSET = 4;
const HEADER_SIZE = 8;

/** What a frame is. */
export const FRAME = { hello: 0, message: 1, ping: 2, pong: 3 } as const;

/** A frame that has come: its kind, and its payload, borrowed. */
export interface Frame {
  readonly kind: number;
  readonly payload: Uint8Array;
}

/** A stream that is no stream of frames. It ends the connection, and nothing else. */
export class FrameError extends Error {
  override readonly name = "FrameError";
}

const NOTHING = new Uint8Array(0);

/** The bytes of a frame. */
export function encodeFrame(kind: number, payload: Uint8Array = NOTHING): Uint8Array {
  const frame = new Uint8Array(HEADER_SIZE + 1 + payload.length);
  frame[HEADER_SIZE] = kind;
  frame.set(payload, HEADER_SIZE + 1);
  const view = new DataView(frame.buffer);
  view.setUint32(LENGTH_OFFSET, 1 + payload.length);
  view.setUint32(CRC_OFFSET, crc32(frame.subarray(HEADER_SIZE)));
  return frame;
}

/** How long the frame of a payload of this length is. */
export function frameSize(payloadLength: number): number {
  return HEADER_SIZE + 1 + payloadLength;
}

/** Cuts a stream into frames. */
export class FrameReader {
  /** The longest frame that is taken, in bytes; may be changed between frames. */
  sizeMax: number;
  #chunks: Uint8Array[] = [];
  #size = 0;
  /** How many bytes there must be to go on. */
  #wanted = HEADER_SIZE;

  constructor(sizeMax: number) {
    this.sizeMax = sizeMax;
  }

  /** The frames that are whole with this chunk. @throws FrameError; the reader is of no use then */
  *read(chunk: Uint8Array): Generator<Frame> {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    while (this.#size >= this.#wanted) {
      const bytes = this.#joined();
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const end = HEADER_SIZE + view.getUint32(LENGTH_OFFSET);
      this.#wanted = end;
      if (end > this.sizeMax || end === HEADER_SIZE)
        throw new FrameError(`a frame of ${end} bytes`);
      if (this.#size < end) return;
      const body = bytes.subarray(HEADER_SIZE, end);
      if (crc32(body) !== view.getUint32(CRC_OFFSET)) throw new FrameError("a wrong checksum");
      this.#chunks = [bytes.subarray(end)];
      this.#size -= end;
      this.#wanted = HEADER_SIZE;
      yield { kind: body[0]!, payload: body.subarray(1) };
    }
  }

  /** All that is there in one piece. Each byte is copied for the header at most, and for the whole frame. */
  #joined(): Uint8Array {
    const [first] = this.#chunks;
    if (this.#chunks.length === 1 && first !== undefined) return first;
    const bytes = Buffer.concat(this.#chunks, this.#size);
    this.#chunks = [bytes];
    return bytes;
  }
}
