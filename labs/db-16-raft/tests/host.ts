/**
 * A machine of a simulated cluster: a RaftNode, and what does as its Ready says.
 *
 *     clock ──tick──▶ ┌──────────┐ ──ready──▶ save ─ saveMs later ─▶ send, apply ──▶ the next ready
 *     network ─step─▶ │ RaftNode │              │
 *     propose, read ▶ └──────────┘              └─▶ stable: what a crash leaves
 *
 * The disk is as small as can be: what was saved is there after a crash, what was being saved is not.
 */
import {
  type Entry,
  type Message,
  NOTHING_SAVED,
  RaftNode,
  type RaftOptions,
  type Ready,
  type Saved,
} from "@labs/db-16";
import type { Machine } from "@labs/machine";
import type { LawsOfRaft } from "./laws-of-raft.ts";

/** How long a tick is. */
export const TICK_MS = 10;

/** What a machine keeps over its lives. */
export class Stable {
  saved: Saved = { ...NOTHING_SAVED, entries: [] };

  save({ hardState = this.saved.hardState, entries }: Pick<Ready, "hardState" | "entries">): void {
    const kept = this.saved.entries as Entry[];
    if (entries.length === 0) {
      this.saved = { hardState, entries: kept };
      return;
    }
    const from = entries[0]!.index - 1;
    const log = kept.length === from ? kept : kept.slice(0, from);
    for (const entry of entries) log.push(entry);
    this.saved = { hardState, entries: log };
  }

  termOf(index: number): number {
    return index === 0 ? 0 : (this.saved.entries[index - 1]?.term ?? -1);
  }
}

export interface HostOptions extends Partial<RaftOptions> {
  /** How long it takes to save; 1 unless said. */
  readonly saveMs?: number;
}

export class Host {
  readonly raft: RaftNode;
  readonly applied: Entry[] = [];
  readonly #machine: Machine<Message>;
  readonly #stable: Stable;
  readonly #laws: LawsOfRaft;
  readonly #saveMs: number;
  #isBusy = false;

  constructor(
    machine: Machine<Message>,
    stable: Stable,
    laws: LawsOfRaft,
    options: HostOptions = {},
  ) {
    const { id, peers, random, clock, network } = machine;
    const { saveMs = 1, ...raft } = options;
    this.#machine = machine;
    this.#stable = stable;
    this.#laws = laws;
    this.#saveMs = saveMs;
    const { hardState, entries } = stable.saved;
    const saved = { hardState, entries: [...entries] };
    this.raft = new RaftNode({ id, voters: [id, ...peers].sort(), random, saved, ...raft });
    network.receive((message) => {
      this.raft.step(message);
      this.pump();
    });
    const tick = (): void => {
      this.raft.tick();
      this.pump();
      clock.after(TICK_MS, tick);
    };
    clock.after(TICK_MS, tick);
  }

  /** Does what the node wants done. */
  pump(): void {
    while (!this.#isBusy) {
      const ready = this.raft.ready();
      if (ready === undefined) return;
      if (this.#saveMs === 0 || (ready.hardState === undefined && ready.entries.length === 0)) {
        this.#finish(ready);
        continue;
      }
      this.#isBusy = true;
      this.#machine.clock.after(this.#saveMs, () => {
        this.#isBusy = false;
        this.#finish(ready);
        this.pump();
      });
    }
  }

  /** It is durable; what may be done then is done. */
  #finish(ready: Ready): void {
    this.#laws.onReady(this.raft, ready, (index) => this.#stable.termOf(index));
    this.#stable.save(ready);
    const { messages, committed } = ready;
    for (const message of messages) this.#machine.network.send(message.to, message);
    for (const entry of committed) this.applied.push(entry);
  }
}
