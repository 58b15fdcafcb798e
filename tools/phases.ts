/**
 * The tables of PHASES.md: every lab of the map, phase by phase.
 *
 *   manifests     ─┐
 *                  ├─▶ PHASES.md, between  <!-- derived: npm run derive -->  and  <!-- end -->
 *   roadmap.json  ─┘
 *
 * A lab that stands in the tree is described by its manifest, the others by roadmap.json, which
 * holds the whole map and its order. A lab of the tree that the map does not know, or knows in
 * another phase, is a problem.
 *
 * Left out: dates. A lab is ready or it is not built yet.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Lab, ManifestError } from "../grader/src/manifest.ts";
import { cell, withDerived } from "./derived-part.ts";
import type { Problem } from "./problem.ts";

const roadmapSchema = z.strictObject({
  phases: z.array(
    z.strictObject({
      number: z.number().int().positive(),
      title: z.string().min(1),
      labs: z.array(
        z.strictObject({
          id: z.string().regex(/^db-\d\d$/),
          title: z.string().min(1),
          builds: z.string().min(1),
          standsOn: z.array(z.string()),
          client: z.string().optional(),
        }),
      ),
    }),
  ),
});

/** The whole map, in its order. */
export type Roadmap = z.infer<typeof roadmapSchema>;

/** Reads tools/roadmap.json of the tree. @throws ManifestError */
export function readRoadmap(root: string): Roadmap {
  const parsed = roadmapSchema.safeParse(
    JSON.parse(readFileSync(join(root, "tools/roadmap.json"), "utf8")),
  );
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    ({ path, message }) => `tools/roadmap.json: ${path.join(".")}: ${message}`,
  );
  throw new ManifestError(lines.join("\n"));
}

/** Where the map and the tree disagree. */
export function roadmapProblems({ phases }: Roadmap, labs: readonly Lab[]): readonly Problem[] {
  const file = "tools/roadmap.json";
  const planned = phases.flatMap(({ number, labs: own }) => own.map((lab) => ({ ...lab, number })));
  const known = new Set(planned.map(({ id }) => id));
  const unknown = planned.flatMap(({ id, standsOn }) =>
    standsOn
      .filter((below) => !known.has(below))
      .map((below) => ({ file, message: `${id} stands on ${below}, which is not on the map` })),
  );
  const misplaced = labs.flatMap(({ id, title, phase }) => {
    const plan = planned.find((lab) => lab.id === id);
    if (plan === undefined) return { file, message: `${id}-${title} is not on the map` };
    if (plan.title !== title)
      return { file, message: `${id} is called ${plan.title}; here ${title}` };
    return plan.number === phase
      ? []
      : { file, message: `${id} is in phase ${plan.number}; its manifest says ${phase}` };
  });
  return [...unknown, ...misplaced];
}

/** PHASES.md with its tables as the tree has them; `undefined` where it has no place for them. */
export function phasesText(
  text: string,
  roadmap: Roadmap,
  labs: readonly Lab[],
): string | undefined {
  return withDerived(text, tables(roadmap, labs));
}

function tables({ phases }: Roadmap, labs: readonly Lab[]): string {
  const ready = new Map(labs.map((lab) => [lab.id, lab]));
  return phases
    .map(({ number, title, labs: planned }) => {
      const rows = planned.map((plan) => row(plan, ready.get(plan.id)));
      return [
        `## Phase ${number}: ${title}`,
        "",
        "| lab | builds | stands on | hours | real client | status |",
        "| --- | --- | --- | --- | --- | --- |",
        ...rows,
      ].join("\n");
    })
    .join("\n\n");
}

type Plan = Roadmap["phases"][number]["labs"][number];

function row(plan: Plan, lab: Lab | undefined): string {
  const name = `${plan.id}-${plan.title}`;
  const on = lab?.standsOn ?? plan.standsOn;
  const cells = [
    lab === undefined ? name : `[${name}](labs/${lab.folder}/CONCEPTS.md)`,
    lab?.description ?? plan.builds,
    on.length === 0 ? "machine" : on.join(", "),
    lab === undefined ? "" : String(lab.hours),
    lab?.client ?? plan.client ?? "",
    lab === undefined ? "not built yet" : "ready",
  ];
  return `| ${cells.map(cell).join(" | ")} |`.replace(/ {2,}/g, " ");
}
