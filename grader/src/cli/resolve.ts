/**
 * From words to labs and steps.
 *
 *   a lab    db-01 · 1 · 01 · resp · db-01-resp · labs/db-01-resp · phase 1
 *   a step   2 · decode (its id) · "Decode, however it is cut" · chunking (a word of its title)
 *
 * Upper and lower case are the same. What is not found is a UsageError that says what is near, or what there is.
 */
import type { Lab, Step } from "../manifest.ts";
import { type CommandSpec, type Invocation, UsageError } from "./command.ts";
import { didYouMean } from "./nearest.ts";
import type { Typed } from "./words.ts";

/** Puts the words in their places. @throws UsageError */
export function resolveWords(
  spec: CommandSpec,
  typed: Typed,
  labs: readonly Lab[],
): Pick<Invocation, "named" | "options" | "rest"> {
  const { phase, ...options } = typed.options;
  const [first] = typed.words;
  const isSubcommand = spec.subcommands?.includes(first?.toLowerCase() ?? "") ?? false;
  if (spec.positional === "none" && spec.subcommands && first !== undefined && !isSubcommand) {
    const known = [...spec.subcommands, ...spec.words.map(({ name }) => name)];
    const help = `npm run ${spec.name} help shows them all.`;
    throw new UsageError(`${spec.name} knows no word ${first}.${didYouMean(first, known)} ${help}`);
  }
  if (spec.positional === "none" || isSubcommand) return { named: [], options, rest: typed.words };
  const ofPhase = typeof phase === "string" ? labsOfPhase(labs, phase) : [];
  if (spec.positional === "lab-rest") {
    const [, ...rest] = typed.words;
    return { named: first === undefined ? [] : [findLab(labs, first)], options, rest };
  }
  if (spec.positional === "lab-step") return labAndStep(spec, typed.words, options, labs);
  const words = typed.words.map((word) => findLab(labs, word, spec, typed.words));
  const named = [...new Set([...words, ...ofPhase])];
  if (spec.positional === "one" && named.length > 1) {
    throw new UsageError(`${spec.name} takes one lab: ${spec.name} ${named[0]!.id}`);
  }
  return { named, options, rest: [] };
}

function labAndStep(
  spec: CommandSpec,
  words: readonly string[],
  options: Invocation["options"],
  labs: readonly Lab[],
): Pick<Invocation, "named" | "options" | "rest"> {
  const [first, ...others] = words;
  if (first === undefined) return { named: [], options, rest: [] };
  const named = [findLab(labs, first, spec, words)];
  if (others.length === 0) return { named, options, rest: [] };
  if (options.step !== undefined) {
    throw new UsageError(`${spec.name} takes one step, and "${others.join(" ")}" is one too many.`);
  }
  return { named, options: { ...options, step: others.join(" ") }, rest: [] };
}

/** The lab that `word` names. @throws UsageError */
export function findLab(
  labs: readonly Lab[],
  word: string,
  spec?: CommandSpec,
  words: readonly string[] = [],
): Lab {
  const name = word
    .toLowerCase()
    .replace(/^(\.\/)?labs\//, "")
    .replace(/^@labs\//, "")
    .replace(/\/$/, "");
  const number = /^(?:db-?)?(\d{1,2})$/.exec(name)?.[1]?.padStart(2, "0");
  const lab = labs.find(
    (each) => [each.id, each.title, each.folder].includes(name) || each.id === `db-${number}`,
  );
  if (lab !== undefined) return lab;
  throw new UsageError(noSuchLab(labs, word, spec, words));
}

function noSuchLab(
  labs: readonly Lab[],
  word: string,
  spec: CommandSpec | undefined,
  words: readonly string[],
): string {
  if (labs.length === 0) return "There is no lab in this tree.";
  const takesStep = spec?.words.some((known) => known.name === "step") ?? false;
  const said = words.find((each) => each !== word);
  if (/^\d+$/.test(word) && takesStep && said !== undefined) {
    return `No lab is called ${word}. Did you mean ${spec?.name} ${said} step ${word}?`;
  }
  const known = spec?.words.map((each) => each.name) ?? [];
  const names = labs.flatMap((lab) => [lab.id, lab.title, lab.folder]);
  const near = /^(db-?)?\d+$/i.test(word)
    ? ""
    : didYouMean(word, [...(spec?.subcommands ?? []), ...names, ...known]);
  if (near !== "") return `No lab is called ${word}.${near}`;
  const some = labs.slice(0, 6).map((lab) => `${lab.id} ${lab.title}`);
  const more = labs.length > 6 ? ", …; npm run progress shows them all" : "";
  return `No lab is called ${word}. There ${labs.length === 1 ? "is" : "are"} ${some.join(", ")}${more}.`;
}

function labsOfPhase(labs: readonly Lab[], word: string): readonly Lab[] {
  const found = labs.filter((lab) => String(lab.phase) === word.replace(/^0+/, ""));
  if (found.length > 0) return found;
  const phases = [...new Set(labs.map((lab) => lab.phase))].sort((a, b) => a - b);
  throw new UsageError(`No lab is of phase ${word}. There are labs of phase ${phases.join(", ")}.`);
}

/** The step that `word` names. @throws UsageError */
export function findStep(lab: Lab, word: string): Step {
  const name = word.trim().toLowerCase();
  const exact = lab.steps.find(
    (step) =>
      step.id === name ||
      step.file === name ||
      step.title.toLowerCase() === name ||
      (/^\d+$/.test(name) && step.number === Number(name)),
  );
  if (exact !== undefined) return exact;
  const byWord = lab.steps.filter((step) => wordsOf(step).some((each) => each === name));
  if (byWord.length === 1) return byWord[0]!;
  const near = didYouMean(
    name,
    lab.steps.flatMap((step) => [step.id, ...wordsOf(step)]),
  );
  const list = lab.steps.map((step) => `  ${step.number}  ${step.title}`).join("\n");
  const head =
    byWord.length > 1
      ? `More than one step of ${lab.id} says "${word}".`
      : `${lab.id} has no step "${word}".${near}`;
  throw new UsageError(`${head}\n${list}`);
}

function wordsOf(step: Step): readonly string[] {
  return step.title
    .toLowerCase()
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word.length > 2);
}
