/**
 * A lab's manifest: its package.json, and nothing beside it.
 *
 *   labs/db-05-memtable/package.json
 *     name          @labs/db-05                what imports say
 *     description   one line                   listings
 *     dependencies  @labs/db-03 …              what this lab stands on: npm's own graph
 *     lab           phase, title, hours, steps the block validated here
 *
 * A step's document is steps/NN-name.md and its tests are tests/NN-name.test.ts: NN is its place in the list,
 * name is `file`. One declared test is one point. Ids are for ever: progress, hints and results refer to
 * them; a test's is unique in its step.
 *
 * A manifest that does not fit is a ManifestError naming file and field, never a crash further on.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";

const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected lower-case words joined by dashes");

const stepSchema = z.strictObject({
  /** Stable for ever; progress refers to it. */
  id: slug,
  title: z.string().min(1),
  /** The `name` of steps/NN-name.md and tests/NN-name.test.ts. */
  file: slug,
  /** How long a newcomer needs. */
  minutes: z.number().int().positive(),
  /** Ids of the tests that tests/NN-name.test.ts must report. Derived by `npm run derive`. */
  tests: z.array(slug).min(1),
});

const labSchema = z.strictObject({
  phase: z.number().int().positive(),
  /** The short name by which people call it: `resp`. */
  title: slug,
  /** 1 (an evening) to 5 (weeks). */
  difficulty: z.number().int().min(1).max(5),
  hours: z.number().positive(),
  /** The clients and tools nobody here wrote. */
  client: z.string(),
  /** What the lab's index exports, and of which kind. Derived by `npm run stub`. */
  exports: z.record(
    z.string(),
    z.enum(["function", "class", "object", "number", "string", "bigint"]),
  ),
  /** What `npm run serve`, `npm run play`, `npm run bench`, `npm run soak` and `npm run inspect` run; relative to the lab. */
  serve: z.string().optional(),
  play: z.string().optional(),
  bench: z.string().optional(),
  soak: z.string().optional(),
  inspect: z.string().optional(),
  /** Shown when every step is green: what to type to use the thing by hand. */
  byHand: z.string().optional(),
  steps: z.array(stepSchema).min(1),
});

const packageSchema = z.looseObject({
  name: z.string().regex(/^@labs\/db-\d\d$/, "expected @labs/db-NN"),
  description: z.string().min(1),
  dependencies: z.record(z.string(), z.string()).default({}),
  lab: labSchema,
});

export interface Step {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly minutes: number;
  readonly tests: readonly string[];
  /** 1-based place in the lab. */
  readonly number: number;
  /** Relative to the lab's folder: `steps/01-encode.md`, `tests/01-encode.test.ts`. */
  readonly document: string;
  readonly testFile: string;
}

export interface Lab {
  /** `db-01` */
  readonly id: string;
  /** `resp` */
  readonly title: string;
  /** `db-01-resp`, the folder's name. */
  readonly folder: string;
  /** Absolute path of the folder. */
  readonly path: string;
  readonly description: string;
  readonly phase: number;
  readonly difficulty: number;
  readonly hours: number;
  readonly client: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly serve?: string;
  readonly play?: string;
  readonly bench?: string;
  readonly soak?: string;
  readonly inspect?: string;
  readonly byHand?: string;
  readonly steps: readonly Step[];
  /** Ids of the labs it stands on directly, in order. */
  readonly standsOn: readonly string[];
}

/** A manifest that cannot be used: file, field, what was expected. The CLI ends with 2. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
}

/** Whether this tree has the lab's reference: an authors' tree has, a student edition has not. */
export function hasReference(lab: Lab): boolean {
  return existsSync(join(lab.path, "reference", "index.ts"));
}

/** In a student edition, the reference of a lab that others stand on: one minified file of the lab's folder. */
export const BUNDLE = "reference.bundle.mjs";

/** Whether later labs can stand on the lab's reference here: as files, or as a student edition's bundle. */
export function hasReferenceToStandOn(lab: Lab): boolean {
  return hasReference(lab) || existsSync(join(lab.path, BUNDLE));
}

/** Reads and validates every lab under `root`/labs, ordered by id. @throws ManifestError */
export function readLabs(root: string): readonly Lab[] {
  const folders = readdirSync(join(root, "labs"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^db-\d\d-/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  const labs = folders
    .filter((folder) => existsSync(join(root, "labs", folder, "package.json")))
    .map((folder) => readLab(root, folder));
  const ids = new Set(labs.map((lab) => lab.id));
  for (const lab of labs) {
    for (const id of lab.standsOn) {
      if (!ids.has(id)) {
        throw new ManifestError(
          `labs/${lab.folder}/package.json: dependencies: @labs/${id} is not a lab of this tree`,
        );
      }
    }
  }
  return labs;
}

function readLab(root: string, folder: string): Lab {
  const path = join(root, "labs", folder);
  const file = join(path, "package.json");
  const name = relative(root, file);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ManifestError(`${name}: is not JSON: ${(error as Error).message}`);
  }
  const parsed = packageSchema.safeParse(json);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      (issue) => `${name}: ${issue.path.join(".") || "(the whole file)"}: ${issue.message}`,
    );
    throw new ManifestError(lines.join("\n"));
  }
  const { name: packageName, description, dependencies, lab } = parsed.data;
  const id = packageName.slice("@labs/".length);
  if (folder !== `${id}-${lab.title}`) {
    throw new ManifestError(
      `${name}: name and lab.title: expected the folder to be ${id}-${lab.title}, and it is ${folder}`,
    );
  }
  checkUnique(
    name,
    "lab.steps",
    lab.steps.map((step) => step.id),
  );
  lab.steps.forEach((step, index) => {
    checkUnique(name, `lab.steps.${index}.tests`, step.tests);
  });
  const { serve, play, bench, soak, inspect, byHand, steps, ...rest } = lab;
  return {
    ...rest,
    id,
    folder,
    path,
    description,
    ...(serve === undefined ? {} : { serve }),
    ...(play === undefined ? {} : { play }),
    ...(bench === undefined ? {} : { bench }),
    ...(soak === undefined ? {} : { soak }),
    ...(inspect === undefined ? {} : { inspect }),
    ...(byHand === undefined ? {} : { byHand }),
    steps: steps.map((step, index) => {
      const file = `${String(index + 1).padStart(2, "0")}-${step.file}`;
      return {
        ...step,
        number: index + 1,
        document: `steps/${file}.md`,
        testFile: `tests/${file}.test.ts`,
      };
    }),
    standsOn: Object.keys(dependencies)
      .filter((dependency) => /^@labs\/db-\d\d$/.test(dependency))
      .map((dependency) => dependency.slice("@labs/".length)),
  };
}

function checkUnique(file: string, field: string, ids: readonly string[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new ManifestError(`${file}: ${field}: ${twice} stands twice`);
}
