/**
 * A desk: a tree in which one submission after the other is graded, and the engine that grades there.
 *
 *     course/                            desk/                            made for a class, removed afterwards
 *       node_modules/ …          ◀──link── node_modules/ …
 *       grader/                  ◀──link── node_modules/@labs/grader
 *       labs/machine, db-03-wal  ◀──link── node_modules/@labs/machine, db-03    what the lab stands on: the references
 *       labs/db-05-memtable/
 *         package.json, tests/ … ──copy──▶ labs/db-05-memtable/ …
 *         reference/, mutants/              (none: no path leads from a desk to a solution)
 *         src/                              the submission's files, anew for each
 *
 * Tests, grader and packages are the course's, whatever a submission brings. The engine stays up from one submission to
 * the next, which saves most of the time of a grading; what runs a submission's code is new for each step.
 *
 * Invariant: after a submission the desk is as it was before it, or is made anew.
 */
import { createHash } from "node:crypto";
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Lab } from "../manifest.ts";
import { openGrader } from "../run/engine.ts";
import type { Grader } from "../run/grader.ts";
import { dependenciesOf, type Selection, select } from "../selection.ts";
import type { StepResult } from "../verdict.ts";
import { cageOf, type Isolation } from "./cage.ts";
import { type Submission, writeSubmission } from "./submissions.ts";

/** Folders of a lab that no grading needs, or that no submission is to see. */
const LEFT_OUT = new Set(["reference", "mutants", "src", "docs", "steps", ".stub"]);

/** How the folder of a desk begins; the process that made it follows. */
export const DESK_PREFIX = join(tmpdir(), "labs-class-");

/** What a class is graded with. */
export interface ClassPlan {
  /** The course, absolute. */
  readonly root: string;
  readonly labs: readonly Lab[];
  readonly lab: Lab;
  readonly isolation: Isolation;
  readonly seed: number;
}

/** What came of a submission at a desk. */
export interface DeskResult {
  readonly steps: readonly StepResult[];
  /** It changed files of the desk's, which are nobody's to change. */
  readonly hasTampered: boolean;
}

export class Desk {
  readonly #plan: ClassPlan;
  readonly selection: Selection;
  #folder: string | undefined;
  #digest = "";
  #grader: Grader | undefined;

  constructor(plan: ClassPlan) {
    this.#plan = plan;
    this.selection = select(
      plan.lab,
      plan.labs,
      { reference: false, all: "reference", each: new Map(), inUse: new Map() },
      () => false,
    );
  }

  /** All steps of the submission. Rejects only with GraderFault. One at a time. */
  async grade(submission: Submission): Promise<DeskResult> {
    const { lab, seed } = this.#plan;
    const folder = this.#open();
    const src = join(folder, "labs", lab.folder, "src");
    rmSync(src, { recursive: true, force: true });
    writeSubmission(submission, src);
    const steps = await this.#grader!.grade({ steps: lab.steps, seed, all: true }, () => {});
    const hasTampered = digestOf(folder, src) !== this.#digest;
    if (hasTampered) await this.close();
    return { steps, hasTampered };
  }

  /** Ends its processes and removes its tree. */
  async close(): Promise<void> {
    await this.#grader?.close();
    this.#grader = undefined;
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  #open(): string {
    if (this.#folder !== undefined) return this.#folder;
    const { root, labs, lab, isolation } = this.#plan;
    removeAbandoned();
    const folder = mkdtempSync(`${DESK_PREFIX}${process.pid}-`);
    const own = join(folder, "labs", lab.folder);
    copyLab(lab.path, own);
    writeFileSync(join(folder, "package.json"), `{ "private": true, "type": "module" }\n`);
    const needed = ["grader", "machine", ...dependenciesOf(lab, labs).map(({ id }) => id)];
    const seen = linkPackages(join(root, "node_modules"), join(folder, "node_modules"), needed);
    symlinkSync(own, join(folder, "node_modules/@labs", lab.id));
    this.#folder = folder;
    this.#digest = digestOf(folder, join(own, "src"));
    this.#grader = openGrader({
      root: folder,
      lab: { ...lab, path: own },
      conditions: this.selection.conditions,
      stepsAtOnce: 1,
      cage: cageOf(isolation, [folder, ...seen], folder),
    });
    return folder;
  }
}

/** The folders of all desks on this machine, also of other processes. */
export function desksThere(): readonly string[] {
  return readdirSync(tmpdir())
    .map((name) => join(tmpdir(), name))
    .filter((folder) => folder.startsWith(DESK_PREFIX));
}

/** Removes the desks of processes that were killed before they could. */
function removeAbandoned(): void {
  for (const folder of desksThere()) {
    const pid = Number.parseInt(folder.slice(DESK_PREFIX.length), 10);
    if (!Number.isNaN(pid) && !isAlive(pid)) rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function copyLab(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (!LEFT_OUT.has(name)) cpSync(join(from, name), join(to, name), { recursive: true });
  }
}

/**
 * Links to all packages of the course's, of those of @labs only to these.
 *
 * @returns the folders to which the links lead
 */
function linkPackages(from: string, to: string, labs: readonly string[]): readonly string[] {
  mkdirSync(join(to, "@labs"), { recursive: true });
  // What begins with a dot are lists and caches of tools.
  const others = readdirSync(from).filter((name) => name !== "@labs" && !name.startsWith("."));
  const link = (name: string): string => {
    const target = realpathSync(join(from, name));
    symlinkSync(target, join(to, name));
    return target;
  };
  const packages = new Set(others.map((name) => dirname(link(name))));
  return [...packages, ...labs.map((name) => link(`@labs/${name}`))];
}

/** Of all files but those in `src`, and where links lead. */
function digestOf(folder: string, src: string): string {
  const hash = createHash("sha256");
  const walk = (path: string): void => {
    if (path === src) return;
    const status = lstatSync(path);
    hash.update(`${path}\0${status.mode}\0`);
    if (status.isDirectory()) for (const name of readdirSync(path).sort()) walk(join(path, name));
    else if (status.isFile()) hash.update(readFileSync(path));
    else hash.update(String(status.ino));
  };
  walk(folder);
  return hash.digest("hex");
}
