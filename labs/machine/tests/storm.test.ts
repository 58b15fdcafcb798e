/**
 * Storms and plans: what is drawn from a seed, how long it lasts, and how a fault reads.
 */
import {
  addCounts,
  drawStorm,
  faultText,
  noCounts,
  type PlannedFault,
  Simulation,
  type StormOptions,
} from "@labs/machine/sim";
import { expect, test } from "vitest";
import { chatter, type Talker, type Word } from "./clusters.ts";

const NODES = ["a", "b", "c"];
const UNTIL_MS = 1_000;
const OPTIONS: StormOptions = { untilMs: UNTIL_MS, failedSyncs: 3 };
const SEEDS = Array.from({ length: 1_000 }, (_, i) => i + 1);

/** The kinds of trouble in a storm. */
function kindsOf(seed: number): readonly string[] {
  const { weather, faults } = drawStorm(seed, NODES, OPTIONS);
  const { lose, repeat, delayMs, late } = weather!;
  const ofWeather = Object.entries({ lose, repeat, delayMs, late }).filter(([, much]) => much > 0);
  const ofFaults = faults.map((fault) =>
    fault.kind !== "crash" ? fault.kind : "ms" in fault.when ? "crash at" : "crash behind",
  );
  return [...new Set([...ofWeather.map(([kind]) => kind), ...ofFaults])].sort();
}

test("the same seed is the same storm, another seed another one", () => {
  for (const seed of SEEDS) {
    expect(drawStorm(seed, NODES, OPTIONS)).toEqual(drawStorm(seed, NODES, OPTIONS));
  }
  const storms = SEEDS.map((seed) => {
    const { weather, faults } = drawStorm(seed, NODES, OPTIONS);
    return JSON.stringify({ weather, faults });
  });
  // A storm may leave out everything.
  expect(new Set(storms).size).toBeGreaterThan(970);
});

test("over 1,000 seeds each kind of trouble comes, with each other kind, and without it", () => {
  const storms = SEEDS.map((seed) => new Set(kindsOf(seed)));
  const kinds = ["lose", "repeat", "delayMs", "late", "cut", "crash at", "crash behind"];
  kinds.push("pause", "slow", "drift", "fail-sync");
  expect([...new Set(storms.flatMap((storm) => [...storm]))].sort()).toEqual([...kinds].sort());
  for (const one of kinds) {
    for (const other of kinds.filter((kind) => kind !== one)) {
      const having = storms.filter((storm) => storm.has(one));
      const together = having.filter((storm) => storm.has(other)).length;
      expect(together, `${one} with ${other}`).toBeGreaterThan(20);
      expect(having.length - together, `${one} without ${other}`).toBeGreaterThan(20);
    }
  }
});

test("each kind may be had alone, and in any strength", () => {
  const none = { lose: 0, repeat: 0, delayMs: 0, late: 0, cuts: 0, crashes: 0, pauses: 0, slow: 0 };
  const calm = { ...none, drift: 0, failedSyncs: 0, untilMs: UNTIL_MS };
  const alone = (options: Partial<StormOptions>): readonly string[] => {
    const drawn = SEEDS.map((seed) => drawStorm(seed, NODES, { ...calm, ...options }));
    return [...new Set(drawn.flatMap(({ faults }) => faults.map(({ kind }) => kind)))];
  };
  expect(alone({})).toEqual([]);
  const ONLY = { cuts: "cut", crashes: "crash", pauses: "pause", slow: "slow" } as const;
  for (const [option, kind] of Object.entries(ONLY)) expect(alone({ [option]: 3 })).toEqual([kind]);
  expect(alone({ drift: 0.2 })).toEqual(["drift"]);
  expect(alone({ failedSyncs: 2 })).toEqual(["fail-sync"]);
});

test("all that a storm does has an end, and has ended when the storm is over", () => {
  for (const seed of SEEDS) {
    for (const fault of drawStorm(seed, NODES, OPTIONS).faults) {
      const line = `seed ${seed}: ${faultText(fault)}`;
      if ("forMs" in fault) {
        expect(fault.forMs, line).toBeGreaterThan(0);
        expect(fault.atMs + fault.forMs, line).toBeLessThan(UNTIL_MS);
      }
      if (fault.kind === "crash") {
        const lastMs = "ms" in fault.when ? fault.when.ms : fault.when.beforeMs;
        expect(lastMs + fault.downMs, line).toBeLessThanOrEqual(UNTIL_MS);
      }
      if (fault.kind === "drift") expect(Math.abs(fault.rate - 1), line).toBeLessThanOrEqual(0.1);
    }
  }
});

test("when a storm over three machines is past, each is up, and what is sent then arrives", () => {
  for (const seed of SEEDS.slice(0, 200)) {
    const plan = { ...drawStorm(seed, NODES, OPTIONS), acts: [] };
    const options = { nodes: NODES, plan, boot: chatter, trace: true };
    const simulation = new Simulation<Word, Talker>(options);
    simulation.runSync(UNTIL_MS);
    expect(NODES.every((node) => simulation.process(node) !== undefined)).toBe(true);
    const { length } = simulation.trace;
    const losses = () => simulation.counts.lost + simulation.counts.metNobody;
    const before = losses();
    simulation.runSync(UNTIL_MS + 500);
    const after = simulation.trace.slice(length);
    expect(
      after.filter(({ kind }) => kind === "lose" || kind === "crash"),
      `${seed}`,
    ).toEqual([]);
    expect(losses(), `seed ${seed}`).toBe(before);
  }
});

test("every cut of a storm cuts something, and a machine alone has none", () => {
  for (const seed of SEEDS) {
    for (const fault of drawStorm(seed, NODES, { ...OPTIONS, cuts: 8 }).faults) {
      if (fault.kind !== "cut") continue;
      expect(fault.from.length * fault.to.length, `seed ${seed}`).toBeGreaterThan(0);
      expect(
        fault.from.some((node) => fault.to.includes(node)),
        `seed ${seed}`,
      ).toBe(false);
    }
    expect(drawStorm(seed, ["a"], OPTIONS).faults.some(({ kind }) => kind === "cut")).toBe(false);
  }
});

test("storms over 200 seeds do enough of everything, counted", () => {
  const sum = noCounts();
  for (const seed of SEEDS.slice(0, 200)) {
    const plan = { ...drawStorm(seed, NODES, OPTIONS), acts: [] };
    const simulation = new Simulation<Word, Talker>({ nodes: NODES, plan, boot: chatter });
    simulation.runSync(UNTIL_MS);
    addCounts(sum, simulation.counts);
  }
  const { syncs: _, failedSyncs: __, acts: ___, ...injected } = sum;
  for (const [what, count] of Object.entries(injected)) {
    expect(count, what).toBeGreaterThan(20);
  }
});

test("a fault reads as a line", () => {
  const ever = Number.POSITIVE_INFINITY;
  const lines: readonly (readonly [PlannedFault, string])[] = [
    [{ kind: "lose", from: "a", to: "b", nth: 3 }, "message 3 from a to b is lost"],
    [
      { kind: "delay", from: "a", to: "b", nth: 1, ms: 9 },
      "message 1 from a to b takes 9 ms longer",
    ],
    [
      { kind: "repeat", from: "a", to: "b", nth: 1, ms: 9 },
      "message 1 from a to b comes again 9 ms later",
    ],
    [
      { kind: "cut", atMs: 5, forMs: ever, from: ["a", "b"], to: ["c"] },
      "from 5 ms on, for ever, nothing goes from a, b to c",
    ],
    [
      { kind: "crash", node: "a", when: { ms: 5 }, downMs: 9, disk: "kept", seed: 1 },
      "a is killed at 5 ms, for 9 ms",
    ],
    [
      {
        ...{ kind: "crash", node: "a", when: { event: 7, beforeMs: 99 } },
        ...{ downMs: ever, disk: "lost", seed: 1 },
      },
      "a loses its power (disk: lost) after its event 7, for ever",
    ],
    [{ kind: "pause", node: "a", atMs: 5, forMs: 9 }, "from 5 ms on, for 9 ms, a stands still"],
    [
      { kind: "slow", node: "a", atMs: 5, forMs: 9, ms: 3 },
      "from 5 ms on, for 9 ms, messages of a take 3 ms longer",
    ],
    [{ kind: "drift", node: "a", rate: 1.1 }, "the clock of a runs 1.1 times as fast"],
    [{ kind: "fail-sync", node: "a", nth: 2 }, "sync 2 of a fails"],
  ];
  for (const [fault, line] of lines) expect(faultText(fault)).toBe(line);
});
