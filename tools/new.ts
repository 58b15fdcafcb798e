/**
 * `npm run new db-05 memtable`: a lab's folder from tools/template.
 *
 *   tools/template/reference/index.ts.tmpl  ──▶  labs/db-05-memtable/reference/index.ts
 *
 * What comes out is a small lab that works: one step, one marked function with its laws, one mutant, a bench, and every
 * document with its parts. `npm run stub`, `grade` and `mutants` are right about it at once; `check` lists what the
 * documents and the mutants still lack, which is all that LAB.md asks for beyond one of each.
 *
 * `{{word}}` in a template stands for: id, title, description, phase, client, dependencies. What the roadmap knows of
 * the lab is taken from there.
 *
 * Left out: npm. The new workspace is linked by `npm install`, which is for the author to run.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type Run, UsageError } from "../grader/src/cli/command.ts";
import type { Lab } from "../grader/src/manifest.ts";
import { formatFiles, writeFiles } from "./format.ts";

const TOOLS = resolve(import.meta.dirname);
const SUFFIX = ".tmpl";

interface RoadmapLab {
  readonly id: string;
  readonly title: string;
  readonly builds: string;
  readonly standsOn: readonly string[];
  readonly client: string;
}

export const run: Run = async ({ root, labs, rest }) => {
  const [id = "", title = "", ...more] = rest;
  if (!/^db-\d\d$/.test(id) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(title) || more.length > 0) {
    throw new UsageError("say its id and its title: npm run new db-05 memtable");
  }
  for (const line of writeNewLab(root, labs, id, title)) console.log(line);
  return 0;
};

/** Writes the folder. @returns what to tell the author @throws UsageError where the id or the folder is in use */
export function writeNewLab(
  root: string,
  labs: readonly Lab[],
  id: string,
  title: string,
): readonly string[] {
  const folder = join(root, "labs", `${id}-${title}`);
  const other = labs.find((lab) => lab.id === id)?.path ?? folder;
  if (existsSync(other)) throw new UsageError(`${relative(root, other)} is there already`);
  const templates = readTemplates();
  if (templates.size === 0) throw new UsageError("this tree has no template: it is for learners");
  const { phase, lab } = roadmapOf(id);
  const standsOn = (lab?.standsOn ?? []).filter((needed) =>
    labs.some((each) => each.id === needed),
  );
  const dependencies = ["@labs/machine", ...standsOn.map((needed) => `@labs/${needed}`)];
  const words = {
    id,
    title,
    description: lab?.builds ?? title,
    phase: String(phase),
    client: lab?.client ?? "none yet",
    dependencies: JSON.stringify(Object.fromEntries(dependencies.map((name) => [name, "0.1.0"]))),
  };
  const filled = new Map([...templates].map(([path, text]) => [path, fill(path, text, words)]));
  writeFiles(folder, formatFiles(filled));
  const missing = (lab?.standsOn ?? []).filter((needed) => !standsOn.includes(needed));
  return [
    ...[...filled.keys()].map((path) => relative(root, join(folder, path))),
    ...(lab !== undefined && lab.title !== title ? [`The roadmap calls ${id} ${lab.title}.`] : []),
    ...missing.map((needed) => `It stands on ${needed}, which is no lab of this tree yet.`),
    `Next: npm install, then npm run stub ${id} and npm run grade ${id} reference`,
  ];
}

/** Values go into JSON strings and prose alike, so in a package.json they are escaped. */
function fill(path: string, text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, word: string) => {
    const value = words[word];
    if (value === undefined) throw new Error(`tools/template/${path}${SUFFIX}: no word ${word}`);
    const isText = path === "package.json" && word !== "dependencies";
    return isText ? JSON.stringify(value).slice(1, -1) : value;
  });
}

/** The templates' texts by the path of what they become. */
function readTemplates(): Map<string, string> {
  const folder = join(TOOLS, "template");
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(SUFFIX))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
  const read = (file: string) => readFileSync(join(folder, file), "utf8");
  return new Map(files.map((file) => [file.slice(0, -SUFFIX.length), read(file)]));
}

function roadmapOf(id: string): { readonly phase: number; readonly lab: RoadmapLab | undefined } {
  const { phases } = JSON.parse(readFileSync(join(TOOLS, "roadmap.json"), "utf8")) as {
    phases: { number: number; labs: RoadmapLab[] }[];
  };
  const phase = phases.find(({ labs }) => labs.some((lab) => lab.id === id));
  return { phase: phase?.number ?? 1, lab: phase?.labs.find((lab) => lab.id === id) };
}
