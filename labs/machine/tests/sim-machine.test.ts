/**
 * A machine of a simulation: its clock and timers, its pauses, its crashes and lives, its disk.
 */
import type { Machine } from "@labs/machine";
import { PowerLoss } from "@labs/machine/sim";
import { expect, test } from "vitest";
import { type Deed, does, gotBy, machineOf, probes, sends, timer } from "./clusters.ts";
import { bytes } from "./support.ts";

test("timers run in the order of time, once, and not when they were called off", () => {
  const ran: string[] = [];
  const simulation = probes(
    [],
    [
      [5, timer("a", 20, ran)],
      [5, timer("a", 10, ran)],
      [5, timer("a", -3, ran)],
      [6, does("a", ({ clock }) => clock.after(1, () => ran.push("called off"))())],
    ],
  );
  simulation.runSync(100);
  expect([ran, simulation.counts.timers]).toEqual([["-3@5", "10@15", "20@25"], 3]);
});

test("a machine that stands still executes nothing; what comes meanwhile waits, and comes in order", () => {
  const ran: string[] = [];
  const simulation = probes(
    [
      { kind: "pause", node: "b", atMs: 10, forMs: 30 },
      // Is due together with the end of the pause, and behind what waited.
      { kind: "delay", from: "c", to: "b", nth: 1, ms: 24 },
    ],
    [
      [8, timer("b", 15, ran)],
      [8, timer("b", 40, ran)],
      [15, sends("c", "b", "late")],
      [20, sends("a", "b", "first")],
      [21, sends("c", "b", "second")],
      [25, sends("a", "c", "not to b")],
    ],
  );
  simulation.runSync(100);
  expect(gotBy(simulation, "b")).toEqual(["a: first @40", "c: second @40", "c: late @40"]);
  expect([ran, gotBy(simulation, "c")]).toEqual([["15@40", "40@48"], ["a: not to b @26"]]);
  expect(simulation.counts.pauses).toBe(1);
  expect(simulation.trace).toContainEqual({ kind: "pause", at: 10, node: "b" });
  expect(simulation.trace).toContainEqual({ kind: "resume", at: 40, node: "b" });
});

test("a timer that waits for a paused machine is called off by one that waits before it", () => {
  const ran: string[] = [];
  const simulation = probes(
    [{ kind: "pause", node: "a", atMs: 10, forMs: 50 }],
    [
      [
        5,
        does("a", ({ clock }) => {
          const callOff = clock.after(20, () => ran.push("called off"));
          clock.after(10, callOff);
        }),
      ],
    ],
  );
  simulation.runSync(100);
  expect([ran, simulation.counts.timers]).toEqual([[], 1]);
});

test("who stands still can crash; what waited for it meets nobody", () => {
  const ran: string[] = [];
  const simulation = probes(
    [
      { kind: "pause", node: "b", atMs: 10, forMs: 100 },
      { kind: "crash", node: "b", when: { ms: 30 }, downMs: 20, disk: "kept", seed: 1 },
    ],
    [
      [5, timer("b", 10, ran)],
      [20, sends("a", "b", "lost")],
      [60, sends("a", "b", "heard")],
    ],
  );
  simulation.runSync(200);
  expect([ran, gotBy(simulation, "b")]).toEqual([[], ["a: heard @61"]]);
  expect([simulation.counts.metNobody, simulation.life("b")]).toEqual([1, 2]);
});

test("a clock that drifts tells its own time, and its timers wait by it", () => {
  const ran: string[] = [];
  const drift = (node: string, rate: number) => ({ kind: "drift", node, rate }) as const;
  const simulation = probes(
    [drift("a", 2), drift("b", 0.5)],
    (["a", "b", "c"] as const).map((node) => [100, timer(node, 30, ran)] as const),
  );
  simulation.runSync(1_000);
  expect(ran).toEqual(["30@230", "30@130", "30@80"]);
});

test("no timer runs before its time has gone by on the clock of its machine", () => {
  for (let rate = 0.9; rate <= 1.1; rate = Math.round((rate + 0.001) * 1_000) / 1_000) {
    let early = 0;
    const waits = does("a", ({ clock }) => {
      const due = clock.now() + 1 + (clock.now() % 37);
      clock.after(due - clock.now(), () => {
        if (clock.now() < due) early += 1;
      });
    });
    const acts = Array.from({ length: 200 }, (_, i) => [i * 7, waits] as const);
    probes([{ kind: "drift", node: "a", rate }], acts, { trace: false }).runSync(5_000);
    expect(early, `rate ${rate}`).toBe(0);
  }
});

/** A crash of b at 20 ms, for 30; what b did at 5 ms; and what a later b finds on its disk. */
function crashOfB(disk: "kept" | "lost", before: (machine: Machine<unknown>) => void) {
  const simulation = probes(
    [{ kind: "crash", node: "b", when: { ms: 20 }, downMs: 30, disk, seed: 1 }],
    [[5, does("b", before)]],
  );
  return simulation;
}

test("a killed process leaves its disk's cache, a loss of power only what was synced", async () => {
  const writes = async ({ disk }: Machine<unknown>): Promise<void> => {
    const file = disk.open("f", "create");
    file.append(bytes("saved "));
    await Promise.all([file.sync(), disk.syncDirectory("")]);
    file.append(bytes("unsaved"));
  };
  const found = async (mode: "kept" | "lost") => {
    const simulation = crashOfB(mode, (machine) => void writes(machine));
    expect(await simulation.run(100)).toEqual({ kind: "held" });
    const { disk } = machineOf(simulation, "b");
    return Buffer.from(disk.open("f", "existing").read(0, 100)).toString();
  };
  expect([await found("kept"), await found("lost")]).toEqual(["saved unsaved", "saved "]);
  const counted = crashOfB("kept", () => {});
  counted.runSync(100);
  expect(counted.counts).toMatchObject({ kills: 1, crashes: 0, restarts: 1 });
  const lost = crashOfB("lost", () => {});
  lost.runSync(100);
  expect(lost.counts).toMatchObject({ kills: 0, crashes: 1, restarts: 1 });
});

test("what a life held does nothing once it is over: timers, network, disk, a sync under way", async () => {
  let old: Machine<unknown> | undefined;
  const did: string[] = [];
  const prepares = (machine: Machine<unknown>): void => {
    old = machine;
    machine.clock.after(20, () => did.push("timer"));
    machine.clock.after(60, () => did.push("late timer"));
    machine.disk.open("f", "create").append(bytes("x"));
  };
  const haunts: Deed = () => {
    old!.network.send("a", "from the dead");
    old!.network.receive(() => did.push("received"));
    old!.clock.after(1, () => did.push("new timer"));
    expect(() => old!.disk.open("f", "create")).toThrow(PowerLoss);
    return undefined;
  };
  const simulation = probes(
    [{ kind: "crash", node: "b", when: { ms: 20 }, downMs: 30, disk: "lost", seed: 1 }],
    [
      [5, does("b", prepares)],
      [19, does("b", ({ disk }) => void syncs(disk, did))],
      [25, haunts],
      [60, haunts],
      [61, sends("a", "b", "to the living")],
    ],
    { syncMs: 10 },
  );
  expect(await simulation.run(200)).toEqual({ kind: "held" });
  expect([did, gotBy(simulation, "a")]).toEqual([[], []]);
  expect(gotBy(simulation, "b")).toEqual(["a: to the living @62"]);
});

async function syncs(disk: Machine<unknown>["disk"], did: string[]): Promise<void> {
  await disk.open("f", "create").sync();
  did.push("synced");
}

test("a machine is down from its crash on, for as long as was said, and crashes once at a time", () => {
  const crash = { kind: "crash", node: "b", disk: "lost", seed: 1 } as const;
  const simulation = probes(
    [
      { ...crash, when: { ms: 10 }, downMs: 20 },
      { ...crash, when: { ms: 20 }, downMs: 500 },
      { ...crash, when: { ms: 50 }, downMs: Number.POSITIVE_INFINITY },
    ],
    [9, 12, 29, 31, 60, 900].map((atMs) => [atMs, sends("a", "b", atMs)] as const),
  );
  simulation.runSync(20);
  expect(simulation.process("b")).toBeUndefined();
  simulation.runSync(40);
  expect(gotBy(simulation, "b")).toEqual(["a: 29 @30", "a: 31 @32"]);
  simulation.runSync(1_000);
  expect([simulation.process("b"), simulation.life("b")]).toEqual([undefined, 2]);
  expect(simulation.counts).toMatchObject({ crashes: 2, restarts: 1, metNobody: 4 });
  // The crash that found it down is not among what happened.
  expect(simulation.faults.length).toBe(2);
});

test("a crash behind an event of a machine comes just behind it, once, unless it is too late", () => {
  const behind = (event: number, beforeMs: number) =>
    probes(
      [
        {
          ...{ kind: "crash", node: "b", when: { event, beforeMs } },
          ...{ downMs: 5, disk: "lost", seed: 1 },
        } as const,
      ],
      [10, 20, 30, 40].map((atMs) => [atMs, sends("a", "b", atMs)] as const),
    );
  const second = behind(2, 100);
  second.runSync(100);
  const crash = second.trace.findIndex(({ kind }) => kind === "crash");
  expect(second.trace.slice(crash - 1, crash + 1)).toEqual([
    { kind: "deliver", at: 21, message: 2, copy: 1 },
    { kind: "crash", at: 21, node: "b", power: true },
  ]);
  expect([gotBy(second, "b"), second.counts.crashes]).toEqual([["a: 30 @31", "a: 40 @41"], 1]);
  const late = behind(2, 21);
  late.runSync(100);
  expect(late.counts.crashes).toBe(0);
});

test("a crash behind an event comes behind what that event's promises do", async () => {
  const did: string[] = [];
  const goesOn = async ({ disk }: Machine<unknown>): Promise<void> => {
    const file = disk.open("f", "create");
    await file.sync();
    file.append(bytes("still alive"));
    did.push("went on");
  };
  const simulation = probes(
    [
      {
        ...{ kind: "crash", node: "b", when: { event: 1, beforeMs: 100 } },
        ...{ downMs: 5, disk: "kept", seed: 1 },
      } as const,
    ],
    [[5, does("b", (machine) => void goesOn(machine))]],
  );
  expect(await simulation.run(100)).toEqual({ kind: "held" });
  expect([did, simulation.counts.kills]).toEqual([["went on"], 1]);
});

test("the nth sync of a machine fails, counted over all its lives", async () => {
  const told: string[] = [];
  const keepsSyncing = (machine: Machine<unknown>) => {
    const file = machine.disk.open("f", "create");
    const sync = (): void => {
      file.sync().then(
        () => told.push(`ok @${machine.clock.now()}`),
        () => told.push(`failed @${machine.clock.now()}`),
      );
      machine.clock.after(10, sync);
    };
    if (machine.id === "a") machine.clock.after(10, sync);
    return { machine, got: [] };
  };
  const simulation = probes(
    [
      { kind: "fail-sync", node: "a", nth: 2 },
      { kind: "fail-sync", node: "a", nth: 4 },
      { kind: "crash", node: "a", when: { ms: 35 }, downMs: 5, disk: "lost", seed: 1 },
    ],
    [],
    { boot: keepsSyncing },
  );
  await simulation.run(75);
  expect(told).toEqual(["ok @11", "failed @21", "ok @31", "failed @51", "ok @61", "ok @71"]);
  expect(simulation.counts).toMatchObject({ syncs: 6, failedSyncs: 2 });
});

test("a sync takes its time, and what awaits it goes on before the next event", async () => {
  const simulation = probes(
    [],
    [
      [
        10,
        does("a", async ({ disk, network }) => {
          await disk.open("f", "create").sync();
          network.send("b", "saved");
        }),
      ],
      [17, sends("c", "b", "at the same time")],
    ],
    { syncMs: 7 },
  );
  await simulation.run(100);
  expect(gotBy(simulation, "b")).toEqual(["c: at the same time @18", "a: saved @18"]);
  expect(simulation.trace).toContainEqual({ kind: "synced", at: 17, node: "a", ok: true });
});

test("a promise that one machine keeps may begin a sync on another", async () => {
  let keep: (() => void) | undefined;
  let ended = false;
  const waits: Deed = (simulation) => {
    void new Promise<void>((resolve) => {
      keep = resolve;
    })
      .then(() => machineOf(simulation, "b").disk.open("f", "create").sync())
      .then(() => {
        ended = true;
      });
    return undefined;
  };
  const keeps = does("a", ({ clock }) => {
    clock.after(5, () => keep?.());
  });
  const simulation = probes(
    [],
    [
      ...([
        [1, waits],
        [2, keeps],
      ] as const),
    ],
  );
  await simulation.run(100);
  expect(ended).toBe(true);
});
