/**
 * What a lab's `play.ts` is made of: a cluster of its machines, in the terminal, by keys or by a script.
 *
 *     npm run play db-16                              by keys
 *     npm run play db-16 script "step 50; kill a"     a transcript; where there is no terminal, from standard input
 *     npx tsx labs/db-16-raft/play.ts --seed 7
 *
 *     lab.ts          what a lab gives                  screen.ts, boxes.ts, flights.ts   what is drawn
 *     command.ts      what can be done                  session.ts, keys.ts               keys, real time
 *     game.ts         a cluster to which it is done     transcript.ts                     without a terminal
 */
import { parseArgs } from "node:util";
import type { Playable } from "./lab.ts";
import { playByKeys } from "./session.ts";
import { playScript } from "./transcript.ts";

export { type Cell, type Lane, namesOf, type Playable, type Scenario, type Tell } from "./lab.ts";

const MACHINES = 5;

/** Plays, as the words of the command line say; ends the process where it could not. */
export async function play<Message, Process>(lab: Playable<Message, Process>): Promise<void> {
  const { values } = parseArgs({
    options: {
      machines: { type: "string", default: String(MACHINES) },
      seed: { type: "string", default: "1" },
      script: { type: "string" },
      whose: { type: "string", default: "your code" },
    },
  });
  const options = { machines: Number(values.machines), seed: Number(values.seed) };
  const { stdin, stdout } = process;
  if (values.script === undefined && stdin.isTTY === true && stdout.isTTY === true) {
    return playByKeys(lab, options, values.whose);
  }
  const script = values.script ?? (await standardInput());
  const isDone = await playScript(lab, options, script, (line) => console.log(line));
  if (!isDone) process.exitCode = 1;
}

async function standardInput(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
  return text;
}
