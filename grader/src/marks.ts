/**
 * Marks in a reference, and what tools make of them: the stub, the functions of a step, one step alone.
 *
 *   reference                                       stub
 *   /** The bytes of one value. @step 1 *\/         /** The bytes of one value. @step 1 *\/
 *   export function encode(v: V): Uint8Array {      export function encode(v: V): Uint8Array {
 *     return join(parts(v));                          throw new NotImplemented("db-01 step 1: encode");
 *   }                                               }
 *   // @solution
 *   function parts(v: V): Uint8Array[] { … }
 *
 * - `@step N` in the docstring of a function, method, constructor, accessor, or of a `const` or property that is an
 *   arrow function: the body is the learner's. Signature and docstring stay as they are, the tag included.
 * - `@solution` in a docstring, or as a line comment right before a statement, member, property or exported name:
 *   the stub leaves it out with its comments. In a file's header: the whole file.
 * - `@given` in a file's header: there is nothing to write in this file, and that is meant.
 * - What has no mark is given. Imports follow what is left; see marks-imports.ts.
 *
 * Text is edited by range and never printed anew, so that a stub reads as its reference does. Formatting what
 * comes out, and the order of its imports, is the formatter's; tools/stub.ts runs it.
 */
import { stepOf, taggedSolution } from "./marks-check.ts";
import { applyEdits, removal, type TextEdit } from "./marks-edits.ts";
import { tidyImports } from "./marks-imports.ts";
import {
  child,
  childList,
  childrenOf,
  declarationOf,
  everyUnit,
  lineAt,
  readSource,
  type Source,
  type Syntax,
  type Unit,
} from "./marks-source.ts";

export { validateMarks } from "./marks-check.ts";
export { SourceError } from "./marks-source.ts";

export interface DeriveOptions {
  /** `db-01`: stands in what the stub throws. */
  readonly lab: string;
  /** The file's name: for messages, and its ending says how to parse it. */
  readonly file: string;
  /**
   * Keeps the bodies of the steps up to this one, and, from 1 on, all that is `@solution`: the reference of somebody
   * who got so far. Absent or 0: the stub.
   */
  readonly after?: number;
}

/** A function that a step asks for. */
export interface StepFunction {
  readonly step: number;
  /** `encode`, `Decoder.next`, `Decoder.constructor`. */
  readonly name: string;
  /** 1-based line of the function itself, below its docstring. */
  readonly line: number;
  /** Offsets of docstring and function, half-open. */
  readonly start: number;
  readonly end: number;
}

/** The stub of a reference's source; undefined where the stub has no such file. @throws SourceError */
export function deriveStub(source: string, options: DeriveOptions): string | undefined {
  const { after = 0, file } = options;
  const read = readSource(source, file);
  if (after < 1 && read.header?.tags.some((tag) => tag.name === "solution")) return undefined;
  const edits = editsFor(read, read.units, options);
  if (edits.length === 0) return source;
  const edited = applyEdits(source, edits);
  const tidied = tidyImports(edited, file);
  return childList(readSource(tidied, file).program, "body").length === 0 ? undefined : tidied;
}

function editsFor(source: Source, units: readonly Unit[], options: DeriveOptions): TextEdit[] {
  const { after = 0, lab } = options;
  return units.flatMap((unit) => {
    if (taggedSolution(unit) && after < 1) return [removal(source.text, unit)];
    const step = stepOf(unit);
    if (step === undefined || unit.fn === undefined)
      return editsFor(source, unit.children, options);
    return step > after
      ? [unwritten(source, unit, unit.fn, `${lab} step ${step}: ${unit.name}`)]
      : [];
  });
}

/** The body that throws, indented as the line on which the function begins. */
function unwritten({ text }: Source, unit: Unit, fn: Syntax, what: string): TextEdit {
  const body = child(fn, "body") ?? fn;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const lineStart = text.lastIndexOf("\n", unit.node.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, unit.node.start))?.[0] ?? "";
  const call = superCall(unit, body);
  const lines = [
    "{",
    ...(call === undefined ? [] : [`${indent}  ${text.slice(call.start, call.end)}`]),
    `${indent}  throw new NotImplemented(${JSON.stringify(what)});`,
    `${indent}}`,
  ];
  return { start: body.start, end: body.end, text: lines.join(eol) };
}

/** A constructor that extends must still call super: its statement is part of what is given. */
function superCall(unit: Unit, body: Syntax): Syntax | undefined {
  if (unit.node.kind !== "constructor") return undefined;
  return childList(body, "body").find(
    (statement) => child(child(statement, "expression"), "callee")?.type === "Super",
  );
}

/**
 * The functions that steps ask for, in the order of the file. Works on a reference and on a learner's source; [] for
 * one that does not parse.
 */
export function stepFunctions(source: string, file: string): readonly StepFunction[] {
  const read = readOrNothing(source, file);
  return [...everyUnit(read?.units ?? [])].flatMap((unit) => {
    const step = stepOf(unit);
    if (step === undefined || unit.fn === undefined) return [];
    const line = lineAt(source, unit.node.start);
    return [{ step, name: unit.name, line, start: unit.start, end: unit.end }];
  });
}

/**
 * One step of a reference by itself: its functions with their docstrings, and the `@solution` parts of the same file
 * that they use, in the order of the file; members stand in the shell of their class. "" where the file has
 * none of that step. Left out: parts in other files, and imports.
 */
export function stepSource(source: string, step: number, file = "reference.ts"): string {
  const read = readSource(source, file);
  const all = [...everyUnit(read.units)];
  const chosen = new Set(all.filter((unit) => unit.fn !== undefined && stepOf(unit) === step));
  const helpers = all.filter((unit) => taggedSolution(unit) && !isImport(unit));
  for (let found = chosen.size; found > 0; ) {
    const mentioned = new Set([...chosen].flatMap((unit) => [...mentionsOf(unit.node)]));
    const more = helpers.filter(
      (unit) => !chosen.has(unit) && namesOf(unit).some((name) => mentioned.has(name)),
    );
    for (const unit of more) chosen.add(unit);
    found = more.length;
  }
  return excerpts(read, read.units, chosen).join("\n\n");
}

/** The texts of the chosen units, each in what is left of the units around it. */
function excerpts(source: Source, units: readonly Unit[], chosen: ReadonlySet<Unit>): string[] {
  return units.flatMap((unit) => {
    if (chosen.has(unit)) return [wholeLines(source.text, unit)];
    const inner = excerpts(source, unit.children, chosen);
    const container = unit.children.find((below) => contains(below, chosen))?.container;
    if (inner.length === 0 || container === undefined) return [];
    const open = container.type === "ClassBody" || container.type === "ObjectExpression";
    if (!open) return inner;
    const head = source.text.slice(unit.node.start, container.start + 1);
    const tail = source.text.slice(container.end - 1, unit.node.end);
    return [`${head}\n${inner.join("\n\n")}\n${tail}`];
  });
}

function wholeLines(text: string, unit: Unit): string {
  const indent = /[ \t]*$/.exec(text.slice(0, unit.start))?.[0] ?? "";
  return indent + text.slice(unit.start, unit.end) + (unit.separated ? "," : "");
}

function contains(unit: Unit, chosen: ReadonlySet<Unit>): boolean {
  return chosen.has(unit) || unit.children.some((below) => contains(below, chosen));
}

/** Every identifier below a node, private ones with their #. */
function mentionsOf(node: Syntax): ReadonlySet<string> {
  const names = new Set<string>();
  const queue = [node];
  for (const each of queue) {
    if (each.type === "Identifier") names.add(each.name as string);
    if (each.type === "PrivateIdentifier") names.add(`#${each.name as string}`);
    for (const below of childrenOf(each)) queue.push(below.node);
  }
  return names;
}

function isImport(unit: Unit): boolean {
  return unit.node.type === "ImportDeclaration";
}

/** What a helper can be called by. */
function namesOf(unit: Unit): readonly string[] {
  const declarators = childList(declarationOf(unit.node), "declarations");
  const patterns = declarators.flatMap((declarator) => {
    const id = child(declarator, "id");
    return id === undefined ? [] : [...mentionsOf(id)];
  });
  return [unit.name.split(".").at(-1) ?? unit.name, ...patterns];
}

function readOrNothing(source: string, file: string): Source | undefined {
  try {
    return readSource(source, file);
  } catch {
    return undefined;
  }
}
