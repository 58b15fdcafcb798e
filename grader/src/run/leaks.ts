/**
 * What a test left behind: servers, sockets, timers, child processes that keep the process alive.
 *
 * Handles are counted by type, as Node counts them; what was there before the test is not its fault. Timers are
 * remembered one by one, since vitest has timers of its own. A socket takes a turn of the loop or a moment to close,
 * so a leak is one only when it is still there after a while.
 */
import { syncBuiltinESMExports } from "node:module";
import { Server } from "node:net";
import timers from "node:timers";

const SETTLE_MS = 600;
/** So many turns of the loop are waited for first, since most that is closed needs no more; then time. */
const TURNS = 2;
const POLL_MS = 10;
const TIMERS_MAX = 1_000;

/** Node's names for the handles that keep a process alive, and ours. What is not in it is Node's own business. */
const NAMES: Readonly<Record<string, string>> = {
  TCPServerWrap: "a server that listens",
  TCPSocketWrap: "an open socket",
  PipeWrap: "an open pipe",
  PipeServerWrap: "a server that listens on a pipe",
  UDPWrap: "an open UDP socket",
  ProcessWrap: "a child process",
  FSEventWrap: "a file watcher",
  StatWatcher: "a file watcher",
};

// Kept from before a submission could replace them.
const { setTimeout, setImmediate } = globalThis;
const RealPromise = Promise;
const { now } = Date;
const activeResources = process.getActiveResourcesInfo.bind(process);

export interface Leak {
  /** "left a timer behind" */
  readonly message: string;
  /** Where the latest of its kind was made, where that is known. */
  readonly stack: string;
}

export class Leftovers {
  #before = countHandles();
  /** The timers made since `begin`, each with the error that holds its stack. */
  readonly #timers = new Map<NodeJS.Timeout, Error>();
  #listened: Error | undefined;

  /** Watches, for good, where servers and timers are made. */
  constructor() {
    const { listen } = Server.prototype;
    Server.prototype.listen = around(listen, () => {
      this.#listened = new Error();
    });
    for (const name of ["setTimeout", "setInterval"] as const) {
      const watched = around(timers[name], (timer) => this.#made(timer as NodeJS.Timeout));
      Object.assign(timers, { [name]: watched });
      Object.assign(globalThis, { [name]: watched });
    }
    syncBuiltinESMExports();
  }

  /** A test begins. */
  begin(): void {
    this.#before = countHandles();
    this.#timers.clear();
    this.#listened = undefined;
  }

  /** What is left, after giving it time to close; usually at once. */
  async find(): Promise<Leak | undefined> {
    const give = now() + SETTLE_MS;
    for (let looks = 1; ; looks++) {
      const leak = this.#look();
      if (leak === undefined || now() > give) return leak;
      await new RealPromise<void>((resolve) => {
        if (looks <= TURNS) setImmediate(resolve);
        else setTimeout(resolve, POLL_MS);
      });
    }
  }

  #look(): Leak | undefined {
    const handles = [...countHandles()].filter(([type, n]) => n > (this.#before.get(type) ?? 0));
    const [timer] = [...this.#timers].filter(([timer]) => keepsAlive(timer));
    const left = handles.map(([type]) => NAMES[type]);
    if (timer !== undefined) left.push("a timer");
    if (left.length === 0) return undefined;
    const [error] = handles.some(([type]) => type === "TCPServerWrap")
      ? [this.#listened]
      : [timer?.[1]];
    return { message: `left ${left.join(", ")} behind`, stack: error?.stack ?? "" };
  }

  #made(timer: NodeJS.Timeout): void {
    this.#timers.set(timer, new Error());
    if (this.#timers.size < TIMERS_MAX) return;
    for (const [other] of this.#timers) if (!keepsAlive(other)) this.#timers.delete(other);
  }
}

function countHandles(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const type of activeResources()) {
    if (NAMES[type] !== undefined) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

/** Whether the timer still waits: Node destroys it when it has fired or is cleared. */
function keepsAlive(timer: NodeJS.Timeout): boolean {
  return timer.hasRef() && (timer as { _destroyed?: boolean })._destroyed === false;
}

/** `original`, with all its properties; `after` is told what it returned. */
function around<F extends object>(original: F, after: (result: unknown) => void): F {
  return new Proxy(original, {
    apply(target, self, args) {
      const result: unknown = Reflect.apply(target as never, self, args);
      after(result);
      return result;
    },
  });
}
