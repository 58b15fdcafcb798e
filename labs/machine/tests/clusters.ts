/**
 * Processes that the tests of the simulation run: one that only notes what it gets, and two that talk.
 *
 *     probe       keeps what comes, does what an act tells it
 *     chatter     at chance times a word to a chance peer; answers every other one; forgets all in a crash
 *     diarist     a chatter that writes each word to its disk, syncs it, and only then answers
 *
 * Invariant: what they do depends on their `Machine` alone.
 */
import type { DiskFile, Machine, Network } from "@labs/machine";
import { type NodeState, type Plan, Simulation, type SimulationOptions } from "@labs/machine/sim";

/** Keeps what comes. */
export interface Probe {
  readonly machine: Machine<unknown>;
  /** "a: text @ local time", a line for each. */
  readonly got: string[];
}

export function probe(machine: Machine<unknown>): Probe {
  const got: string[] = [];
  machine.network.receive((message, from) => {
    got.push(`${from}: ${text(message)} @${machine.clock.now()}`);
  });
  return { machine, got };
}

/** A probe that does not listen. */
export function deaf(machine: Machine<unknown>): Probe {
  return { machine, got: [] };
}

const text = (message: unknown): string =>
  typeof message === "string" ? message : JSON.stringify(message);

/** A simulation of probes; an act is a function. */
export type Probes = Simulation<unknown, Probe, Deed>;
export type Deed = (probes: Probes) => string | undefined;
export type ProbesOptions = Partial<SimulationOptions<unknown, Probe, Deed>>;

/** Probes on a, b and c, to which `faults` happen, and `deeds` at their times. */
export function probes(
  faults: Plan<Deed>["faults"],
  deeds: readonly (readonly [atMs: number, what: Deed])[],
  options: ProbesOptions = {},
): Probes {
  return new Simulation<unknown, Probe, Deed>({
    nodes: ["a", "b", "c"],
    plan: { seed: 1, faults, acts: deeds.map(([atMs, what]) => ({ atMs, what })) },
    boot: probe,
    perform: (what, simulation) => what(simulation) ?? "",
    trace: true,
    textOf: text,
    ...options,
  });
}

/** The machine of a process that runs. */
export function machineOf(simulation: Probes, node: string): Machine<unknown> {
  return simulation.process(node)!.machine;
}

/** A deed: `from` sends `message`. */
export function sends(from: string, to: string, message: unknown): Deed {
  return (simulation) => {
    machineOf(simulation, from).network.send(to, message);
    return undefined;
  };
}

/** What a probe's machine is told to do, of which nothing is written down. */
export const does =
  (node: string, run: (machine: Machine<unknown>) => void): Deed =>
  (simulation) => {
    run(machineOf(simulation, node));
    return undefined;
  };

/** Notes in `ran` when a timer runs, by the machine's own clock. */
export const timer = (node: string, ms: number, ran: string[]): Deed =>
  does(node, ({ clock }) => {
    clock.after(ms, () => ran.push(`${ms}@${clock.now()}`));
  });

/** What a process of probes has got; of one that is down, nothing. */
export const gotBy = (simulation: Probes, node: string): readonly string[] =>
  simulation.process(node)?.got ?? [];

/** A word, and how often it has been passed on. */
export interface Word {
  readonly word: number;
  readonly hops: number;
}

export interface Talker {
  readonly heard: readonly number[];
}

/** How often a word is answered at most, so that talk dies down. */
const HOPS_MAX = 3;

export function chatter(machine: Machine<Word>): Talker {
  const heard: number[] = [];
  talk(machine);
  machine.network.receive(({ word, hops }, from) => {
    heard.push(word);
    if (hops < HOPS_MAX) machine.network.send(from, { word, hops: hops + 1 });
  });
  return { heard };
}

export function diarist(machine: Machine<Word>): Talker {
  const { disk, network } = machine;
  const diary = disk.open("diary", "create");
  const heard = Array.from(readAll(diary));
  talk(machine);
  network.receive((word, from) => {
    heard.push(word.word % 256);
    diary.append(Uint8Array.of(word.word % 256));
    answerWhenSaved(diary, network, word, from);
  });
  return { heard };
}

/** A machine whose disk fails says nothing more of that word. */
async function answerWhenSaved(
  diary: DiskFile,
  network: Network<Word>,
  { word, hops }: Word,
  from: string,
): Promise<void> {
  const isSaved = await diary.sync().then(
    () => true,
    () => false,
  );
  if (isSaved && hops < HOPS_MAX) network.send(from, { word, hops: hops + 1 });
}

function readAll(file: DiskFile): Uint8Array {
  return file.read(0, file.size);
}

/** From time to time a word to someone. */
function talk(machine: Machine<Word>): void {
  const { clock, random, network, peers } = machine;
  clock.after(5 + random.below(20), () => {
    network.send(peers[random.below(peers.length)]!, { word: random.below(1_000), hops: 0 });
    talk(machine);
  });
}

/** A talker as people see it. */
export function describeTalker({ heard }: Talker): NodeState {
  return { role: "talker", epoch: heard.length, leads: false, details: [`${heard.at(-1)}`] };
}
