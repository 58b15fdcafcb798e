/**
 * `npm run catches LAB [only NAME] [schedules N] [times N]`: how many storms it takes to catch each mutant.
 *
 *   mutant, edit in memory ──▶ the lab's soak in one file ──▶ so many schedules, from several seeds ──▶ a row
 *
 * A figure for authors: what a law finds in one step a storm may need a thousand schedules for, or never find, since
 * its laws do not look there. Beside it stands how small the plan became that tells of it.
 *
 * The soak is bundled with esbuild, so that the edit is made where the module loads.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { $ } from "zx";
import { type Run, UsageError } from "../grader/src/cli/command.ts";
import type { Lab } from "../grader/src/manifest.ts";
import { type NamedMutant, readMutants } from "./mutant-files.ts";

/** One soak of one mutant. */
interface Catch {
  readonly schedules: number;
  /** The kind of storm that has caught it, and the small plan; absent where none has. */
  readonly name?: string;
  readonly message?: string;
  readonly faults?: number;
  readonly acts?: number;
}

const SCHEDULES = 2_000;
const TIMES = 3;
/** Between the first seeds of two soaks. */
const APART = 1_000_000;
const SOAK_SECONDS = 120;

export const run: Run = async ({ root, named, labs, options }) => {
  const [lab] = named.length > 0 ? named : labs.filter(({ soak }) => soak !== undefined);
  if (lab?.soak === undefined) throw new UsageError(`${lab?.id ?? "this tree"} has no storms`);
  const { mutants } = await readMutants(lab);
  const chosen = mutants.filter(({ name }) => options.only === undefined || name === options.only);
  const number = (name: string, usual: number) =>
    typeof options[name] === "string" ? Number(options[name]) : usual;
  const [schedules, times] = [number("schedules", SCHEDULES), number("times", TIMES)];
  console.log(
    `| mutant | step | caught in | schedules, mean | longest | faults left | acts left |`,
  );
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  for (const mutant of chosen) {
    const file = await bundled(root, lab, mutant);
    const catches: Catch[] = [];
    for (let i = 0; i < times; i++) catches.push(await soaked(file, schedules, i * APART));
    console.log(rowOf(mutant, catches));
  }
  return 0;
};

/** The lab's soak with the mutant in it, as one file. */
async function bundled(
  root: string,
  lab: Lab,
  { name, file, find, replace }: NamedMutant,
): Promise<string> {
  const folder = join(root, ".labs", "catches");
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${lab.id}-${name}.mjs`);
  const mutated = join(lab.path, "reference", file);
  await build({
    ...{ entryPoints: [join(lab.path, lab.soak ?? "")], outfile, bundle: true },
    ...{ platform: "node", format: "esm", conditions: ["reference"], logLevel: "error" },
    external: ["esbuild", "write-file-atomic"],
    plugins: [
      {
        name: "mutant",
        setup(plugins) {
          plugins.onLoad({ filter: /\.ts$/ }, ({ path }) => {
            if (path !== mutated) return undefined;
            const contents = readFileSync(path, "utf8").replace(find, () => replace);
            return { contents, loader: "ts" };
          });
        },
      },
    ],
  });
  return outfile;
}

async function soaked(file: string, schedules: number, from: number): Promise<Catch> {
  const words = ["schedules", `${schedules}`, "from", `${from}`, "json"];
  const { stdout } = await $({
    nothrow: true,
    timeout: `${SOAK_SECONDS}s`,
  })`${process.execPath} ${file} ${words}`;
  const line = stdout.trim().split("\n").at(-1) ?? "";
  return line.startsWith("{") ? JSON.parse(line) : { schedules, name: "hangs" };
}

function rowOf({ name, step }: NamedMutant, catches: readonly Catch[]): string {
  const caught = catches.filter((each) => each.name !== undefined);
  const kinds = [...new Set(caught.map((each) => each.name))].sort().join(", ") || "none";
  const mean = (values: readonly number[]) =>
    values.length === 0
      ? "–"
      : (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(
          values.some((value) => value % 1) ? 1 : 0,
        );
  const most = caught.length === 0 ? "–" : `${Math.max(...caught.map((each) => each.schedules))}`;
  const within = `${caught.length} of ${catches.length}: ${kinds}`;
  const faults = mean(caught.flatMap((each) => each.faults ?? []));
  const acts = mean(caught.flatMap((each) => each.acts ?? []));
  return `| ${name} | ${step} | ${within} | ${mean(caught.map((each) => each.schedules))} | ${most} | ${faults} | ${acts} |`;
}
