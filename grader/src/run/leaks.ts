/**
 * What a test left behind: servers, sockets, timers, child processes that keep the process alive.
 *
 * Node counts them by type; what was there before the test is not its fault. A socket takes a moment to close, so a
 * leak is one only when it is still there after a while. The places where servers and timers were made are
 * remembered, to be able to say where the one that is left came from.
 */
import { Server } from "node:net";

const SETTLE_MS = 600;
const POLL_MS = 10;

/** Node's names for what keeps a process alive, and ours. What is not in it is Node's own business. */
const NAMES: Readonly<Record<string, string>> = {
  TCPServerWrap: "a server that listens",
  TCPSocketWrap: "an open socket",
  PipeWrap: "an open pipe",
  PipeServerWrap: "a server that listens on a pipe",
  UDPWrap: "an open UDP socket",
  ProcessWrap: "a child process",
  Timeout: "a timer",
  FSEventWrap: "a file watcher",
  StatWatcher: "a file watcher",
};

type Counts = ReadonlyMap<string, number>;

export function openResources(): Counts {
  const counts = new Map<string, number>();
  for (const type of process.getActiveResourcesInfo()) {
    if (NAMES[type] !== undefined) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

/** The types of which there are more than in `before`, after giving them time to close; usually at once. */
export async function leakedSince(before: Counts): Promise<readonly string[]> {
  const give = Date.now() + SETTLE_MS;
  for (;;) {
    const left = [...openResources()].filter(([type, n]) => n > (before.get(type) ?? 0));
    if (left.length === 0) return [];
    if (Date.now() > give) return left.map(([type]) => type);
    await new Promise((resolve) => realSetTimeout(resolve, POLL_MS).unref());
  }
}

export function describeLeaks(types: readonly string[]): string {
  return `left ${types.map((type) => NAMES[type]).join(", ")} behind`;
}

const realSetTimeout = globalThis.setTimeout;
const made = new Map<string, string>();

/** Remembers, from now on, where the latest server and timer were made. */
export function watchOrigins(): void {
  const note = (type: string) => {
    const at: { stack?: string } = {};
    Error.captureStackTrace(at, note);
    made.set(type, at.stack ?? "");
  };
  const { listen } = Server.prototype;
  Server.prototype.listen = noted("TCPServerWrap", listen, note);
  globalThis.setTimeout = noted("Timeout", globalThis.setTimeout, note);
  globalThis.setInterval = noted("Timeout", globalThis.setInterval, note);
}

/** `original`, noting first that it is called; with all the properties it has. */
function noted<F extends object>(type: string, original: F, note: (type: string) => void): F {
  return new Proxy(original, {
    apply(target, self, args) {
      note(type);
      return Reflect.apply(target as never, self, args);
    },
  });
}

/** The stack of the place where the latest of one of these types was made; empty where it is not known. */
export function originOf(types: readonly string[]): string {
  return types.map((type) => made.get(type)).find((stack) => stack !== undefined) ?? "";
}
