/**
 * A game without a terminal: commands from a script, what happens as plain lines.
 *
 *     > await leader
 *          240 ms  b  is candidate 1
 *          320 ms  b  is leader 1
 *     > show
 *     b   ★ leader     term 1   voted b   committed 0 of 1   log │1·
 *
 * The same script, seed and code print the same.
 */
import { writePicture } from "../picture/write.ts";
import { padded } from "../screen/text.ts";
import { type Command, commandText, PlayError, parseScript } from "./command.ts";
import { Game, type GameOptions, type Line } from "./game.ts";
import type { Playable } from "./lab.ts";

/** Where pictures go, from the folder in which it was begun. */
export const PICTURES = ".labs/pictures";

/** Plays a script. @returns whether all of it could be carried out */
export async function playScript<Message, Process>(
  lab: Playable<Message, Process>,
  options: GameOptions,
  script: string,
  print: (line: string) => void,
): Promise<boolean> {
  let game = new Game(lab, options);
  let told = 0;
  const tell = () => {
    for (const line of game.lines.slice(told)) print(lineText(line));
    told = game.lines.length;
  };
  try {
    const waiting = [...parseScript(script)];
    await game.begin();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (next.kind !== "say") print(`> ${commandText(next)}`);
      if (next.kind === "play") {
        const { watch, machines, seed = options.seed, script: lines } = scenarioOf(lab, next);
        print(watch);
        game = new Game(lab, { machines, seed });
        told = 0;
        await game.begin();
        waiting.unshift(...parseScript(lines.join("\n")));
      } else await played(game, next, print);
      tell();
      if (game.failure !== undefined) throw new PlayError(game.failure);
    }
    return true;
  } catch (error) {
    if (!(error instanceof PlayError)) throw error;
    tell();
    print(error.message);
    return false;
  }
}

/** The scenario that `play` names. @throws PlayError */
export function scenarioOf<Message, Process>(
  { scenarios }: Playable<Message, Process>,
  { scenario }: Extract<Command, { kind: "play" }>,
) {
  const found = scenarios[scenario - 1];
  if (found !== undefined) return found;
  const titles = scenarios.map(({ title }, i) => `${i + 1} ${title}`);
  throw new PlayError(`there is no scenario ${scenario}; there are ${titles.join(", ")}`);
}

/** An event in a line: `1240 ms  a  is leader 3`. */
export function lineText({ at, where, text }: Line): string {
  return `  ${String(at).padStart(6)} ms  ${padded(where, 1)}  ${text}`;
}

/** The machines in words, a line each. */
export function showLines<Message, Process>(
  game: Game<Message, Process>,
  { epoch }: Pick<Playable<Message, Process>, "epoch">,
): readonly string[] {
  return game.nodes.map((node) => {
    const lane = game.lane(node);
    const far = game.unreached(node);
    const cut = far.length === 0 ? "" : `   cannot reach ${far.join(", ")}`;
    if (lane === undefined) return `  ${node}   down${cut}`;
    const { log, committed } = lane;
    const cells = log.map((cell) => `${cell.epoch}${cell.text}`);
    const logs = [...cells.slice(0, committed), "│", ...cells.slice(committed)];
    const role = padded(`${lane.leads ? "★ " : "  "}${lane.role}`, 11);
    const state = padded(`${epoch} ${lane.epoch}, ${lane.fact}`, 20);
    return `  ${node} ${role}  ${state}  log ${logs.join(" ")}${cut}`;
  });
}

async function played<Message, Process>(
  game: Game<Message, Process>,
  command: Command,
  print: (line: string) => void,
): Promise<void> {
  const lab = game.lab;
  game.add([command]);
  const show = ({ kind }: Command) => {
    if (kind === "show") for (const line of showLines(game, lab)) print(line);
    if (kind === "picture") print(writePicture(PICTURES, `${lab.lab}-played`, game.picture));
  };
  for (game.carryOut(show); game.isBusy; game.carryOut(show)) await game.tick();
}
