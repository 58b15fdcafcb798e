/**
 * Replay: the requests of a file, by the plain rules of aof-reader.ts, applied as they come.
 *
 *     run(limit)   as far as there: everything must be whole
 *     finish()     to the end of the file, which may be torn
 *
 * @solution
 */
import { CommandError } from "@labs/db-01";
import { CorruptionError, type DiskFile } from "@labs/machine";
import type { AofEnd } from "./aof-reader.ts";
import { AofScanner, type Item } from "./aof-scanner.ts";
import type { LoggedRequest } from "./propagation.ts";

type RequestItem = Extract<Item, { kind: "request" }>;

/** No database has a number of more digits that anybody wants to read. */
const SHOWN_BYTES = 20;

/** What was read of a file, and what is to be read of it. */
export class Replay {
  readonly #file: DiskFile;
  readonly #apply: (request: LoggedRequest) => void;
  readonly #scanner: AofScanner;
  /** Since a MULTI without EXEC. */
  #transaction: { readonly at: number; readonly requests: RequestItem[] } | undefined;
  #commands = 0;

  constructor(file: DiskFile, apply: (request: LoggedRequest) => void, offset: number) {
    this.#file = file;
    this.#apply = apply;
    this.#scanner = new AofScanner(file, offset);
  }

  /** How many requests were applied. */
  get commands(): number {
    return this.#commands;
  }

  /** Applies what stands before the offset `limit`. */
  run(limit: number): void {
    while (this.#scanner.offset < limit) {
      const item = this.#scanner.next();
      if (item.kind === "end" || item.kind === "cut") this.#fail(item.at, "a command is not whole");
      this.#take(item);
    }
  }

  /** Applies the rest. */
  finish(): AofEnd {
    for (;;) {
      const item = this.#scanner.next();
      if (item.kind === "end" || item.kind === "cut") return this.#end(item);
      this.#take(item);
    }
  }

  #end({ kind, at }: Extract<Item, { kind: "end" | "cut" }>): AofEnd {
    const end = { commands: this.#commands, size: this.#file.size, durable: undefined };
    if (this.#transaction !== undefined) {
      const why = "the file ends inside a transaction";
      return { ...end, kind: "torn", at: this.#transaction.at, why };
    }
    if (kind === "end") return { ...end, kind: "whole" };
    return { ...end, kind: "torn", at, why: "the file ends inside a command" };
  }

  #take(item: Exclude<Item, { kind: "end" | "cut" }>): void {
    if (item.kind === "bad") this.#fail(item.at, item.why);
    if (item.kind !== "request") return;
    const { at, request } = item;
    switch (commandName(request)) {
      case "SELECT":
        this.#checkCount(item, 2);
        this.#checkDatabase(at, request[1]!);
        return;
      case "MULTI":
        this.#checkCount(item, 1);
        if (this.#transaction !== undefined) this.#fail(at, "MULTI inside a transaction");
        this.#transaction = { at, requests: [] };
        return;
      case "EXEC":
        this.#checkCount(item, 1);
        this.#exec(at);
        return;
      default:
        if (this.#transaction === undefined) this.#applyOne(item);
        else this.#transaction.requests.push(item);
    }
  }

  #exec(at: number): void {
    const transaction = this.#transaction;
    if (transaction === undefined) this.#fail(at, "EXEC without MULTI");
    this.#transaction = undefined;
    for (const item of transaction.requests) this.#applyOne(item);
  }

  #applyOne({ at, request }: RequestItem): void {
    try {
      this.#apply(request);
    } catch (error) {
      if (error instanceof CommandError) this.#fail(at, error.message);
      throw error;
    }
    this.#commands += 1;
  }

  #checkCount({ at, request }: RequestItem, count: number): void {
    if (request.length !== count) this.#fail(at, `${request.length} words of ${count}`);
  }

  #checkDatabase(at: number, word: Uint8Array): void {
    const database = Buffer.from(word.subarray(0, SHOWN_BYTES)).toString("latin1");
    if (database !== "0") this.#fail(at, `database ${database}: there is only database 0 here`);
  }

  #fail(at: number, why: string): never {
    throw new CorruptionError(this.#file.path, at, why);
  }
}

/** In upper case. What is too long for a name is none. */
export function commandName([name]: LoggedRequest): string {
  return name === undefined || name.length > SHOWN_BYTES
    ? ""
    : Buffer.from(name).toString("latin1").toUpperCase();
}
