/**
 * The five properties of Raft's Figure 3, held after every event of a simulation.
 *
 *     Ready of each machine ──▶ entries saved ──▶ log matching: an entry's index and term say what it is,
 *                                                 and what stands before it
 *                          └──▶ committed ─────▶ state machine safety: at each index the same everywhere
 *     status of each machine ─▶ a leader ──────▶ election safety: nobody else in that term
 *                                             └▶ leader completeness: it has all that was ever committed
 *                             └▶ the same leader ▶ leader append-only: its log ends no earlier than before
 *
 * They are looked at from outside: by what a machine saves, applies and says of itself, not by how it is built. Each is
 * told once for all machines, dead ones too: what was applied before a crash was applied.
 */
import type { Entry, NodeId, RaftNode, Ready } from "@labs/db-16";
import { Violation } from "@labs/machine/sim";

interface Known {
  readonly text: string;
  readonly termBefore: number;
}

export class LawsOfRaft {
  /** How many elections were won. */
  elections = 0;
  /** By term: who led in it. */
  readonly #leaders = new Map<number, NodeId>();
  /** By index and term: what the entry is, and the term of the one before. */
  readonly #entries = new Map<string, Known>();
  /** By index: what was applied there first, and in which term of that machine: it was committed in that one, or before. */
  readonly #applied: { readonly entry: Entry; readonly node: NodeId; readonly by: number }[] = [];
  /** By machine: how long its log was in the term that it leads. */
  readonly #led = new Map<NodeId, { readonly term: number; readonly lastIndex: number }>();

  /** How many entries some machine has applied. */
  get applied(): number {
    return this.#applied.length;
  }

  /** What is known to be applied at an index. */
  entryAt(index: number): Entry | undefined {
    return this.#applied[index - 1]?.entry;
  }

  /**
   * Looks at a Ready that is durable now, and about to be applied.
   * @param termOf the term of an entry of the machine's log, as it was saved before
   */
  onReady(
    { id: node, status: { term } }: RaftNode,
    ready: Ready,
    termOf: (index: number) => number,
  ): void {
    for (const [i, entry] of ready.entries.entries()) {
      const termBefore = i === 0 ? termOf(entry.index - 1) : ready.entries[i - 1]!.term;
      this.#logMatching(node, entry, termBefore);
    }
    for (const entry of ready.committed) this.#stateMachineSafety(node, entry, term);
  }

  /** Looks at a machine behind an event of its. */
  onStatus(raft: RaftNode): void {
    const { id, role, term, lastIndex } = raft.status;
    const led = this.#led.get(id);
    if (role !== "leader") {
      if (led !== undefined) this.#led.delete(id);
      return;
    }
    if (led?.term !== term) {
      this.#electionSafety(id, term);
      this.#leaderCompleteness(raft);
    } else if (lastIndex < led.lastIndex) {
      const message = `${id} leads term ${term}, and its log ends with ${lastIndex}, where it ended with ${led.lastIndex}`;
      throw new Violation("leader append-only", message, id);
    }
    if (led?.term !== term || led.lastIndex !== lastIndex) this.#led.set(id, { term, lastIndex });
  }

  #electionSafety(node: NodeId, term: number): void {
    const other = this.#leaders.get(term);
    if (other !== undefined && other !== node) {
      throw new Violation("election safety", `${other} and ${node} both lead term ${term}`, node);
    }
    if (other === undefined) this.elections += 1;
    this.#leaders.set(term, node);
  }

  /** A leader of an older term, elected late, need not have what was committed in a later one. */
  #leaderCompleteness(raft: RaftNode): void {
    const { term } = raft.status;
    for (const { entry, node, by } of this.#applied) {
      if (by >= term) continue;
      const own = raft.entry(entry.index);
      if (own?.term === entry.term) continue;
      const what = own === undefined ? "has nothing there" : `has ${nameOf(own)} there`;
      const message = `${raft.id} was elected, and ${what}, where ${node} has applied ${nameOf(entry)}`;
      throw new Violation("leader completeness", message, raft.id);
    }
  }

  #logMatching(node: NodeId, entry: Entry, termBefore: number): void {
    const name = nameOf(entry);
    const text = textOf(entry);
    const known = this.#entries.get(name);
    if (known === undefined) {
      this.#entries.set(name, { text, termBefore });
    } else if (known.text !== text) {
      const message = `${node} has ${name}, ${text}, and elsewhere that is ${known.text}`;
      throw new Violation("log matching", message, node);
    } else if (known.termBefore !== termBefore) {
      const message = `${node} has ${name} behind one of term ${termBefore}, elsewhere it is behind one of ${known.termBefore}`;
      throw new Violation("log matching", message, node);
    }
  }

  #stateMachineSafety(node: NodeId, entry: Entry, by: number): void {
    const first = this.#applied[entry.index - 1];
    if (first === undefined) {
      if (entry.index !== this.#applied.length + 1) {
        const message = `${node} applies ${nameOf(entry)}, and nobody has applied the one before`;
        throw new Violation("state machine safety", message, node);
      }
      this.#applied.push({ entry, node, by });
    } else if (first.entry.term !== entry.term || textOf(first.entry) !== textOf(entry)) {
      const message = `${node} applies ${nameOf(entry)}, ${textOf(entry)}, where ${first.node} has applied ${nameOf(first.entry)}, ${textOf(first.entry)}`;
      throw new Violation("state machine safety", message, node);
    }
  }
}

/** `7/3`: entry 7, of term 3. */
export const nameOf = ({ index, term }: Entry): string => `${index}/${term}`;

/** What an entry holds, in a word. */
export const textOf = (entry: Entry): string =>
  entry.kind === "no-op" ? "a no-op" : Buffer.from(entry.data).toString("latin1");
