/**
 * Sessions: each command once, however often it comes.
 *
 *     client c1: (1, "INCR") ──▶ lost answer; again (1, "INCR") ──▶ the answer of the first, nothing done
 *                                                 (2, "INCR") ──▶ done
 *
 *     request   ┌──────────┬────────────┬───────────────┬─────────┐
 *               │ size   1 │ client     │ sequence    8 │ command │       little-endian
 *               └──────────┴────────────┴───────────────┴─────────┘
 *
 * A client that hears nothing asks again: its command may be in the log twice. So each carries the client's name and a
 * number, and the state machine remembers, for each client, the last number and its answer. That memory is part of the
 * replicated state: it is made by the entries alone, and so the same on all machines.
 *
 * Source: Raft §8; the thesis §6.3.
 *
 * Left out: forgetting clients. It must happen at the same entry everywhere.
 */
import { assert, NotImplemented } from "@labs/machine";
import type { StateMachine } from "./server.ts";

/** A command, and whose how manyth it is. */
export interface ClientRequest {
  /** 1 to 255 bytes of UTF-8. */
  readonly client: string;
  /** 1, 2, 3 …: one at a time; the same again where the answer was lost. */
  readonly sequence: number;
  readonly command: Uint8Array;
}

/** The bytes of a request, as they stand in an entry. */
export function encodeClientRequest({ client, sequence, command }: ClientRequest): Uint8Array {
  const name = new TextEncoder().encode(client);
  assert(name.length > 0 && name.length < 256, `a client's name of ${name.length} bytes`);
  const bytes = new Uint8Array(1 + name.length + 8 + command.length);
  bytes[0] = name.length;
  bytes.set(name, 1);
  new DataView(bytes.buffer).setBigUint64(1 + name.length, BigInt(sequence), true);
  bytes.set(command, 1 + name.length + 8);
  return bytes;
}

/** What `encodeClientRequest` was given; `command` is a part of `bytes`. */
export function decodeClientRequest(bytes: Uint8Array): ClientRequest {
  const end = 1 + bytes[0]!;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    client: new TextDecoder().decode(bytes.subarray(1, end)),
    sequence: Number(view.getBigUint64(end, true)),
    command: bytes.subarray(end + 8),
  };
}

interface Session {
  readonly sequence: number;
  readonly answer: Uint8Array;
}

/** A state machine that executes each request once. */
export class Sessions implements StateMachine {
  readonly #inner: StateMachine;

  /** @param inner executes the commands */
  constructor(inner: StateMachine) {
    this.#inner = inner;
  }

  /**
   * Executes a request, if its number is higher than every one of its client before. That of the last one again gives
   * the answer of the last one; a lower one gives no answer, of 0 bytes: its client has had it, and waits for another.
   *
   * @param request as `encodeClientRequest` writes it; borrowed
   * @returns the caller's own: what was answered stays, whatever becomes of these bytes, or of those of the inner machine
   * @step 6
   */
  apply(request: Uint8Array): Uint8Array {
    throw new NotImplemented("db-16 step 6: Sessions.apply");
  }
}
