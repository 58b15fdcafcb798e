/**
 * From what was typed to words with values.
 *
 *   npm run grade db-01 step 3 seed 7      npm swallows what begins with dashes, so words do without
 *   npx grade db-01 --step 3 --seed=7      the same
 *         │
 *         ├─ plain words that the command knows get their dashes back
 *         ├─ commander parses                       { step: "3", seed: "7" }, ["db-01"]
 *         └─ numbers are held against their ranges
 *
 * What is left over is labs, steps or names: resolve.ts knows. Nothing here reads the tree.
 */
import { Command, CommanderError, Option } from "commander";
import { type CommandSpec, UsageError, type Word } from "./command.ts";
import { didYouMean } from "./nearest.ts";

export interface Typed {
  readonly options: Readonly<Record<string, string | true | readonly string[]>>;
  /** The words that are not the command's own, in order. */
  readonly words: readonly string[];
  /** `help` was among the words. */
  readonly help: boolean;
}

/** Parses what stands after the command's name. @throws UsageError */
export function parseWords(spec: CommandSpec, tokens: readonly string[]): Typed {
  if (asksForHelp(spec, tokens)) {
    return { options: {}, words: [], help: true };
  }
  const { options, words } = parse(spec, withDashes(spec, tokens));
  for (const word of spec.words) checkRange(spec, word, options[word.name]);
  return { options, words, help: false };
}

/** `help` stands among the words, and not in a value that goes to the end: a title may say it. */
function asksForHelp(spec: CommandSpec, tokens: readonly string[]): boolean {
  const title = tokens.findIndex((token) => wordNamed(spec, token)?.toTheEnd === true);
  const own = tokens.slice(0, title === -1 ? undefined : title + 1);
  return own.some((token) => ["help", "--help", "-h"].includes(token.toLowerCase()));
}

/** Says which flags npm took for itself, where it did; `env` is the process's environment. @throws UsageError */
export function checkSwallowed(spec: CommandSpec, env: NodeJS.ProcessEnv): void {
  if (env.npm_lifecycle_event !== spec.name) return;
  // npm has settings of these names: a file of npm's may have set them.
  const npmOwn = ["all", "force", "json", "only", "tag"];
  const taken = spec.words
    .map((word) => word.name)
    .filter((name) => !npmOwn.includes(name) && env[`npm_config_${name}`] !== undefined);
  if (taken.length === 0) return;
  throw new UsageError(
    `npm keeps words that begin with dashes for itself: ${taken.map((name) => `--${name}`).join(", ")}.\n` +
      `Write them without: npm run ${exampleOf(spec, taken)}`,
  );
}

function exampleOf(spec: CommandSpec, taken: readonly string[]): string {
  const words = spec.words.filter((word) => taken.includes(word.name));
  const shown = words.map((word) =>
    word.value === undefined ? word.name : `${word.name} ${word.value}`,
  );
  return [spec.name, "LAB", ...shown].join(" ");
}

/** Puts the dashes before the words that the command knows; a word's value is taken as it is. */
function withDashes(spec: CommandSpec, tokens: readonly string[]): string[] {
  const dashed: string[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    const word = wordNamed(spec, token);
    if (word === undefined) {
      dashed.push(token);
      continue;
    }
    dashed.push(`--${word.name}`);
    if (word.value === undefined) continue;
    if (word.toTheEnd === true && index + 1 < tokens.length) {
      return [...dashed, tokens.slice(index + 1).join(" ")];
    }
    const next = tokens[index + 1];
    const isOmitted = word.mayStandAlone === true && (next === undefined || isWord(spec, next));
    if (next !== undefined && !isOmitted) {
      dashed.push(next);
      index++;
    }
    while (word.many && tokens[index + 1]?.includes("=")) {
      dashed.push(`--${word.name}`, tokens[++index]!);
    }
  }
  return dashed;
}

function wordNamed(spec: CommandSpec, token: string): Word | undefined {
  return spec.words.find((known) => known.name === token.toLowerCase().replace(/^--/, ""));
}

function isWord(spec: CommandSpec, token: string): boolean {
  return token.startsWith("--") || wordNamed(spec, token) !== undefined;
}

function parse(
  spec: CommandSpec,
  tokens: readonly string[],
): { options: Record<string, string | true | readonly string[]>; words: string[] } {
  const parser = new Command(spec.name)
    .exitOverride()
    .configureOutput({ writeErr: () => {}, writeOut: () => {} })
    .helpOption(false)
    .argument("[words...]");
  for (const word of spec.words) parser.addOption(optionOf(word));
  try {
    parser.parse(tokens, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) throw inOurWords(spec, error, tokens);
    throw error;
  }
  return { options: parser.opts(), words: [...parser.args] };
}

function optionOf(word: Word): Option {
  const value = word.mayStandAlone ? "[value]" : "<value>";
  const option = new Option(
    word.value === undefined ? `--${word.name}` : `--${word.name} ${value}`,
  );
  if (word.many) {
    option.argParser((value: string, before: readonly string[] | undefined) => [
      ...(before ?? []),
      value,
    ]);
  }
  return option;
}

function inOurWords(
  spec: CommandSpec,
  error: CommanderError,
  tokens: readonly string[],
): UsageError {
  const named = /--[\w-]+|-\w+/.exec(error.message)?.[0] ?? "";
  const word = spec.words.find((known) => `--${known.name}` === named);
  if (error.code === "commander.optionMissingArgument" && word !== undefined) {
    return new UsageError(`${word.name} needs a value: ${spec.name} … ${word.name} ${word.value}`);
  }
  const typed = tokens.find((token) => token.startsWith(named)) ?? named;
  const known = spec.words.map((each) => `--${each.name}`);
  return new UsageError(
    `${spec.name} knows no ${typed}.${didYouMean(typed.replace(/=.*/, ""), known)}`,
  );
}

function checkRange(
  spec: CommandSpec,
  word: Word,
  value: string | true | readonly string[] | undefined,
): void {
  if (word.range === undefined || typeof value !== "string") return;
  const [least, most] = word.range;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return;
  throw new UsageError(
    `${spec.name}: ${word.name} takes a whole number from ${least} to ${most}, and "${value}" is not one.`,
  );
}
