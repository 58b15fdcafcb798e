/**
 * A filter policy that is exact and large: it writes down what it was told, and looks it up.
 */
import type { FilterBuilder, FilterPolicy, FilterReader } from "@labs/db-06";
import { utf8 } from "./model.ts";

/** What a builder was told, in order: `block 0`, `key 6162`, `finish`. */
export type Calls = readonly string[];

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** What a filter block of this kind holds. */
export function toyContents(calls: Calls): Uint8Array {
  return utf8(calls.join("\n"));
}

/** One that remembers what was asked of it, and can be told to deny what is there. */
export class ToyFilter implements FilterPolicy {
  readonly name: string;
  /** What its builders were told. */
  readonly built: string[] = [];
  /** What its readers were asked: `0 6162`. */
  readonly asked: string[] = [];
  /** User keys, in hex, that it says are not there. */
  readonly denied = new Set<string>();

  constructor(name = "toy") {
    this.name = name;
  }

  builder(): FilterBuilder {
    const calls: string[] = [];
    const told = (call: string) => {
      calls.push(call);
      this.built.push(call);
    };
    return {
      startBlock: (offset) => told(`block ${offset}`),
      addKey: (key) => told(`key ${hex(key)}`),
      finish: () => {
        this.built.push("finish");
        return toyContents(calls);
      },
    };
  }

  reader(contents: Uint8Array): FilterReader {
    const there = new Set<string>();
    let block = "";
    for (const call of Buffer.from(contents).toString().split("\n")) {
      if (call.startsWith("block ")) block = call.slice(6);
      else there.add(`${block} ${call.slice(4)}`);
    }
    return {
      mayContain: (offset, key) => {
        this.asked.push(`${offset} ${hex(key)}`);
        return !this.denied.has(hex(key)) && there.has(`${offset} ${hex(key)}`);
      },
    };
  }
}
