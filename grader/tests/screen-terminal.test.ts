/**
 * The live region: drawn on a terminal only, below what is written for good.
 *
 * The stream says that it is a terminal and keeps what it is given.
 */
import chalk from "chalk";
import { beforeAll, expect, test } from "vitest";
import { LiveSteps } from "../src/screen/live.ts";
import { Terminal } from "../src/screen/terminal.ts";
import { labNamed, resultOf } from "./canned.ts";

beforeAll(() => {
  chalk.level = 0;
});

const lab = labNamed("db-01", "resp");
const [encode] = lab.steps as [(typeof lab.steps)[0]];

function terminalOf(isTTY: boolean): { readonly terminal: Terminal; text(): string } {
  let text = "";
  const write = (chunk: string) => {
    text += chunk;
    return true;
  };
  const stream = { write, isTTY, columns: 100, rows: 24 } as unknown as NodeJS.WriteStream;
  return { terminal: new Terminal(stream), text: () => text };
}

test("what runs is drawn below what is done; at the end only lines are left", async () => {
  const { terminal, text } = terminalOf(true);
  await terminal.prepare();
  const live = new LiveSteps(terminal, lab, lab.steps);
  live.begin();
  live.hear({ kind: "step-started", step: encode });
  live.hear({ kind: "test-started", step: encode, id: "simple", title: "the law of simple" });
  expect(text()).toMatch(/1 {2}Encode replies +0\/2 {3}the law of simple\n {2}· 2 {2}Decode/);
  const before = text().length;
  live.hear({ kind: "step-finished", step: encode, result: resultOf(encode) });
  expect(text().slice(before)).toContain("  ● 1  Encode replies                 2/2   0.1 s\n");
  live.end();
  const end = text().length;
  terminal.close();
  terminal.live([]);
  expect(text().slice(end)).toBe("");
  expect(text()).toMatch(/ {2}· 2 {2}Decode, however it is cut\n$/);
});

test("on a plain stream nothing is drawn twice, and nothing is an order to a terminal", async () => {
  const { terminal, text } = terminalOf(false);
  await terminal.prepare();
  terminal.live(["a line that moves"]);
  terminal.clearScreen();
  terminal.print("one");
  terminal.close();
  expect(text()).toBe("one\n");
  expect(terminal.columns).toBe(80);
  expect(terminalOf(true).terminal.columns).toBe(99);
});
