/**
 * Events, made small for the way into the page, and read there again.
 *
 *     SimEvent[] ──pack──▶ { strings, rows } ──JSON──▶ page ──unpack──▶ SimEvent[]
 *
 *     send     [4, 310, 17, a, b, "vote 2"]     kind, at, then its fields in order
 *     state    [12, 310, a, "leader", 2, 1, 40, 0, "5: put x"]
 *                                     │  │  │  │  └ lines that are new
 *                                     │  │  │  └ lines kept from the end of its state before
 *                                     │  │  └ lines kept from its beginning
 *                                     └──┴ epoch, leads
 *
 * A text is its number in `strings`, where each stands once. A log grows at its end, so that a
 * state costs what changed in it and not what is in it.
 *
 * Invariant: unpack(pack(events)) equals events.
 *
 * Left out: compression. Ten thousand events are some hundred kilobytes, and a person can still
 * read the file.
 */
import type { LossReason, NodeState, SimEvent } from "@labs/machine/sim";
import type { RunPicture } from "./run.ts";

/** Events as they stand in the page. */
export interface Packed {
  readonly strings: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

/** What the page holds: a run, its events packed. */
export interface PageData extends Omit<RunPicture, "events"> {
  readonly events: Packed;
}

const KINDS = [
  "start",
  "crash",
  "pause",
  "resume",
  "send",
  "deliver",
  "lose",
  "cut",
  "heal",
  "timer",
  "synced",
  "act",
  "state",
  "violation",
] as const satisfies readonly SimEvent["kind"][];
const REASONS: readonly LossReason[] = ["lost", "cut", "down"];
/** Where a text may be absent. */
const NONE = -1;

/** The events, small. */
export function pack(events: readonly SimEvent[]): Packed {
  const packer = new Packer();
  return { rows: events.map((event) => packer.row(event)), strings: packer.strings };
}

/** The events that were packed. */
export function unpack({ strings, rows }: Packed): SimEvent[] {
  const reader = new Unpacker(strings);
  return rows.map((row) => reader.event(row));
}

class Packer {
  readonly strings: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #details = new Map<string, readonly string[]>();

  row(event: SimEvent): number[] {
    return [KINDS.indexOf(event.kind), event.at, ...this.#fields(event)];
  }

  #fields(event: SimEvent): number[] {
    switch (event.kind) {
      case "start":
        return [this.#text(event.node), event.life];
      case "crash":
        return [this.#text(event.node), Number(event.power)];
      case "send":
        return [
          event.message,
          ...[event.from, event.to, event.text].map((text) => this.#text(text)),
        ];
      case "deliver":
        return [event.message, event.copy];
      case "lose":
        return [event.message, event.copy, REASONS.indexOf(event.why)];
      case "cut":
        return [
          event.cut,
          event.from.length,
          ...[...event.from, ...event.to].map((id) => this.#text(id)),
        ];
      case "heal":
        return [event.cut];
      case "pause":
      case "resume":
      case "timer":
        return [this.#text(event.node)];
      case "synced":
        return [this.#text(event.node), Number(event.ok)];
      case "act":
        return [this.#text(event.node), this.#text(event.text)];
      case "state":
        return [this.#text(event.node), ...this.#state(event.node, event.state)];
      case "violation":
        return [event.node, event.law, event.message].map((text) => this.#text(text));
    }
  }

  #state(node: string, { role, epoch, leads, details }: NodeState): number[] {
    const before = this.#details.get(node) ?? [];
    this.#details.set(node, details);
    const shorter = Math.min(before.length, details.length);
    let head = 0;
    while (head < shorter && before[head] === details[head]) head++;
    let tail = 0;
    while (tail < shorter - head && before.at(-1 - tail) === details.at(-1 - tail)) tail++;
    const fresh = details.slice(head, details.length - tail).map((line) => this.#text(line));
    return [this.#text(role), epoch, Number(leads), head, tail, ...fresh];
  }

  #text(text: string | undefined): number {
    if (text === undefined) return NONE;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.strings.length);
    return this.strings.push(text) - 1;
  }
}

class Unpacker {
  readonly #strings: readonly string[];
  readonly #details = new Map<string, readonly string[]>();

  constructor(strings: readonly string[]) {
    this.#strings = strings;
  }

  event([code = 0, at = 0, ...fields]: readonly number[]): SimEvent {
    const kind = KINDS[code]!;
    const [a = 0, b = 0, c = 0, d = 0] = fields;
    const text = (number: number) => this.#strings[number] ?? "";
    switch (kind) {
      case "start":
        return { kind, at, node: text(a), life: b };
      case "crash":
        return { kind, at, node: text(a), power: b === 1 };
      case "send":
        return { kind, at, message: a, from: text(b), to: text(c), text: text(d) };
      case "deliver":
        return { kind, at, message: a, copy: b };
      case "lose":
        return { kind, at, message: a, copy: b, why: REASONS[c]! };
      case "cut": {
        const ids = fields.slice(2).map(text);
        return { kind, at, cut: a, from: ids.slice(0, b), to: ids.slice(b) };
      }
      case "heal":
        return { kind, at, cut: a };
      case "pause":
      case "resume":
      case "timer":
        return { kind, at, node: text(a) };
      case "synced":
        return { kind, at, node: text(a), ok: b === 1 };
      case "act":
        return { kind, at, ...(a === NONE ? {} : { node: text(a) }), text: text(b) };
      case "state":
        return { kind, at, node: text(a), state: this.#state(text(a), fields.slice(1)) };
      case "violation":
        return {
          kind,
          at,
          ...(a === NONE ? {} : { node: text(a) }),
          law: text(b),
          message: text(c),
        };
    }
  }

  #state(node: string, fields: readonly number[]): NodeState {
    const [role = 0, epoch = 0, leads = 0, head = 0, tail = 0, ...fresh] = fields;
    const before = this.#details.get(node) ?? [];
    const lines = fresh.map((number) => this.#strings[number] ?? "");
    const details = [...before.slice(0, head), ...lines, ...before.slice(before.length - tail)];
    this.#details.set(node, details);
    return { role: this.#strings[role] ?? "", epoch, leads: leads === 1, details };
  }
}
