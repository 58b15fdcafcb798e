/**
 * A store of texts by key, as a state machine: what clients of the storms ask for.
 *
 *     command   JSON of a KvInput: {"kind":"append","key":"x","value":"3"}
 *     answer    JSON of a KvOutput
 *
 * What each command does is said once, by the model that the checker knows.
 */
import type { StateMachine } from "@labs/db-16";
import { type KvInput, type KvOutput, type KvState, kvModel } from "@labs/grader/checkers";

/** The bytes of a command. */
export const kvCommand = (input: KvInput): Uint8Array =>
  Uint8Array.from(Buffer.from(JSON.stringify(input)));

/** The answer that these bytes are. */
export const kvAnswer = (bytes: Uint8Array): KvOutput => JSON.parse(Buffer.from(bytes).toString());

/** The store. */
export class Kv implements StateMachine {
  readonly #values = new Map<string, KvState>();
  /** How many commands it has executed. */
  executed = 0;

  apply(command: Uint8Array): Uint8Array {
    const input: KvInput = JSON.parse(Buffer.from(command).toString());
    this.executed += 1;
    const { state, output } = kvModel.apply(this.#values.get(input.key), input);
    this.#values.set(input.key, state);
    return Uint8Array.from(Buffer.from(JSON.stringify(output)));
  }

  /** Looks, and changes nothing. */
  get(key: string): KvOutput {
    return { kind: "value", value: this.#values.get(key) };
  }
}
