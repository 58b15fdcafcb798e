/**
 * The derived parts of PATHS.md: ways through the labs, and what of real systems to read beside each.
 *
 *   manifests      hours, minutes, titles ─┐
 *   roadmap.json   what is not built yet  ─┼─▶ PATHS.md:  overview, paths
 *   paths.json     order and texts        ─┘
 *
 * A whole lab counts with its hours, which hold the reading; a range of its steps with the steps' minutes. A lab that
 * is not built yet has no hours, and a path's sum names it. A step comes behind those before it, in the same path: only
 * of the first steps of a lab is it promised that they can be done without the others.
 *
 * Left out: whether the files of real systems are still where a path says; it says of which version.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Lab, ManifestError } from "../grader/src/manifest.ts";
import { cell, withDerived } from "./derived-part.ts";
import { headingNamed, readMarkdown, tokensOf } from "./documents-markdown.ts";
import type { Roadmap } from "./phases.ts";
import type { Problem } from "./problem.ts";

/** Where the paths are written down, relative to the tree's root. */
export const PATHS = "tools/paths.json";

const text = z.string().min(1);
const stepNumber = z.number().int().positive();

const stopSchema = z.strictObject({
  lab: z.string().regex(/^db-\d\d$/),
  /** The first and the last step; left out where the whole lab is meant. */
  steps: z.tuple([stepNumber, stepNumber]).optional(),
  /** `Saturday`, `Week 3`. */
  when: text.optional(),
  /** What it is for, in a sentence or two. */
  why: text.optional(),
  /** What of the real system to read then. */
  read: z.array(text).default([]),
  /** Which of the lab's interview talking points belong to the path, word by word. */
  questions: z.array(text).default([]),
});

const pathsSchema = z.strictObject({
  paths: z.array(
    z.strictObject({
      title: text,
      level: z.enum(["beginner", "intermediate", "advanced"]),
      /** For whom it is, and what they can do at its end. */
      about: text,
      parts: z
        .array(
          z.strictObject({
            title: text.optional(),
            text: text.optional(),
            stops: z.array(stopSchema).min(1),
          }),
        )
        .min(1),
      /** What comes behind the last stop. */
      after: text.optional(),
    }),
  ),
});

export type Paths = z.infer<typeof pathsSchema>["paths"];
type Path = Paths[number];
type Stop = z.infer<typeof stopSchema>;

/** Reads tools/paths.json of the tree. @throws ManifestError */
export function readPaths(root: string): Paths {
  const parsed = pathsSchema.safeParse(JSON.parse(readFileSync(join(root, PATHS), "utf8")));
  if (parsed.success) return parsed.data.paths;
  const lines = parsed.error.issues.map(
    ({ path, message }) => `${PATHS}: ${path.join(".")}: ${message}`,
  );
  throw new ManifestError(lines.join("\n"));
}

/** Where the paths name a lab, a step or a question that is not there. */
export function pathsProblems(
  paths: Paths,
  roadmap: Roadmap,
  labs: readonly Lab[],
): readonly Problem[] {
  const known = new Set(roadmap.phases.flatMap(({ labs: own }) => own.map(({ id }) => id)));
  const points = new Map<string, ReadonlySet<string>>();
  const pointsOf = (lab: Lab) => {
    const read = points.get(lab.id) ?? talkingPoints(join(lab.path, "CONCEPTS.md"));
    points.set(lab.id, read);
    return read;
  };
  const faults = (stop: Stop, at: number, stops: readonly Stop[]): readonly string[] => {
    const lab = labs.find(({ id }) => id === stop.lab);
    if (!known.has(stop.lab)) return [`${stop.lab} is not on the map`];
    if (lab === undefined) {
      const isBare = stop.steps === undefined && stop.questions.length === 0;
      return isBare ? [] : [`${stop.lab} is not built yet, and has no steps or questions`];
    }
    const [first, last] = stop.steps ?? [1, lab.steps.length];
    const range = `${lab.id} has the steps 1 to ${lab.steps.length}; here ${first} to ${last}`;
    const before = new Set(
      stops.slice(0, at).flatMap((other) => (other.lab === lab.id ? stepsOf(other, lab) : [])),
    );
    const needed = lab.steps.find((step) => step.number < first && !before.has(step));
    return [
      ...(first <= last && last <= lab.steps.length ? [] : [range]),
      ...(needed === undefined
        ? []
        : [`${lab.id} step ${first} needs step ${needed.number}, which does not stand before it`]),
      ...stop.questions
        .filter((question) => !pointsOf(lab).has(question))
        .map((question) => `${lab.id} has no talking point "${question}"`),
    ];
  };
  return paths.flatMap((path) =>
    stopsOf(path)
      .flatMap(faults)
      .map((fault) => ({ file: PATHS, message: `${path.title}: ${fault}` })),
  );
}

/** The questions of part 7 of CONCEPTS.md: what stands in bold at the beginning of a paragraph, without its quotes. */
function talkingPoints(file: string): ReadonlySet<string> {
  const document = readFileSync(file, "utf8");
  const part = headingNamed(readMarkdown(document), 2, "7. Interview talking points");
  const found = tokensOf(document).flatMap(({ type, map, children }) => {
    const line = (map?.[0] ?? -1) + 1;
    if (type !== "inline" || part === undefined || line <= part.line || line >= part.end) return [];
    const [open, bold] = (children ?? []).filter((each) => each.type !== "text" || each.content);
    return open?.type === "strong_open" && bold ? bold.content.replace(/^"|"$/g, "") : [];
  });
  return new Set(found);
}

/** PATHS.md with its parts as the tree has them; `undefined` where it lacks a place for one. */
export function pathsText(
  document: string,
  paths: Paths,
  roadmap: Roadmap,
  labs: readonly Lab[],
): string | undefined {
  const course: Course = {
    ready: new Map(labs.map((lab) => [lab.id, lab])),
    names: new Map(
      roadmap.phases.flatMap(({ labs: own }) => own.map(({ id, title }) => [id, `${id}-${title}`])),
    ),
  };
  const table = withDerived(document, overview(paths, course), "overview");
  const bodies = paths.map((path) => pathText(path, course));
  return table === undefined ? undefined : withDerived(table, bodies.join("\n\n"), "paths");
}

interface Course {
  readonly ready: ReadonlyMap<string, Lab>;
  readonly names: ReadonlyMap<string, string>;
}

function overview(paths: Paths, course: Course): string {
  const rows = paths.map((path) => {
    const labs = [...new Set(stopsOf(path).map(({ lab }) => lab))].join(", ");
    const cells = [
      `[${path.title}](#${anchorOf(path.title)})`,
      path.level,
      labs,
      sumOf(path, course),
    ];
    return `| ${cells.map(cell).join(" | ")} |`;
  });
  return ["| path | level | labs | hours |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function anchorOf(title: string): string {
  const text = `# ${title}`;
  return readMarkdown(text).headings[0]!.anchor;
}

function pathText(path: Path, course: Course): string {
  const before: Stop[] = [];
  const stopIn = (stop: Stop, at: number) => {
    const written = stopText(stop, at + 1, course, before);
    before.push(stop);
    return written;
  };
  const parts = path.parts.map(({ title, text: above, stops }) =>
    [
      ...(title === undefined ? [] : [`### ${title}`]),
      ...(above === undefined ? [] : [above]),
      stops.map(stopIn).join("\n"),
    ].join("\n\n"),
  );
  return [
    `## ${path.title}`,
    `*${capital(path.level)}.* ${path.about}`,
    ...parts,
    `**In all:** ${sumOf(path, course)}.`,
    ...(path.after === undefined ? [] : [path.after]),
  ].join("\n\n");
}

function stopText(stop: Stop, number: number, course: Course, before: readonly Stop[]): string {
  const head = [
    ...(stop.when === undefined ? [] : [`**${stop.when}.**`]),
    labText(stop, course, before),
    ...(stop.why === undefined ? [] : [stop.why]),
  ].join(" ");
  const lines = [
    ...stop.read,
    ...(stop.questions.length === 0
      ? []
      : [`Questions: ${stop.questions.map((question) => `"${question}"`).join(" ")}`]),
  ];
  const mark = `${number}. `;
  const indent = " ".repeat(mark.length);
  return [`${mark}${head}`, ...lines.map((line) => `${indent}- ${line}`)].join("\n");
}

/** The lab, which of its steps, and what they take. */
function labText(stop: Stop, { ready, names }: Course, before: readonly Stop[]): string {
  const lab = ready.get(stop.lab);
  if (lab === undefined) return `${names.get(stop.lab) ?? stop.lab}, not built yet.`;
  const done = new Set(
    before.flatMap((other) => (other.lab === lab.id ? stepsOf(other, lab) : [])),
  );
  const isDone = stepsOf(stop, lab).every((step) => done.has(step));
  const time = isDone ? "done above" : timeText(minutesOf([stop], lab));
  return `[${lab.folder}](labs/${lab.folder}/CONCEPTS.md)${rangeText(stop, lab)}, ${time}.`;
}

/** Which steps, linked; nothing where it is the whole lab. */
function rangeText({ steps }: Stop, lab: Lab): string {
  if (steps === undefined) return "";
  const link = (number: number) =>
    `[${number}](labs/${lab.folder}/${lab.steps[number - 1]!.document})`;
  const [first, last] = steps;
  return first === last ? `, step ${link(first)}` : `, steps ${link(first)} to ${link(last)}`;
}

function stepsOf({ steps }: Stop, lab: Lab): readonly Lab["steps"][number][] {
  const [first, last] = steps ?? [1, lab.steps.length];
  return lab.steps.slice(first - 1, last);
}

/** Of stops in one lab: its hours where one of them is the whole lab, else its steps, each once. */
function minutesOf(stops: readonly Stop[], lab: Lab): number {
  if (stops.some(({ steps }) => steps === undefined)) return lab.hours * 60;
  const steps = new Set(stops.flatMap((stop) => stepsOf(stop, lab)));
  return [...steps].reduce((sum, { minutes }) => sum + minutes, 0);
}

function timeText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (rest === 0) return `${hours} h`;
  return hours === 0 ? `${rest} min` : `${hours} h ${rest} min`;
}

/** `43 h for the labs that are ready; not built yet: db-24` */
function sumOf(path: Path, { ready }: Course): string {
  const stops = stopsOf(path);
  const ids = [...new Set(stops.map(({ lab }) => lab))];
  const missing = ids.filter((id) => !ready.has(id));
  const minutes = ids.reduce((sum, id) => {
    const lab = ready.get(id);
    const own = stops.filter((stop) => stop.lab === id);
    return lab === undefined ? sum : sum + minutesOf(own, lab);
  }, 0);
  const hours = timeText(minutes);
  if (missing.length === 0) return hours;
  const counted = minutes === 0 ? "no lab is ready" : `${hours} for the labs that are ready`;
  return `${counted}; not built yet: ${missing.join(", ")}`;
}

const stopsOf = ({ parts }: Path): readonly Stop[] => parts.flatMap(({ stops }) => stops);
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
