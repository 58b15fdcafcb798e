/**
 * What a command looks at: elements whose length is asked for, and entries whose value or account is. To sum something
 * up is to look at each; who keeps a sum looks at few. Each counts once, however often it is looked at.
 */
import type { Entry, Keyspace } from "@labs/db-02";

export class LookedAt {
  #seen = new Set<object>();

  /** The bytes of `text`, which note that their length is asked for. */
  bytes(text: string): Uint8Array {
    const bytes = Uint8Array.from(Buffer.from(text));
    for (const name of ["length", "byteLength"]) {
      Object.defineProperty(bytes, name, { get: () => this.#noted(bytes, text.length) });
    }
    return bytes;
  }

  /** From now on the entries that `keyspace` has note that what they hold is asked for, or what they are accounted for. */
  entries(keyspace: Keyspace): void {
    for (const entry of keyspace.entries()) {
      this.#watch(entry, "value");
      this.#watch(entry, "accountedBytes");
    }
  }

  /** How many were looked at while `run` ran. */
  during(run: () => void): number {
    this.#seen = new Set();
    run();
    return this.#seen.size;
  }

  #watch<K extends "value" | "accountedBytes">(entry: Entry, name: K): void {
    let held = entry[name];
    Object.defineProperty(entry, name, {
      get: () => this.#noted(entry, held),
      set: (value: Entry[K]) => {
        held = this.#noted(entry, value);
      },
    });
  }

  #noted<T>(what: object, value: T): T {
    this.#seen.add(what);
    return value;
  }
}
