/**
 * The commands by which a cluster is played: typed in a script, behind a colon, or meant by a key.
 *
 *     step 50           fifty ticks                      heal              every way is open again
 *     await leader      until somebody leads             propose x         asks the leader for x
 *     await next        until somebody leads in a        propose x c       asks c
 *                       higher epoch than anyone now     play 2            a scenario, instead of all this
 *     await c           until c leads                    picture           the run so far, as a page
 *     await c x         until c has an entry x           read, read c      asks for the state
 *     kill a            its process dies                 show              every machine, in words
 *     power a           the same, and what it had        say …             a line among the events
 *                       not synced is lost
 *     restart a         it begins again
 *     cut a             nothing goes to a or from it
 *     cut a bc          nothing goes from a to b and c   split ab cde      two sides that cannot reach each other
 *
 * Machines are named by their letters, several in one word. `leader` is who leads in the highest epoch, `others` are
 * all but that one, and `follower` is the first of those.
 */

/** Machines, as they are named in a command. */
export type Names = string;

/** One thing to do. */
export type Command =
  | { readonly kind: "step"; readonly ticks: number }
  | { readonly kind: "await"; readonly who: Names; readonly value: string | undefined }
  | { readonly kind: "kill" | "power" | "restart"; readonly who: Names }
  | { readonly kind: "cut"; readonly from: Names; readonly to: Names | undefined }
  | { readonly kind: "split"; readonly one: Names; readonly other: Names }
  | { readonly kind: "propose"; readonly value: string; readonly who: Names }
  | { readonly kind: "read"; readonly who: Names }
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "play"; readonly scenario: number }
  | { readonly kind: "heal" | "show" | "picture" };

/** What was typed cannot be done; the message says why. */
export class PlayError extends Error {
  override readonly name = "PlayError";
}

const TICKS_MAX = 100_000;
/** How a value may be written: it must fit into a log on the screen. */
const VALUE = /^[\w-]{1,8}$/;

/** How each is typed, for a message. */
const USAGES: Readonly<Record<string, string>> = {
  step: "step 50",
  await: "await leader, await a, await a x",
  kill: "kill a",
  power: "power a",
  restart: "restart a",
  cut: "cut a, cut a bc",
  split: "split ab cde",
  heal: "heal",
  propose: "propose x, propose x a",
  read: "read, read a",
  show: "show",
  say: "say …",
  play: "play 1",
  picture: "picture",
};

/** The commands of a script: one a line, or several between semicolons. @throws PlayError */
export function parseScript(script: string): readonly Command[] {
  return script
    .split(/[;\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map(parseCommand);
}

/** One command. @throws PlayError */
export function parseCommand(line: string): Command {
  const [word = "", ...rest] = line.trim().split(/\s+/);
  const kind = word.toLowerCase();
  const command = kind === "say" ? said(rest) : parsed(kind, rest);
  if (command !== undefined) return command;
  const usage = Object.hasOwn(USAGES, kind) ? USAGES[kind] : undefined;
  if (usage !== undefined) throw new PlayError(`${line}: it goes like this: ${usage}`);
  throw new PlayError(`there is no command ${kind}; there are ${Object.keys(USAGES).join(", ")}`);
}

/** The command as it is typed. */
export function commandText(command: Command): string {
  switch (command.kind) {
    case "step":
      return `step ${command.ticks}`;
    case "await":
      return joined("await", command.who, command.value);
    case "kill":
    case "power":
    case "restart":
    case "read":
      return joined(command.kind, command.who);
    case "cut":
      return joined("cut", command.from, command.to);
    case "split":
      return joined("split", command.one, command.other);
    case "propose":
      return joined("propose", command.value, command.who);
    case "say":
      return `say ${command.text}`;
    case "play":
      return `play ${command.scenario}`;
    case "heal":
    case "show":
    case "picture":
      return command.kind;
  }
}

function said(words: readonly string[]): Command | undefined {
  return words.length === 0 ? undefined : { kind: "say", text: words.join(" ") };
}

function parsed(kind: string, words: readonly string[]): Command | undefined {
  const [first, second, ...more] = words;
  if (more.length > 0) return undefined;
  if (first === undefined) return alone(kind);
  switch (kind) {
    case "step":
      return second === undefined && number(first, TICKS_MAX) ? { kind, ticks: +first } : undefined;
    case "await":
      return { kind, who: first, value: second };
    case "cut":
      return { kind, from: first, to: second };
    case "split":
      return second === undefined ? undefined : { kind, one: first, other: second };
    case "propose":
      return VALUE.test(first) ? { kind, value: first, who: second ?? "leader" } : undefined;
    case "kill":
    case "power":
    case "restart":
    case "read":
      return second === undefined ? { kind, who: first } : undefined;
    case "play":
      return second === undefined && number(first, 9) ? { kind, scenario: +first } : undefined;
    default:
      return undefined;
  }
}

function alone(kind: string): Command | undefined {
  switch (kind) {
    case "step":
      return { kind, ticks: 1 };
    case "read":
      return { kind, who: "leader" };
    case "heal":
    case "show":
    case "picture":
      return { kind };
    default:
      return undefined;
  }
}

const number = (word: string, most: number): boolean =>
  /^\d+$/.test(word) && +word >= 1 && +word <= most;

const joined = (...words: readonly (string | undefined)[]): string =>
  words.filter((word) => word !== undefined).join(" ");
