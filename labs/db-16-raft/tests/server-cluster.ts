/**
 * A cluster of RaftServers on simulated disks, seen from outside: by what they say of themselves, what they send, and
 * what their state machines are given.
 *
 *     status of each machine ──▶ a leader ──▶ election safety: nobody else in that term
 *     apply of each machine ───▶ the nth command of a life is the nth of every other: state machine safety
 *     network.send ────────────▶ nothing from a machine whose disk has failed
 *
 * A state machine must not throw into the machine that it is given to: what is seen there is kept, and told behind the
 * event.
 */
import {
  type Message,
  messageText,
  RaftServer,
  type RaftServerOptions,
  type StateMachine,
} from "@labs/db-16";
import type { Machine } from "@labs/machine";
import { type NodeId, type Plan, type SimDisk, Simulation, Violation } from "@labs/machine/sim";

/** One life of a machine. */
export interface ServerLife<Inner extends StateMachine> {
  readonly server: RaftServer;
  readonly inner: Inner;
  /** Whether its disk has failed: then it is out of the game until it begins anew. */
  isOut(): boolean;
}

export interface ServerClusterOptions<Inner extends StateMachine, What> {
  readonly nodes: readonly NodeId[];
  readonly plan: Plan<What>;
  readonly trace: boolean;
  readonly server?: RaftServerOptions;
  /** What executes the commands, one for each life. */
  newStateMachine(): Inner;
  /** What is between it and the server; nothing unless said. */
  wrap?(inner: StateMachine): StateMachine;
  perform(what: What): string;
}

/** The machines, and what was seen of them all together. */
export class ServerCluster<Inner extends StateMachine, What> {
  readonly simulation: Simulation<Message, ServerLife<Inner>, What>;
  /** The commands that were applied, in the order that all machines must keep. */
  readonly applied: Uint8Array[] = [];
  /** How many elections were won. */
  elections = 0;
  readonly #options: ServerClusterOptions<Inner, What>;
  readonly #leaders = new Map<number, NodeId>();
  #broken: Violation | undefined;

  constructor(options: ServerClusterOptions<Inner, What>) {
    this.#options = options;
    const { nodes, plan, trace } = options;
    this.simulation = new Simulation<Message, ServerLife<Inner>, What>({
      ...{ nodes, plan, trace },
      boot: (machine) => this.#boot(machine),
      perform: (what) => options.perform(what),
      check: () => this.#check(),
      textOf: messageText,
      describe: (life) => stateOf(life),
    });
  }

  /** The lives that are going on, in the order of the machines' names. */
  get lives(): readonly (readonly [NodeId, ServerLife<Inner> | undefined])[] {
    return this.#options.nodes.map((node) => [node, this.simulation.process(node)] as const);
  }

  /** A law is broken; told behind the event. */
  breaks(law: string, message: string, node?: NodeId): void {
    this.#broken ??= new Violation(law, message, node);
  }

  /** What keeps the machines from having applied `count` commands, all that are not out. */
  lacking(count: number, appliedBy: (inner: Inner) => number): string | undefined {
    for (const [node, life] of this.lives) {
      if (life === undefined) return `${node} is down`;
      const applied = appliedBy(life.inner);
      if (life.isOut() || applied >= count) continue;
      const { role, term } = life.server.status ?? { role: "closed", term: 0 };
      return `${node}, ${role} of term ${term}, has applied ${applied} of ${count} commands`;
    }
    return undefined;
  }

  #boot(machine: Machine<Message>): ServerLife<Inner> {
    const { newStateMachine, wrap = (inner) => inner, server } = this.#options;
    const disk = machine.disk as SimDisk;
    const isOut = () => disk.faults.failedSyncs + disk.faults.failedDirectorySyncs > 0;
    const { id, network } = machine;
    const send = (to: NodeId, message: Message): void => {
      if (isOut()) {
        this.breaks("silence", `${id} sends ${messageText(message)}, and its disk has failed`, id);
      }
      network.send(to, message);
    };
    const inner = newStateMachine();
    const watched = wrap({ apply: (command) => inner.apply(command) });
    let applied = 0;
    const stateMachine: StateMachine = {
      apply: (command) => {
        this.#stateMachineSafety(id, applied, command);
        applied += 1;
        return watched.apply(command);
      },
    };
    const receive = (handler: Parameters<typeof network.receive>[0]) => network.receive(handler);
    const given: Machine<Message> = { ...machine, disk, network: { send, receive } };
    return { server: new RaftServer(given, stateMachine, server), inner, isOut };
  }

  #stateMachineSafety(node: NodeId, at: number, command: Uint8Array): void {
    const first = this.applied[at];
    if (first === undefined) this.applied.push(Uint8Array.from(command));
    else if (Buffer.compare(first, command) !== 0) {
      const text = (bytes: Uint8Array) => JSON.stringify(Buffer.from(bytes).toString("latin1"));
      const message = `command ${at + 1} of ${node} is ${text(command)}, and ${text(first)} was applied there before`;
      this.breaks("state machine safety", message, node);
    }
  }

  #check(): void {
    for (const [node, life] of this.lives) {
      const status = life?.server.status;
      if (status?.role === "leader" && life?.isOut() === false)
        this.#electionSafety(node, status.term);
    }
    if (this.#broken !== undefined) throw this.#broken;
  }

  #electionSafety(node: NodeId, term: number): void {
    const other = this.#leaders.get(term);
    if (other === undefined) {
      this.elections += 1;
      this.#leaders.set(term, node);
    } else if (other !== node) {
      this.breaks("election safety", `${other} and ${node} both lead term ${term}`, node);
    }
  }
}

function stateOf({ server, isOut }: ServerLife<StateMachine>) {
  const { status } = server;
  if (status === undefined) return { role: "opening", epoch: 0, leads: false, details: [] };
  const { role, term, votedFor, leader, commitIndex, lastIndex } = status;
  return {
    role: isOut() ? "out" : role,
    epoch: term,
    leads: role === "leader" && !isOut(),
    details: [
      `term ${term}, voted for ${votedFor ?? "nobody"}, leader ${leader ?? "unknown"}`,
      `committed ${commitIndex} of ${lastIndex}`,
    ],
  };
}
