/**
 * The road: phases and labs, how far each is, and what comes next.
 *
 *   Phase 1  A server that keeps its word   ██████████░░░░░░░░░░   47 %
 *     db-01 resp           34/34  ●●●●●●●    yours
 *     db-02 keyspace       21/52  ●●●◐○○○○○  yours, step 4, about 9 h
 *   By use (npm run use), later labs stand on db-01 reference
 *   Next: db-02 step 4, "A cycle with a budget"   labs/db-02-keyspace/steps/04-…
 *
 * ● green  ◐ begun, or green once and not now  ○ nothing yet.
 */
import chalk from "chalk";
import type { Lab } from "../manifest.ts";
import { dependenciesOf, type Whose } from "../selection.ts";
import { hoursLeft, type LabStanding, nextOf, percentOf, type StepStanding } from "../standing.ts";
import { padded, widthOf, wrapped } from "./text.ts";

const BAR_CELLS = 20;

/** A phase as the road shows it; labs that are not built yet are counted. */
export interface RoadPhase {
  readonly number: number;
  readonly title: string;
  readonly labsToCome: number;
}

/** The whole road. `standings` are in the order of the labs. */
export function roadLines(
  phases: readonly RoadPhase[],
  standings: readonly LabStanding[],
  columns: number,
  inUse: ReadonlyMap<string, Whose> = new Map(),
): string[] {
  const labs = standings.map((each) => each.lab);
  const lines = phases.flatMap((phase) => {
    const own = standings.filter((each) => each.lab.phase === phase.number);
    const rows = own.map((each) => labLine(each, standings, labs, inUse));
    const toCome = own.length > 0 && phase.labsToCome > 0 ? [toComeLine(phase.labsToCome)] : [];
    return [phaseLine(phase, own, phases), ...rows, ...toCome];
  });
  const left = standings.reduce((sum, each) => sum + hoursLeft(each), 0);
  return [...lines, "", ...useLines(labs, inUse, columns), ...nextLines(standings, left, columns)];
}

function phaseLine(
  phase: RoadPhase,
  own: readonly LabStanding[],
  phases: readonly RoadPhase[],
): string {
  const width = Math.min(38, widthOf(phases.map((each) => each.title)));
  const head = `Phase ${phase.number}  ${padded(phase.title, width)}`;
  if (own.length === 0) return chalk.dim(`${head}   to come`);
  return `${chalk.bold(head)}   ${barOf(own)}`;
}

function barOf(own: readonly LabStanding[]): string {
  const percent = percentOf(own);
  const cells = percent > 0 ? Math.max(1, Math.floor((percent * BAR_CELLS) / 100)) : 0;
  const bar = chalk.green("█".repeat(cells)) + chalk.dim("░".repeat(BAR_CELLS - cells));
  return `${bar} ${String(percent).padStart(4)} %`;
}

function labLine(
  standing: LabStanding,
  standings: readonly LabStanding[],
  labs: readonly Lab[],
  inUse: ReadonlyMap<string, Whose>,
): string {
  const { lab, steps, points, pointsMax } = standing;
  const name = padded(`${lab.id} ${lab.title}`, Math.max(18, widthOf(labs.map(nameOf))));
  const count = `${points}/${pointsMax}`.padStart(7);
  const marks = padded(
    steps.map(markOf).join(""),
    Math.max(...labs.map((each) => each.steps.length)),
  );
  return `  ${name} ${count}  ${marks}  ${noteOf(standing, standings, labs, inUse)}`;
}

const nameOf = (lab: Lab) => `${lab.id} ${lab.title}`;

function toComeLine(count: number): string {
  return chalk.dim(`  and ${count} ${count === 1 ? "lab" : "labs"} to come`);
}

function markOf(step: StepStanding): string {
  if (step.isGreen) return chalk.green("●");
  return step.isBegun ? chalk.yellow("◐") : "○";
}

function noteOf(
  standing: LabStanding,
  standings: readonly LabStanding[],
  labs: readonly Lab[],
  inUse: ReadonlyMap<string, Whose>,
): string {
  if (standing.isGreen) return "yours";
  if (standing.isBegun) {
    return `yours, step ${standing.at?.step.number}, ${hours(hoursLeft(standing))} left`;
  }
  const stoodOn = standings.some(
    (each) => each.isBegun && dependenciesOf(each.lab, labs).includes(standing.lab),
  );
  return stoodOn && inUse.get(standing.lab.id) !== "yours"
    ? "later labs stand on the reference"
    : hours(standing.lab.hours);
}

/** "By use (npm run use), later labs stand on db-04 reference, db-07 yours"; none where nothing is in use. */
function useLines(
  labs: readonly Lab[],
  inUse: ReadonlyMap<string, Whose>,
  columns: number,
): string[] {
  const used = labs.filter(({ id }) => inUse.has(id)).map(({ id }) => `${id} ${inUse.get(id)}`);
  if (used.length === 0) return [];
  return wrapped(`By use (npm run use), later labs stand on ${used.join(", ")}`, columns);
}

/** "about 7 h" */
export function hours(count: number): string {
  return count < 1
    ? `about ${Math.max(5, Math.round((count * 60) / 5) * 5)} min`
    : `about ${Math.round(count)} h`;
}

function nextLines(standings: readonly LabStanding[], left: number, columns: number): string[] {
  const next = nextOf(standings);
  if (next === undefined) return ["Every lab is green."];
  const { lab, step, document, command } = next;
  return [
    ...wrapped(`Next: ${lab.id} step ${step.number}, "${step.title}"`, columns),
    `      ${document}`,
    `      then ${command}`,
    `Left: ${hours(left)} of all that is here`,
  ];
}

/** One lab, step by step. @param inUse whose code later labs stand on by use */
export function labLines(standing: LabStanding, columns: number, inUse?: Whose): string[] {
  const { lab, steps, points, pointsMax } = standing;
  const width = widthOf(lab.steps.map((step) => step.title));
  const rows = steps.map((each) => {
    const { step } = each;
    const head = `  ${markOf(each)} ${String(step.number).padStart(2)}  ${padded(step.title, width)}`;
    const notes = [
      each.wasGreen ? "was green, and is not now" : "",
      each.isRevealed ? "revealed" : "",
      each.isGreen || each.isBegun ? "" : `about ${step.minutes} min`,
    ].filter((note) => note !== "");
    return `${head}  ${`${each.points}/${step.tests.length}`.padStart(5)}   ${notes.join(", ")}`.trimEnd();
  });
  const next =
    standing.at === undefined
      ? ["Every step is green."]
      : wrapped(
          `Next: step ${standing.at.step.number}, labs/${lab.folder}/${standing.at.step.document}`,
          columns,
        );
  const left = standing.isGreen ? "done" : `${hours(hoursLeft(standing))} left`;
  return [
    `${chalk.bold(nameOf(lab))}   ${points}/${pointsMax}   ${left}`,
    ...wrapped(lab.description, columns),
    "",
    ...rows,
    "",
    ...(inUse === undefined ? [] : useLines([lab], new Map([[lab.id, inUse]]), columns)),
    ...next,
  ];
}
