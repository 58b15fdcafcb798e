/**
 * On what a lab is graded: whose code each lab is that it stands on, as package-exports conditions.
 *
 *   db-05 ── stands on ──▶ db-03 ──▶ db-01        "on db-01 yours, db-03 reference"
 *                                                  conditions: db-03=reference
 *
 * The graded lab is the learner's unless the reference is asked for. What it stands on, directly or not, is the
 * learner's own where that lab has passed wholly, else the reference. Of what overrides that, the most particular wins:
 *
 *   on db-03=mine  ──▶  on mine  ──▶  npm run use db-03 mine (see in-use.ts)  ──▶  what has passed
 *
 * Where the reference is graded it stands on references, whatever has passed or is in use. No condition: src. `reference`: everybody's reference. `db-03=reference`: that one's.
 */
import type { Lab } from "./manifest.ts";

export type Whose = "yours" | "reference";

export interface Standing {
  readonly lab: Lab;
  readonly whose: Whose;
  /** It is so because the learner put it in use. */
  readonly isByUse: boolean;
}

export interface Selection {
  readonly conditions: readonly string[];
  /** What the lab stands on, ordered by id. */
  readonly on: readonly Standing[];
}

export interface SelectionWish {
  /** Grade the reference of the lab itself. */
  readonly reference: boolean;
  /** For everything it stands on. */
  readonly all?: Whose;
  /** By lab id. */
  readonly each: ReadonlyMap<string, Whose>;
  /** By lab id, what is in use from command to command. */
  readonly inUse: ReadonlyMap<string, Whose>;
}

/** Chooses for `lab`. `hasPassed` says whether every step of a lab is green with the learner's code. */
export function select(
  lab: Lab,
  labs: readonly Lab[],
  wish: SelectionWish,
  hasPassed: (lab: Lab) => boolean,
): Selection {
  const on = dependenciesOf(lab, labs).map((dependency) => {
    const said = wish.each.get(dependency.id) ?? wish.all;
    const used = said ?? (wish.reference ? undefined : wish.inUse.get(dependency.id));
    const whose = used ?? byDefault(dependency, wish, hasPassed);
    return { lab: dependency, whose, isByUse: said === undefined && used !== undefined };
  });
  const references = on.filter(({ whose }) => whose === "reference").map((each) => each.lab);
  if (wish.reference && references.length === on.length) return { conditions: ["reference"], on };
  if (wish.reference) references.unshift(lab);
  return { conditions: references.map(({ id }) => `${id}=reference`), on };
}

function byDefault(lab: Lab, wish: SelectionWish, hasPassed: (lab: Lab) => boolean): Whose {
  return !wish.reference && hasPassed(lab) ? "yours" : "reference";
}

/** All labs that `lab` stands on, directly or not, ordered by id. */
export function dependenciesOf(lab: Lab, labs: readonly Lab[]): readonly Lab[] {
  const found = new Set<Lab>();
  const visit = (id: string) => {
    const dependency = labs.find((each) => each.id === id);
    if (dependency === undefined || dependency === lab || found.has(dependency)) return;
    found.add(dependency);
    dependency.standsOn.forEach(visit);
  };
  lab.standsOn.forEach(visit);
  return labs.filter((each) => found.has(each));
}

/** "on db-01 yours, db-03 reference (by use)"; empty where it stands on no lab. */
export function describeStanding(selection: Selection): string {
  if (selection.on.length === 0) return "";
  const parts = selection.on.map(
    ({ lab, whose, isByUse }) => `${lab.id} ${whose}${isByUse ? " (by use)" : ""}`,
  );
  return `on ${parts.join(", ")}`;
}
