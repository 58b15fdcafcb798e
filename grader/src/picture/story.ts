/**
 * A run as it is drawn: spells on lanes, flights between them, cuts across them.
 *
 *     events   0 1 2 3 4 5 6            lane a  ├─ follower 1 ─┼─ leader 2 ──▶
 *              │ │ │ │ │ │ │              flight     ╲           1 → 4
 *              └─┴─┴─┴─┴─┴─┘            lane b  ├─ follower 1 ─────✗ down
 *
 * Everything is named by the index of its event. A spell lasts from its event up to the next of its
 * node, and to the end of the run where there is none; `end` is then the number of events.
 *
 * A column is a step of the axis that counts events. What a process looks like after an event, and
 * the law that the event broke, stand in the column of that event; machines that start together, in
 * one.
 *
 * Left out: what was so before the first event, where a run was cut short. A flight whose sending
 * is not among the events has no lanes, and is told in words alone.
 */
import type { LossReason, NodeId, NodeState, SimEvent } from "@labs/machine/sim";
import { cutWords, type FindSend, sendsOf } from "./words.ts";

/** What one process was for a while. */
export interface Spell {
  readonly start: number;
  readonly end: number;
  /** `undefined` where nobody has said. */
  readonly state: NodeState | undefined;
  /** Why there is no process; `undefined` where there is one. */
  readonly down: "power" | "killed" | undefined;
}

/**
 * Spells that look alike on the lane, joined: what differs between them is in their details alone.
 */
export interface Phase extends Stretch {
  /** "leader 2", "down"; empty where nobody has said. */
  readonly label: string;
  readonly epoch: number | undefined;
  readonly leads: boolean;
  readonly down: Spell["down"];
}

/** A stretch of events. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** One copy of a message. */
export interface Flight {
  readonly message: number;
  readonly copy: number;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly text: string;
  /** The index of the send. */
  readonly sent: number;
  /** The index at which it was delivered or lost; `undefined` for one that is still on its way. */
  readonly ended: number | undefined;
  /** Why it did not arrive; `undefined` for one that did, or still may. */
  readonly why: LossReason | undefined;
}

/** Lanes that cannot reach others for a while. */
export interface Cut extends Stretch {
  readonly nodes: readonly NodeId[];
  readonly from: readonly NodeId[];
  readonly to: readonly NodeId[];
  /** "a, b cannot reach c" */
  readonly words: string;
}

/** One node's part of the story. */
export interface Lane {
  readonly node: NodeId;
  readonly spells: readonly Spell[];
  readonly phases: readonly Phase[];
  readonly pauses: readonly Stretch[];
}

/** The whole of it. */
export interface Story {
  readonly events: readonly SimEvent[];
  /** The number of the first event: 1 where none was dropped. */
  readonly firstNumber: number;
  readonly lanes: readonly Lane[];
  readonly flights: readonly Flight[];
  readonly cuts: readonly Cut[];
  /** By index of event. */
  readonly columns: readonly number[];
  /** The index of the broken law. */
  readonly violation: number | undefined;
  readonly findSend: FindSend;
}

/** What happened, arranged for drawing. `nodes` come first among the lanes, in their order. */
export function storyOf(
  events: readonly SimEvent[],
  nodes: readonly NodeId[],
  dropped: number,
): Story {
  const findSend = sendsOf(events);
  const violation = events.findLastIndex((event) => event.kind === "violation");
  return {
    events,
    firstNumber: dropped + 1,
    lanes: [...namedNodes(events, nodes)].map((node) => laneOf(events, node)),
    flights: flightsOf(events),
    cuts: cutsOf(events),
    columns: columnsOf(events),
    violation: violation === -1 ? undefined : violation,
    findSend,
  };
}

/** The spell of `lane` in which the event of this index leaves it; `undefined` before its first. */
export function spellAt(lane: Lane, index: number): Spell | undefined {
  let low = 0;
  let high = lane.spells.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lane.spells[middle]!.start <= index) low = middle + 1;
    else high = middle;
  }
  return lane.spells[low - 1];
}

/** Whether the process stands still after the event of this index. */
export function isPausedAt(lane: Lane, index: number): boolean {
  return lane.pauses.some(({ start, end }) => start <= index && index < end);
}

/**
 * The nodes to which an event happened: a message's are its sender, where it was sent, else its
 * receiver.
 */
export function nodesOf({ events, findSend }: Story, index: number): readonly NodeId[] {
  const event = events[index];
  if (event === undefined) return [];
  if (event.kind === "send") return [event.from];
  if (event.kind === "deliver" || event.kind === "lose") {
    const send = findSend(event.message);
    return send === undefined ? [] : [send.to];
  }
  if (event.kind === "cut") return [...event.from, ...event.to];
  if (event.kind === "heal" || event.node === undefined) return [];
  return [event.node];
}

/** The event that broke the law: the last before it that is more than what a process looks like. */
export function causeOf({ events, violation }: Story): number | undefined {
  if (violation === undefined) return undefined;
  const cause = events.findLastIndex(({ kind }, index) => index < violation && kind !== "state");
  return cause === -1 ? undefined : cause;
}

function namedNodes(events: readonly SimEvent[], nodes: readonly NodeId[]): Set<NodeId> {
  const named = new Set(nodes);
  for (const event of events) {
    if (event.kind === "send") named.add(event.from).add(event.to);
    else if ("node" in event && event.node !== undefined) named.add(event.node);
  }
  return named;
}

function laneOf(events: readonly SimEvent[], node: NodeId): Lane {
  const spells: { start: number; state: NodeState | undefined; down: Spell["down"] }[] = [];
  const pauses: { start: number; end: number }[] = [];
  const endPause = (index: number) => {
    const last = pauses.at(-1);
    if (last?.end === events.length) last.end = index;
  };
  events.forEach((event, start) => {
    if (!("node" in event) || event.node !== node) return;
    if (event.kind === "start") spells.push({ start, state: undefined, down: undefined });
    if (event.kind === "state") spells.push({ start, state: event.state, down: undefined });
    if (event.kind === "crash") {
      endPause(start);
      spells.push({ start, state: undefined, down: event.power ? "power" : "killed" });
    }
    if (event.kind === "pause") pauses.push({ start, end: events.length });
    if (event.kind === "resume") endPause(start);
  });
  const ended = spells.map((spell, index) => ({
    ...spell,
    end: spells[index + 1]?.start ?? events.length,
  }));
  return { node, spells: ended, phases: phasesOf(ended), pauses };
}

function phasesOf(spells: readonly Spell[]): Phase[] {
  const phases: Phase[] = [];
  for (const { start, end, state, down } of spells) {
    const { epoch, leads = false } = state ?? {};
    const label = down === undefined ? stateLabel(state) : "down";
    const last = phases.at(-1);
    const isSame = last?.label === label && last.leads === leads && last.down === down;
    if (isSame) phases[phases.length - 1] = { ...last, end };
    else phases.push({ start, end, label, epoch, leads, down });
  }
  return phases;
}

function stateLabel(state: NodeState | undefined): string {
  return state === undefined ? "" : `${state.role} ${state.epoch}`;
}

function flightsOf(events: readonly SimEvent[]): Flight[] {
  const sends = new Map<number, { readonly sent: number; hasEnded: boolean }>();
  const flights: Flight[] = [];
  const add = (sent: number, copy: number, ended?: number, why?: LossReason) => {
    const event = events[sent];
    if (event?.kind !== "send") return;
    const { message, from, to, text } = event;
    flights.push({ message, copy, from, to, text, sent, ended, why });
  };
  events.forEach((event, index) => {
    if (event.kind === "send") sends.set(event.message, { sent: index, hasEnded: false });
    if (event.kind !== "deliver" && event.kind !== "lose") return;
    const send = sends.get(event.message);
    if (send === undefined) return;
    send.hasEnded = true;
    add(send.sent, event.copy, index, event.kind === "lose" ? event.why : undefined);
  });
  for (const { sent, hasEnded } of sends.values()) if (!hasEnded) add(sent, 1);
  return flights;
}

/** Two cuts that begin and end together, one the other's mirror, are one in words. */
function cutsOf(events: readonly SimEvent[]): Cut[] {
  const cuts: Cut[] = [];
  const heals = new Map<number, number>();
  const endOf = (cut: number, start: number): number => {
    if (!heals.has(cut)) {
      events.forEach((event, index) => {
        if (event.kind === "heal" && index > start && !heals.has(event.cut))
          heals.set(event.cut, index);
      });
    }
    return heals.get(cut) ?? events.length;
  };
  events.forEach((event, start) => {
    if (event.kind !== "cut") return;
    const { at, from, to } = event;
    const end = endOf(event.cut, start);
    const twin = cuts.findIndex(
      (cut) =>
        events[cut.start]?.at === at &&
        timeOf(events, cut.end) === timeOf(events, end) &&
        isSame(cut.from, to) &&
        isSame(cut.to, from),
    );
    if (twin === -1) {
      cuts.push({ start, end, from, to, nodes: [...from, ...to], words: cutWords(from, to) });
    } else cuts[twin] = { ...cuts[twin]!, words: cutWords(to, from, true) };
  });
  return cuts;
}

function timeOf(events: readonly SimEvent[], index: number): number | undefined {
  return events[index]?.at;
}

function isSame(a: readonly NodeId[], b: readonly NodeId[]): boolean {
  return a.length === b.length && a.every((node) => b.includes(node));
}

function columnsOf(events: readonly SimEvent[]): number[] {
  let column = -1;
  let hasStartedAt: number | undefined;
  return events.map(({ kind, at }) => {
    const isOfBefore = kind === "state" || kind === "violation";
    const isOneMoreStart = kind === "start" && at === hasStartedAt;
    if (column < 0 || !(isOfBefore || isOneMoreStart)) column++;
    if (kind === "start") hasStartedAt = at;
    else if (!isOfBefore) hasStartedAt = undefined;
    return column;
  });
}
