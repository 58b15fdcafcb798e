/**
 * What a person should know of an edition that was made or brought up to date; first of all, which files of src do not
 * have what the stub has now.
 *
 *   the stub brought last ── differs ──▶ the stub brought now ◀── differs ── src: it is behind, and said now
 *   the stub that src was given from ── differs ──▶ … and src lacks a function of it: it is said at every update
 *
 * A file of src is never changed for it: `.stub` holds the new, to be compared with.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Lab } from "../grader/src/manifest.ts";
import { stepFunctions } from "../grader/src/marks.ts";
import { type EditionList, hashOf, isHashOf, type Kind } from "./edition-list.ts";
import type { Plan } from "./edition-update.ts";

/** A file of src that does not have what the stub has now. */
export interface Behind {
  readonly lab: Lab;
  /** Below src. */
  readonly file: string;
  /** `AofFile.rewrite (step 6)`: what it lacks, as far as marks tell. */
  readonly lacks: readonly string[];
  readonly isMissing: boolean;
  /** Nobody wrote in it: it is the stub as it was given. */
  readonly isAsGiven: boolean;
  /** Nor in any other file of the lab's src. */
  readonly isLabAsGiven: boolean;
}

interface Made {
  readonly folder: string;
  readonly files: readonly string[];
}

/** To be asked before the update is applied. @param before the folder's list */
export function filesBehind(
  labs: readonly Lab[],
  made: Made,
  folder: string,
  before: EditionList,
): readonly Behind[] {
  return labs.flatMap((lab) => {
    const src = `labs/${lab.folder}/src/`;
    // A lab that was not there yet is brought whole.
    if (![...before.hashes.keys()].some((path) => path.startsWith(src))) return [];
    const isLabAsGiven = filesIn(join(folder, src)).every((file) =>
      isHashOf(before.hashes.get(src + file), readFileSync(join(folder, src, file))),
    );
    return made.files
      .filter((path) => path.startsWith(src))
      .flatMap((path) => behindAt(lab, path.slice(src.length), made, folder, before) ?? [])
      .map((behind) => ({ ...behind, isLabAsGiven }));
  });
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

function behindAt(
  lab: Lab,
  file: string,
  made: Made,
  folder: string,
  { kind, hashes }: EditionList,
): Omit<Behind, "isLabAsGiven"> | undefined {
  const path = `labs/${lab.folder}/src/${file}`;
  const stub = readFileSync(join(made.folder, path));
  const there = existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : undefined;
  if (there?.equals(stub)) return undefined;
  const given = hashes.get(path);
  const last = hashes.get(`labs/${lab.folder}/.stub/${file}`) ?? given;
  const isAsGiven = there !== undefined && isHashOf(given, there);
  // Where nobody wrote, an instructor edition has it renewed.
  if (kind === "instructor" && (isAsGiven || given === undefined)) return undefined;
  const now = hashOf(stub);
  const lacks = lacking(stub.toString("utf8"), file, there?.toString("utf8") ?? "");
  if (last === now && (given === now || lacks.length === 0)) return undefined;
  return { lab, file, lacks, isMissing: there === undefined, isAsGiven };
}

/** The functions of the stub whose names are nowhere in `text`. */
function lacking(stub: string, file: string, text: string): readonly string[] {
  if (!file.endsWith(".ts")) return [];
  return stepFunctions(stub, file)
    .filter(
      ({ name }) => !new RegExp(`\\b${name.split(".").at(-1)?.replace("#", "")}\\b`).test(text),
    )
    .map(({ name, step }) => `${name} (step ${step})`);
}

export interface Report {
  readonly kind: Kind;
  readonly labs: readonly Lab[];
  readonly destination: string;
  /** What making it found. */
  readonly notes: readonly string[];
  readonly plan: Plan;
  readonly behind: readonly Behind[];
  readonly before: EditionList | undefined;
}

export function reportLines(report: Report): readonly string[] {
  const { kind, labs, destination, notes, plan, before } = report;
  const head = `${destination}: the ${kind} edition, ${labs.length} ${labs.length === 1 ? "lab" : "labs"}`;
  if (before === undefined) {
    return [head, ...notes.map((line) => `  ${line}`), `Next, there: npm run grade ${labs[0]?.id}`];
  }
  const { writes, renewed, removals } = plan;
  if (writes.size + removals.length + plan.left.length + report.behind.length === 0) {
    return [`${head}, was up to date`];
  }
  return [
    `${head}, brought up to date`,
    `  ${writes.size - renewed} new, ${renewed} renewed, ${removals.length} removed; what is yours is as it was`,
    ...besideLines(plan),
    ...renamedLines(labs, before),
    ...behindLines(report),
  ];
}

function besideLines({ writes, copies, left }: Plan): readonly string[] {
  const brought = [...writes.keys()].filter((path) => path.endsWith(".course"));
  const row = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
  return [
    ...row(
      "You changed these; they are the course's again, and yours lie beside them:",
      [...copies].map(([path, copy]) => `${path}   yours: ${copy}`),
    ),
    ...row(
      "The course has files of these names now; yours stay, and the course's lie beside them:",
      brought.map((path) => `${path.replace(/\.course$/, "")}   the course's: ${path}`),
    ),
    ...row("The course has these no more; you changed them, so they stay and are yours:", left),
  ];
}

/** A lab whose folder has another name now: its src does not go along by itself. */
function renamedLines(labs: readonly Lab[], { hashes }: EditionList): readonly string[] {
  const given = [...hashes.keys()].map((path) => path.split("/")[1] ?? "");
  return labs.flatMap(({ id, folder }) => {
    const old = given.find((name) => name.startsWith(`${id}-`) && name !== folder);
    if (old === undefined || given.includes(folder)) return [];
    return ["", `${id} lies in labs/${folder} now; what you wrote is in labs/${old}/src still.`];
  });
}

function behindLines({ kind, labs, behind }: Report): readonly string[] {
  return labs.flatMap((lab) => {
    const own = behind.filter((each) => each.lab === lab);
    const [first] = own;
    if (first === undefined) return [];
    const folder = `labs/${lab.folder}`;
    const head = ["", `${lab.id}: its stub has changed, and these files of src have not:`];
    const rows = own.map((each) => `  ${folder}/src/${each.file}${noteOf(each)}`);
    // `reset` puts back the whole of src: no advice for whoever has written some of it.
    if (first.isLabAsGiven || kind === "instructor") {
      return [
        ...head,
        ...rows,
        `  npm run reset ${lab.id} writes the new stub, after saving what is there`,
      ];
    }
    const written = own.find(({ isAsGiven, isMissing }) => !isAsGiven && !isMissing);
    const unwritten = own.find(({ isAsGiven, isMissing }) => isAsGiven || isMissing);
    return [
      ...head,
      ...rows,
      ...(written === undefined
        ? []
        : [`  To see it: diff -u ${folder}/{src,.stub}/${written.file}`]),
      ...(unwritten === undefined
        ? []
        : [`  To have it: cp ${folder}/{.stub,src}/${unwritten.file}`]),
    ];
  });
}

function noteOf({ lacks, isMissing, isAsGiven }: Behind): string {
  if (isMissing) return "   is not there";
  const without = lacks.length === 0 ? "" : `   without ${lacks.join(", ")}`;
  return isAsGiven ? `${without}   nothing of yours is in it` : without;
}
