/**
 * An event in words: the same for the terminal and for the page.
 *
 *     send      a → b      #17 vote 2
 *     deliver   a → b      got #17 vote 2
 *     lose      a → b      #17 vote 2: could not get through
 *
 * Left out: the event's number and time, which each place writes in its own way.
 */
import type { LossReason, SimEvent } from "@labs/machine/sim";

type Send = Extract<SimEvent, { kind: "send" }>;

/** Where something happened, and what. */
export interface Words {
  /** A node, `a → b`, or nothing where it happened to the whole. */
  readonly where: string;
  readonly what: string;
}

/**
 * Finds the sending of a message by its number; `undefined` where it is not among the events shown.
 */
export type FindSend = (message: number) => Send | undefined;

const REASONS: Readonly<Record<LossReason, string>> = {
  lost: "lost by the network",
  cut: "could not get through",
  down: "found the machine off",
};

/** Looks up sends among these events. */
export function sendsOf(events: readonly SimEvent[]): FindSend {
  const sends = new Map<number, Send>();
  for (const event of events) if (event.kind === "send") sends.set(event.message, event);
  return (message) => sends.get(message);
}

/** The event in words. A message's text, and a law's, is as it was given: it may hold anything. */
export function wordsOf(event: SimEvent, findSend: FindSend): Words {
  switch (event.kind) {
    case "send":
      return { where: way(event), what: `#${event.message} ${event.text}` };
    case "deliver":
    case "lose":
      return arrival(event, findSend(event.message));
    case "start":
      return {
        where: event.node,
        what: event.life === 1 ? "starts" : `starts, life ${event.life}`,
      };
    case "crash":
      return { where: event.node, what: event.power ? "loses power" : "its process is killed" };
    case "pause":
      return { where: event.node, what: "stands still" };
    case "resume":
      return { where: event.node, what: "goes on" };
    case "cut":
      return { where: "", what: cutWords(event.from, event.to) };
    case "heal":
      return { where: "", what: `cut ${event.cut} is healed` };
    case "timer":
      return { where: event.node, what: "its timer rings" };
    case "synced":
      return {
        where: event.node,
        what: event.ok ? "its disk has synced" : "its disk failed to sync",
      };
    case "act":
      return { where: event.node ?? "", what: event.text };
    case "state":
      return { where: event.node, what: `is ${event.state.role} ${event.state.epoch}` };
    case "violation":
      return { where: event.node ?? "", what: `${event.law}: ${event.message}` };
  }
}

/** "a, b cannot reach c"; with `mutual`, "a, b and c cannot reach each other". */
export function cutWords(from: readonly string[], to: readonly string[], mutual = false): string {
  return mutual
    ? `${from.join(", ")} and ${to.join(", ")} cannot reach each other`
    : `${from.join(", ")} cannot reach ${to.join(", ")}`;
}

/** "could not get through" */
export function reasonWords(why: LossReason): string {
  return REASONS[why];
}

function arrival(
  event: Extract<SimEvent, { kind: "deliver" | "lose" }>,
  send: Send | undefined,
): Words {
  const again = event.copy > 1 ? ", again" : "";
  const text = send === undefined ? " (sent before the first event shown)" : ` ${send.text}`;
  const what =
    event.kind === "deliver"
      ? `got #${event.message}${again}${text}`
      : `#${event.message}${again} ${REASONS[event.why]}:${text}`;
  return { where: send === undefined ? "" : way(send), what };
}

function way({ from, to }: Send): string {
  return `${from} → ${to}`;
}
