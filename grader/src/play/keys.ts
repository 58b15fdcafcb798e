/**
 * Keys: what each of them means, while a cluster is watched.
 *
 * Those that do something to a machine do it to the one that is chosen, and are commands that could be typed as well.
 */
import type { NodeId } from "@labs/machine/sim";

/** What a key asks for. */
export type Wish =
  | { readonly kind: "choose"; readonly node: NodeId }
  /** A command, as it is typed. */
  | { readonly kind: "command"; readonly text: string }
  | { readonly kind: "propose" | "pause" | "tick" | "faster" | "slower" | "new" | "type" }
  | { readonly kind: "help" | "quit" };

/** What a key needs to know to be understood. */
export interface Chosen {
  readonly node: NodeId;
  readonly nodes: readonly NodeId[];
}

/** The two lines at the foot of the screen. */
export const KEY_LINES: readonly string[] = [
  "a-e machine · k kill · l lights out · s start · x cut off · o deaf · h heal",
  "v value · r read · 1-9 scene · n new · space stop · . tick · +- speed · ? q",
];

/** What `?` shows. */
export const HELP_LINES: readonly string[] = [
  "  a b c …   choose a machine",
  "  k  s      kill its process: what it had written stays; start it again",
  "  l         lights out: its power goes, and with it what was not synced",
  "  x         cut it off: nothing goes to it or from it",
  "  o         one way: it speaks, and hears nothing",
  "  h         heal: every way is open",
  "  v  r      propose a value, read; the chosen one if it leads, else who leads",
  "  space .   stop and go on; one tick",
  "  + -       faster, slower",
  "  n         a new cluster, of three machines, or of five",
  "  p  q      write the run as a page; quit",
  "  :         type a command: cut a bc, split ab cde, propose x a, await leader …",
];

/** What a key means; undefined where it means nothing. */
export function wishOf(key: string, { node, nodes }: Chosen): Wish | undefined {
  if (nodes.includes(key)) return { kind: "choose", node: key };
  if (/^[1-9]$/.test(key)) return { kind: "command", text: `play ${key}` };
  const others = nodes.filter((other) => other !== node).join("");
  switch (key) {
    case "k":
      return { kind: "command", text: `kill ${node}` };
    case "l":
      return { kind: "command", text: `power ${node}` };
    case "s":
      return { kind: "command", text: `restart ${node}` };
    case "x":
      return { kind: "command", text: `cut ${node}` };
    case "o":
      return { kind: "command", text: `cut ${others} ${node}` };
    case "h":
      return { kind: "command", text: "heal" };
    case "p":
      return { kind: "command", text: "picture" };
    default:
      return plainWish(key);
  }
}

function plainWish(key: string): Wish | undefined {
  switch (key) {
    case "v":
      return { kind: "propose" };
    case "r":
      return { kind: "command", text: "read" };
    case " ":
      return { kind: "pause" };
    case ".":
      return { kind: "tick" };
    case "+":
    case "=":
      return { kind: "faster" };
    case "-":
      return { kind: "slower" };
    case "n":
      return { kind: "new" };
    case ":":
      return { kind: "type" };
    case "?":
      return { kind: "help" };
    case "q":
    case "Q":
    case "\u0003":
      return { kind: "quit" };
    default:
      return undefined;
  }
}

/** The keys in what the terminal has sent: one each, but that an escape sequence is one. */
export function keysOf(chunk: string): readonly string[] {
  return chunk.startsWith("\u001b") ? [chunk] : [...chunk];
}
