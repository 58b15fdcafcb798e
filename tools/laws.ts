/**
 * The laws of a test file, read without running it.
 *
 *   import { step } from "@labs/grader/testing";
 *   const law = step("encode");
 *   law("simple-string", "a simple string is + …", { hint: "One line, one type" }, (t) => { … });
 *   ─┬─  ──────┬────────  ───────────┬───────────    ───────────┬─────────────
 *    │         id                  title                      hint
 *    └ the name that step() was given
 *
 * Everything derived stands on this list: the manifest's ids, docs/verification.md, the check of
 * hints. So id, title and hint are literals, and a law stands at the top level of its file;
 * anything else is a problem.
 *
 * Left out: what the body asserts. A law whose body calls forAll counts as a property.
 */
import {
  type CallExpression,
  type Expression,
  type ObjectExpression,
  type Program,
  parseSync,
  Visitor,
} from "oxc-parser";
import type { Step } from "../grader/src/manifest.ts";
import { lineAt, type Problem } from "./problem.ts";

/** One law as its file declares it. */
export interface Law {
  readonly id: string;
  readonly title: string;
  /** The heading in the step's document under which its hints stand. */
  readonly hint: string;
  /** Whether it holds for generated cases: its body calls forAll. */
  readonly isProperty: boolean;
  readonly line: number;
}

/** What a test file declares. */
export interface Laws {
  readonly laws: readonly Law[];
  readonly problems: readonly Problem[];
}

/** A step with the laws of its test file. */
export interface StepFile {
  readonly step: Step;
  /** Relative to the tree's root. */
  readonly file: string;
  readonly laws: readonly Law[];
}

const LAWS_MIN = 8;
const LAWS_MIN_REAL_CLIENT = 3;
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The laws of `text`, in order, with what is wrong with them. @param file named in problems */
export function readLaws(file: string, text: string, stepId: string): Laws {
  const { program, errors } = parseSync(file, text);
  const problems: Problem[] = [];
  const tell = (message: string, offset: number) =>
    problems.push({ file, line: lineAt(text, offset), message });
  for (const error of errors) tell(`does not parse: ${error.message}`, error.labels[0]?.start ?? 0);
  const names = lawNames(program.body);
  for (const { named, at } of names.values()) {
    if (named !== stepId) tell(`declares laws of the step ${named}; here stands ${stepId}`, at);
  }
  if (names.size === 0) tell(`has no const law = step("${stepId}")`, 0);
  const { calls, properties } = callsOf(program, new Set(names.keys()));
  const topLevel = new Set(
    program.body.flatMap((node) =>
      node.type === "ExpressionStatement" ? node.expression.start : [],
    ),
  );
  const laws: Law[] = [];
  for (const call of calls) {
    if (!topLevel.has(call.start)) {
      tell("a law stands at the top level of its file", call.start);
      continue;
    }
    const isProperty = properties.some((offset) => offset > call.start && offset < call.end);
    const law = lawOf(call, { isProperty, line: lineAt(text, call.start) });
    if (typeof law === "string") tell(law, call.start);
    else laws.push(law);
  }
  return { laws, problems };
}

/** Ids that stand twice in a step. */
export function repeatProblems(steps: readonly StepFile[]): readonly Problem[] {
  return steps.flatMap(({ file, laws }) =>
    laws.flatMap(({ id, line }, at) => {
      const before = laws.slice(0, at).find((law) => law.id === id);
      if (before === undefined) return [];
      return { file, line, message: `the id ${id} stands in line ${before.line} too` };
    }),
  );
}

/** Steps with too few laws. The last step, real clients, needs fewer. */
export function scarcityProblems(steps: readonly StepFile[]): readonly Problem[] {
  return steps.flatMap(({ step, file, laws }) => {
    const least = step.number === steps.length ? LAWS_MIN_REAL_CLIENT : LAWS_MIN;
    if (laws.length >= least) return [];
    return { file, message: `has ${laws.length} laws; step ${step.number} needs ${least} or more` };
  });
}

/** By the name of the constant, the step that it declares laws of. */
function lawNames(body: Program["body"]): ReadonlyMap<string, { named: string; at: number }> {
  const names = new Map<string, { named: string; at: number }>();
  for (const statement of body) {
    if (statement.type !== "VariableDeclaration") continue;
    for (const { id, init } of statement.declarations) {
      if (id.type !== "Identifier" || init?.type !== "CallExpression") continue;
      if (init.callee.type !== "Identifier" || init.callee.name !== "step") continue;
      const named = literal(init.arguments[0]);
      if (named !== undefined) names.set(id.name, { named, at: init.start });
    }
  }
  return names;
}

/** Every call of one of `names`, and where forAll is called. */
function callsOf(program: Program, names: ReadonlySet<string>) {
  const calls: CallExpression[] = [];
  const properties: number[] = [];
  new Visitor({
    CallExpression(call) {
      const { callee } = call;
      if (callee.type === "Identifier" && names.has(callee.name)) calls.push(call);
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
      if (callee.property.name === "forAll") properties.push(call.start);
    },
  }).visit(program);
  return { calls, properties };
}

/** @returns what is wrong with it, where something is */
function lawOf(call: CallExpression, known: Pick<Law, "isProperty" | "line">): Law | string {
  const [first, second, options, body] = call.arguments;
  const id = literal(first);
  const title = literal(second);
  if (id === undefined || title === undefined) {
    return "the id and the title of a law are string literals, written out";
  }
  if (!ID.test(id)) return `the id ${id}: expected lower-case words joined by dashes`;
  const hint = options?.type === "ObjectExpression" ? hintOf(options) : undefined;
  if (hint === undefined) return `the law ${id} names no hint by a string literal: { hint: "…" }`;
  if (body === undefined) return `the law ${id} has no body`;
  return { id, title, hint, ...known };
}

function hintOf({ properties }: ObjectExpression): string | undefined {
  for (const property of properties) {
    if (property.type !== "Property" || property.key.type !== "Identifier") continue;
    if (property.key.name === "hint") return literal(property.value);
  }
  return undefined;
}

/** The text of a string literal, or of a template without holes. */
function literal(node: { readonly type: string } | undefined): string | undefined {
  const expression = node as Expression | undefined;
  if (expression?.type === "Literal") {
    return typeof expression.value === "string" ? expression.value : undefined;
  }
  if (expression?.type === "TemplateLiteral" && expression.expressions.length === 0) {
    return expression.quasis[0]?.value.cooked ?? undefined;
  }
  return undefined;
}
