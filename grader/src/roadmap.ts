/**
 * The phases of the course: their titles, and the labs that are not built yet.
 *
 *   tools/roadmap.json     what is planned     ─┐
 *   labs, their manifests  what there is       ─┴──▶ phases, in order, each with what of it is to come
 *
 * Where there is no roadmap, or none that can be read, phases are those of the labs, without titles.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Lab } from "./manifest.ts";

const roadmapSchema = z.looseObject({
  phases: z.array(
    z.looseObject({
      number: z.number(),
      title: z.string(),
      labs: z.array(z.looseObject({ id: z.string(), title: z.string().default("") })),
    }),
  ),
});

/** A lab of which there is only a plan. */
export interface LabToCome {
  readonly id: string;
  readonly title: string;
}

export interface Phase {
  readonly number: number;
  readonly title: string;
  readonly toCome: readonly LabToCome[];
}

/** Every phase that is planned, or that has a lab. */
export function readPhases(root: string, labs: readonly Lab[]): readonly Phase[] {
  const built = new Set(labs.map((lab) => lab.id));
  const known = readRoadmap(root).map(({ number, title, labs: all }) => ({
    number,
    title,
    toCome: all.filter((lab) => !built.has(lab.id)).map(({ id, title }) => ({ id, title })),
  }));
  const others = [...new Set(labs.map((lab) => lab.phase))]
    .filter((number) => !known.some((phase) => phase.number === number))
    .map((number) => ({ number, title: "", toCome: [] }));
  return [...known, ...others].sort((a, b) => a.number - b.number);
}

function readRoadmap(root: string): z.infer<typeof roadmapSchema>["phases"] {
  try {
    const text = readFileSync(join(root, "tools", "roadmap.json"), "utf8");
    return roadmapSchema.parse(JSON.parse(text)).phases;
  } catch {
    return [];
  }
}
