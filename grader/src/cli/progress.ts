/**
 * `npm run progress`: the road, or one lab of it.
 * `npm run progress html [FILE]`: all of it as a page; see progress-html.ts.
 */
import type { Lab } from "../manifest.ts";
import { ProgressStore } from "../progress.ts";
import { readPhases } from "../roadmap.ts";
import { labLines, type RoadPhase, roadLines } from "../screen/road.ts";
import { Terminal } from "../screen/terminal.ts";
import { standingOf } from "../standing.ts";
import type { Run } from "./command.ts";
import { inUseOf } from "./wish.ts";

export const run: Run = async (invocation) => {
  if (invocation.options.html !== undefined) {
    const { progressPage } = await import("./progress-html.ts");
    return progressPage(invocation);
  }
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
  return readPhases(root, labs).map(({ toCome, ...phase }) => ({
    ...phase,
    labsToCome: toCome.length,
  }));
}
