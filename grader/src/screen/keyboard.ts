/**
 * Single keys, where there is a keyboard.
 *
 * Invariant: the terminal is given back when whoever listens says so, and at the latest when the process ends.
 */

/** What Ctrl-C is, where keys come singly. */
export const CTRL_C = "\u0003";

/** Hears single keys; nothing where standard input is no terminal. @returns a function that gives the terminal back */
export function onKey(hear: (key: string) => void): () => void {
  const { stdin } = process;
  if (stdin.isTTY !== true) return () => {};
  const listener = (chunk: Buffer) => hear(chunk.toString());
  stdin.setRawMode(true).resume().on("data", listener);
  const restore = () => stdin.setRawMode(false);
  process.on("exit", restore);
  return () => {
    process.off("exit", restore);
    restore();
    stdin.off("data", listener).pause();
  };
}
