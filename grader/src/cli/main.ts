/**
 * The command line, from what was typed to an exit code.
 *
 *   words ──▶ command ──▶ its own words parsed ──▶ labs read, words resolved ──▶ the command's module runs
 *
 * 0 green · 1 not green · 2 what was typed, or a manifest, cannot be used · 3 a fault of the grader's own. The
 * stack of such a fault goes to a file, for a report; never to the screen.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ManifestError, readLabs } from "../manifest.ts";
import { commands } from "./catalogue.ts";
import { type CommandSpec, type ExitCode, UsageError } from "./command.ts";
import { helpOf, helpOfAll } from "./help.ts";
import { didYouMean } from "./nearest.ts";
import { resolveWords } from "./resolve.ts";
import { checkSwallowed, parseWords } from "./words.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

/** Runs one command. Prints what it has to say; never throws. */
export async function main(tokens: readonly string[], root = ROOT): Promise<ExitCode> {
  try {
    return await runCommand(tokens, root);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(error.message);
      return 2;
    }
    if (error instanceof ManifestError) {
      console.error(`A lab's manifest cannot be used, and nothing was run:\n${error.message}`);
      return 2;
    }
    console.error(faultText(error, tokens, root));
    return 3;
  }
}

async function runCommand(tokens: readonly string[], root: string): Promise<ExitCode> {
  const [name = "help", ...rest] = tokens;
  const spec = commands.find((each) => each.name === name.toLowerCase());
  if (spec === undefined) return helpOrUnknown(name, rest);
  checkSwallowed(spec, process.env);
  const typed = parseWords(spec, rest);
  if (typed.help) {
    console.log(helpOf(spec));
    return 0;
  }
  const labs = readLabs(root);
  const resolved = resolveWords(spec, typed, labs);
  const { run } = await load(spec);
  return run({ root, labs, ...resolved });
}

function helpOrUnknown(name: string, rest: readonly string[]): ExitCode {
  const names = commands.map((each) => each.name);
  if (!["help", "--help", "-h"].includes(name)) {
    throw new UsageError(
      `There is no command ${name}.${didYouMean(name, names)}\nnpm run grade help shows them all.`,
    );
  }
  const spec = commands.find((each) => each.name === rest[0]?.toLowerCase());
  console.log(spec === undefined ? helpOfAll() : helpOf(spec));
  return 0;
}

/** A command's module. An edition for learners does not have those of authors. @throws UsageError */
async function load(spec: CommandSpec): Promise<Awaited<ReturnType<CommandSpec["load"]>>> {
  try {
    return await spec.load();
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND";
    if (!spec.forAuthors || !isMissing || !String(error).includes(`tools/${spec.name}.ts`))
      throw error;
    throw new UsageError(
      `${spec.name} is a command for authors, and not in this edition of the course.`,
    );
  }
}

function faultText(error: unknown, tokens: readonly string[], root: string): string {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const command = `npm run ${tokens.join(" ")}`;
  const system = `node ${process.version}, ${process.platform} ${process.arch}`;
  const stack = error instanceof Error ? error.stack : undefined;
  const file = saveFault(root, [command, system, message, stack ?? ""].join("\n"));
  return [
    "The grader itself failed. This is no fault of your code, and it says nothing about it.",
    "",
    ...message
      .split("\n")
      .slice(0, 8)
      .map((line) => `  ${line}`),
    "",
    `Run it once more; if it comes again, please report it${reportTo(root)} with this:`,
    `  command   ${command}`,
    `  system    ${system}`,
    ...(file === undefined ? [] : [`  details   ${file}`]),
  ].join("\n");
}

function saveFault(root: string, text: string): string | undefined {
  const name = `.labs/fault-${new Date().toISOString().replace(/[:.]/g, "-")}.txt`;
  try {
    mkdirSync(join(root, ".labs"), { recursive: true });
    writeFileSync(join(root, name), `${text}\n`);
    return name;
  } catch {
    return undefined;
  }
}

function reportTo(root: string): string {
  try {
    const { bugs } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const url = typeof bugs === "string" ? bugs : bugs?.url;
    return typeof url === "string" ? ` at ${url}` : "";
  } catch {
    return "";
  }
}
