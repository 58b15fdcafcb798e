/**
 * `npm run progress`: the road, or one lab of it.
 *
 * Titles of phases, and the labs that are not built yet, come from tools/roadmap.json where that is.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Lab } from "../manifest.ts";
import { ProgressStore } from "../progress.ts";
import { labLines, type RoadPhase, roadLines } from "../screen/road.ts";
import { Terminal } from "../screen/terminal.ts";
import { standingOf } from "../standing.ts";
import type { Run } from "./command.ts";
import { inUseOf } from "./wish.ts";

const roadmapSchema = z.looseObject({
  phases: z.array(
    z.looseObject({
      number: z.number(),
      title: z.string(),
      labs: z.array(z.looseObject({ id: z.string() })),
    }),
  ),
});

export const run: Run = async (invocation) => {
  const { root, labs, named } = invocation;
  const terminal = new Terminal();
  const store = new ProgressStore(root, { warn: (message) => terminal.print(message) });
  const progress = await store.read();
  const inUse = inUseOf(invocation, terminal);
  const { columns } = terminal;
  if (named.length > 0) {
    const blocks = named.map((lab) =>
      labLines(standingOf(lab, progress), columns, inUse.get(lab.id)),
    );
    terminal.print(blocks.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines])));
    return 0;
  }
  const standings = labs.map((lab) => standingOf(lab, progress));
  terminal.print(roadLines(phasesOf(root, labs), standings, columns, inUse));
  return 0;
};

function phasesOf(root: string, labs: readonly Lab[]): readonly RoadPhase[] {
  const built = new Set(labs.map((lab) => lab.id));
  const known = readRoadmap(root).map(({ number, title, labs: all }) => ({
    number,
    title,
    labsToCome: all.filter((lab) => !built.has(lab.id)).length,
  }));
  const others = [...new Set(labs.map((lab) => lab.phase))]
    .filter((number) => !known.some((phase) => phase.number === number))
    .map((number) => ({ number, title: "", labsToCome: 0 }));
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
