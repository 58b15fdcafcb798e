/**
 * Simulation: a run is a function of its plan; what is told of it, what is checked, and how it ends.
 */
import { createHash } from "node:crypto";
import { InvariantError } from "@labs/machine";
import {
  drawStorm,
  type Plan,
  type PlannedFault,
  type SimEvent,
  Simulation,
  type SimulationOptions,
  Violation,
} from "@labs/machine/sim";
import { expect, test } from "vitest";
import {
  chatter,
  type Deed,
  describeTalker,
  diarist,
  does,
  gotBy,
  probes,
  sends,
  type Talker,
  type Word,
} from "./clusters.ts";

type TalkersOptions = Partial<SimulationOptions<Word, Talker, never>>;

/** Three talkers in the storm of this seed, of all kinds of faults. */
function talkers(seed: number, options: TalkersOptions = {}) {
  const nodes = ["a", "b", "c"];
  const storm = drawStorm(seed, nodes, { untilMs: 1_000, failedSyncs: 3, events: 100 });
  return new Simulation<Word, Talker>({
    nodes,
    plan: { ...storm, acts: [] },
    boot: chatter,
    trace: true,
    textOf: ({ word, hops }) => `${word} ${hops}`,
    describe: describeTalker,
    ...options,
  });
}

const hash = (trace: readonly SimEvent[]) =>
  createHash("sha256").update(JSON.stringify(trace)).digest("hex");

/** The plan of a run that was told: its faults, and no weather. */
const planOf = ({ plan, faults }: { plan: Plan<never>; faults: readonly PlannedFault[] }) => ({
  ...{ seed: plan.seed, acts: plan.acts, faults: [...faults] },
});

const kinds = (trace: readonly SimEvent[]) => trace.map(({ kind }) => kind);

test("one run is the same on every machine", async () => {
  const simulation = talkers(17, { boot: diarist });
  expect(await simulation.run(2_000)).toEqual({ kind: "held" });
  expect([simulation.trace.length, hash(simulation.trace)]).toEqual([
    6_252,
    "cecefb3c9b9908efe2ad83647665eb29bd3d8b41e542c172e0f3983eb8f0e619",
  ]);
});

test("the same plan gives the same trace, byte for byte, and another seed another one", () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 50; seed++) {
    const [one, two] = [talkers(seed), talkers(seed)];
    one.runSync(1_000);
    two.runSync(1_000);
    expect(hash(one.trace), `seed ${seed}`).toBe(hash(two.trace));
    seen.add(hash(one.trace));
  }
  expect(seen.size).toBe(50);
});

test("whether there is a trace changes nothing else", async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const [told, untold] = [true, false].map((trace) => talkers(seed, { boot: diarist, trace }));
    expect(await untold!.run(1_500)).toEqual(await told!.run(1_500));
    expect(untold!.counts, `seed ${seed}`).toEqual(told!.counts);
    expect([untold!.trace, untold!.faults]).toEqual([[], []]);
    for (const node of told!.nodes) expect(untold!.process(node)).toEqual(told!.process(node));
  }
});

test("the faults of a run, weather and all, are the same run again, without weather", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const first = talkers(seed);
    first.runSync(1_500);
    const again = talkers(seed, { plan: planOf(first) });
    again.runSync(1_500);
    expect(hash(again.trace), `seed ${seed}`).toBe(hash(first.trace));
    // What found nothing left to do is an event of the first run alone.
    expect({ ...again.counts, events: 0 }, `seed ${seed}`).toEqual({ ...first.counts, events: 0 });
    expect(JSON.stringify(again.faults), `seed ${seed}`).toBe(JSON.stringify(first.faults));
  }
});

test("a plan that went through JSON is the same plan", async () => {
  const first = talkers(3, { boot: diarist });
  await first.run(1_500);
  const plan = JSON.parse(JSON.stringify(planOf(first))) as Plan<never>;
  const again = talkers(3, { boot: diarist, plan });
  await again.run(1_500);
  expect(hash(again.trace)).toBe(hash(first.trace));
});

test("runSync ends before any promise has gone on", () => {
  let wentOn = false;
  const promises: Deed = () => {
    void Promise.resolve().then(() => {
      wentOn = true;
    });
    return undefined;
  };
  const simulation = probes([], [[1, promises]]);
  expect(simulation.runSync(10)).toEqual({ kind: "held" });
  expect([wentOn, simulation.now]).toEqual([false, 10]);
});

test("a run goes on where it was left, and time never goes back", () => {
  const simulation = probes([], [[15, sends("a", "b", "one")]]);
  simulation.runSync(10);
  expect([simulation.now, gotBy(simulation, "b")]).toEqual([10, []]);
  simulation.runSync(20);
  simulation.runSync(5);
  expect([simulation.now, gotBy(simulation, "b")]).toEqual([20, ["a: one @16"]]);
});

test("acts are done at their times, and told; they go on later, and note what they like", () => {
  const asks: Deed = (simulation) => {
    simulation.later(5, () => simulation.note(`answered at ${simulation.now}`, "a"));
    simulation.later(-1, () => simulation.note("at once"));
    return "asked";
  };
  const simulation = probes([], [[10, asks]]);
  simulation.runSync(100);
  expect(simulation.trace.filter(({ kind }) => kind === "act")).toEqual([
    { kind: "act", at: 10, text: "asked" },
    { kind: "act", at: 10, text: "at once" },
    { kind: "act", at: 15, text: "answered at 15", node: "a" },
  ]);
  expect(simulation.counts.acts).toBe(1);
});

test("the check looks after each event, at whose it was", () => {
  const looked: (string | undefined)[] = [];
  const simulation = probes([], [[10, sends("a", "b", "one")]], {
    check: (_, node) => looked.push(node),
  });
  simulation.runSync(100);
  expect(looked).toEqual(["a", "b", "c", undefined, "b"]);
});

test("a law that is broken ends the run, and the trace", () => {
  const simulation = probes(
    [
      {
        kind: "crash",
        node: "b",
        when: { event: 1, beforeMs: 99 },
        downMs: 9,
        disk: "lost",
        seed: 1,
      },
    ],
    [
      [10, sends("a", "b", "one")],
      [20, sends("a", "b", "two")],
    ],
    {
      check(all, node) {
        if (all.counts.delivered === 1) throw new Violation("nobody gets anything", "b did", node);
      },
    },
  );
  const ending = simulation.runSync(100);
  expect(ending).toMatchObject({ kind: "broken", violation: { law: "nobody gets anything" } });
  expect(simulation.trace.at(-1)).toEqual({
    ...{ kind: "violation", at: 11, node: "b" },
    ...{ law: "nobody gets anything", message: "b did" },
  });
  const { length } = simulation.trace;
  expect(simulation.runSync(200)).toBe(ending);
  expect([simulation.now, simulation.trace.length]).toEqual([11, length]);
});

test("a process that throws ends the run: when it begins, in a timer, in an answer, in an act", () => {
  const error = new Error("a bug");
  const throws = (): never => {
    throw error;
  };
  const boots = probes([], [], { boot: (machine) => (machine.id === "b" ? throws() : null!) });
  expect(boots.runSync(10)).toEqual({ kind: "threw", node: "b", error });
  const times = probes([], [[1, does("a", ({ clock }) => void clock.after(1, throws))]]);
  expect(times.runSync(10)).toEqual({ kind: "threw", node: "a", error });
  const answers = probes(
    [],
    [
      [1, does("c", ({ network }) => network.receive(throws))],
      [2, sends("a", "c", "x")],
    ],
  );
  expect(answers.runSync(10)).toEqual({ kind: "threw", node: "c", error });
  expect(probes([], [[1, throws]]).runSync(10)).toEqual({ kind: "threw", node: undefined, error });
  expect(probes([], [], { check: throws }).runSync(10)).toMatchObject({ kind: "threw", error });
});

test("a plan that names a machine that is not there is a bug", () => {
  const unknown: PlannedFault[] = [
    { kind: "lose", from: "a", to: "z", nth: 1 },
    { kind: "drift", node: "z", rate: 2 },
    { kind: "crash", node: "z", when: { ms: 1 }, downMs: 1, disk: "lost", seed: 1 },
    { kind: "fail-sync", node: "z", nth: 1 },
  ];
  for (const fault of unknown) expect(() => probes([fault], [])).toThrow(InvariantError);
});

test("a process is told when it looks otherwise than before, and between its start and its end", async () => {
  const simulation = talkers(5, { boot: diarist });
  await simulation.run(1_500);
  const up = new Set<string>();
  const last = new Map<string, string>();
  for (const event of simulation.trace) {
    if (event.kind === "start") up.add(event.node);
    if (event.kind === "crash") {
      expect(up.delete(event.node)).toBe(true);
      last.delete(event.node);
    }
    if (event.kind === "timer" || event.kind === "synced" || event.kind === "state") {
      expect(up.has(event.node)).toBe(true);
    }
    if (event.kind !== "state") continue;
    expect(JSON.stringify(event.state)).not.toBe(last.get(event.node));
    last.set(event.node, JSON.stringify(event.state));
  }
  expect(kinds(simulation.trace)).toContain("state");
});
