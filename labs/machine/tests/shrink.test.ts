/**
 * Shrinking: storms find what is wrong with three protocols, and little of a storm is left.
 */
import { faultText, type Plan, type PlannedFault, shrink } from "@labs/machine/sim";
import { expect, test } from "vitest";
import { election, electionStorm } from "./elections.ts";
import { registerStorm, registers } from "./register.ts";

interface Run {
  readonly faults: readonly PlannedFault[];
  runSync(untilMs: number): { readonly kind: string };
}

/** A protocol: a storm for it, how it runs, and until when. */
interface Toy<What> {
  readonly storm: (seed: number) => Plan<What>;
  readonly run: (plan: Plan<What>, trace?: boolean) => Run;
  readonly untilMs: number;
}

const hasty: Toy<number> = {
  ...{ storm: registerStorm, untilMs: 1_500 },
  run: (plan, trace) => registers(plan, true, trace),
};
const consent: Toy<never> = {
  ...{ storm: electionStorm, untilMs: 2_000 },
  run: (plan, trace) => election("silence is consent", plan, trace),
};
const forgetful: Toy<never> = {
  ...{ storm: electionStorm, untilMs: 2_000 },
  run: (plan, trace) => election("forgets its vote", plan, trace),
};

/** The plans, as faults without weather, of the first `count` storms that break it. */
function brokenPlans<What>({ storm, run, untilMs }: Toy<What>, count: number): Plan<What>[] {
  const plans: Plan<What>[] = [];
  for (let seed = 1; plans.length < count; seed++) {
    const { acts } = storm(seed);
    const simulation = run(storm(seed), true);
    if (simulation.runSync(untilMs).kind !== "broken") continue;
    plans.push({ seed, faults: [...simulation.faults], acts });
  }
  return plans;
}

async function holdsFor<What>(toy: Toy<What>, count: number): Promise<void> {
  const isBroken = (plan: Plan<What>) => toy.run(plan).runSync(toy.untilMs).kind === "broken";
  for (const plan of brokenPlans(toy, count)) {
    const { plan: small, runs } = await shrink(plan, isBroken);
    const told = `seed ${plan.seed}: ${small.faults.map(faultText).join("; ")}`;
    expect(small.faults.length, told).toBeLessThanOrEqual(4);
    expect(isBroken(small), told).toBe(true);
    expect(runs, told).toBeLessThanOrEqual(2_000);
    for (const one of small.faults) {
      const faults = small.faults.filter((fault) => fault !== one);
      expect(isBroken({ ...small, faults }), `${told} without ${faultText(one)}`).toBe(false);
    }
    for (const one of small.acts) {
      const acts = small.acts.filter((act) => act !== one);
      expect(isBroken({ ...small, acts }), told).toBe(false);
    }
  }
}

test("a register that acknowledges early: at most four faults, and none too many", () =>
  holdsFor(hasty, 40));

test("an election by silence: at most four faults, and none too many", () => holdsFor(consent, 40));

test("an election that forgets votes: at most four faults, and none too many", () =>
  holdsFor(forgetful, 15));

test("the same protocols without what is wrong hold in the same storms", () => {
  for (let seed = 1; seed <= 300; seed++) {
    expect(registers(registerStorm(seed), false).runSync(1_500).kind, `seed ${seed}`).toBe("held");
    expect(election("nothing", electionStorm(seed)).runSync(2_000).kind, `seed ${seed}`).toBe(
      "held",
    );
  }
});

/** Sixty faults that are told apart by `nth`. */
const SIXTY: readonly PlannedFault[] = Array.from({ length: 60 }, (_, i) => ({
  ...{ kind: "lose", from: "a", to: "b", nth: i },
}));

const numbers = (plan: Plan<unknown>) =>
  plan.faults.map((fault) => ("nth" in fault ? fault.nth : -1));

test("what is needed is left, in its order, and nothing else, wherever it stands", async () => {
  for (const needed of [[], [0], [59], [0, 59], [3, 4, 5], [7, 21, 22, 40], [10, 20, 30, 40, 50]]) {
    const isBroken = (plan: Plan<never>) => needed.every((n) => numbers(plan).includes(n));
    const { plan } = await shrink({ seed: 1, faults: SIXTY, acts: [] }, isBroken);
    expect(numbers(plan)).toEqual(needed);
  }
});

test("faults that are needed only because of the seed are gone with another seed", async () => {
  const isBroken = ({ seed, faults }: Plan<never>) => seed !== 1 || faults.length >= 30;
  const { plan } = await shrink({ seed: 1, faults: SIXTY, acts: [] }, isBroken);
  expect([plan.faults.length, plan.seed === 1]).toEqual([0, false]);
});

test("each fault becomes as mild as it can: shorter, narrower, a killed process for lost power", async () => {
  const milder = async (fault: PlannedFault, isBroken: (fault: PlannedFault) => boolean) => {
    const plan = { seed: 1, faults: [fault], acts: [] };
    const shrunk = await shrink(plan, ({ faults: [left] }) => left !== undefined && isBroken(left));
    return shrunk.plan.faults[0];
  };
  const cut = { kind: "cut", atMs: 5, forMs: 400, from: ["a", "b"], to: ["c", "d"] } as const;
  const fromA = (fault: PlannedFault) => fault.kind === "cut" && fault.from.includes("a");
  expect(await milder(cut, fromA)).toEqual({ ...cut, forMs: 1, from: ["a"], to: ["d"] });
  const long = (fault: PlannedFault) => fault.kind === "cut" && fault.forMs >= 100;
  expect(await milder(cut, long)).toMatchObject({ forMs: 100 });
  const crash: PlannedFault = {
    ...{ kind: "crash", node: "a", when: { ms: 9 } },
    ...{ downMs: 90, disk: "scattered", seed: 1 },
  };
  expect(await milder(crash, () => true)).toEqual({ ...crash, downMs: 1, disk: "kept" });
  const power = (fault: PlannedFault) => fault.kind === "crash" && fault.disk !== "kept";
  expect(await milder(crash, power)).toEqual({ ...crash, downMs: 1, disk: "lost" });
  const drift = { kind: "drift", node: "a", rate: 1.1 } as const;
  expect(await milder(drift, () => true)).toEqual(drift);
});

test("acts shrink as faults do; and what is returned was run, however few runs there may be", async () => {
  const acts = Array.from({ length: 50 }, (_, i) => ({ atMs: i, what: i }));
  const isBroken = (plan: Plan<number>) => plan.acts.some(({ what }) => what === 33);
  const { plan } = await shrink({ seed: 1, faults: SIXTY, acts }, isBroken);
  expect([plan.faults, plan.acts]).toEqual([[], [{ atMs: 33, what: 33 }]]);
  for (const runsMax of [0, 1, 2, 5, 9]) {
    const ran: string[] = [JSON.stringify({ seed: 1, faults: SIXTY, acts })];
    const few = await shrink<number>(
      { seed: 1, faults: SIXTY, acts },
      async (tried) => {
        ran.push(JSON.stringify(tried));
        return isBroken(tried);
      },
      runsMax,
    );
    expect([few.runs, ran.length]).toEqual([runsMax, runsMax + 1]);
    expect(ran).toContain(JSON.stringify(few.plan));
  }
});
