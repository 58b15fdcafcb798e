/**
 * A TypeScript source, as the tools that know marks see it: nested units, each with the comments that belong to it.
 *
 *   /** Header: what the file is for. *\/        header   not attached to anything
 *   import { a } from "./a.ts";                  unit
 *   // @solution                                 ┐
 *   const TABLE = [1, 2];                        ┘ unit, tags: solution
 *   export class Decoder {                       unit
 *     /** The next value. @step 2 *\/            ┐
 *     next(): Value | undefined { … }            ┘ unit inside it, tags: step
 *   }
 *
 * A unit is what stands in a list: a statement, a member of a class, an interface or an object, an element of an
 * array, a case of a switch, a name between the braces of an export. The overloads of a function and its body are
 * one unit. A comment is attached to a unit when it stands right before it, no blank line and no code between.
 *
 * A tag is `@word` at the start of a comment's line, or at the end of a docstring of one line. In a line comment
 * it must be the first word. Strings, templates and fences within a docstring are never looked at.
 *
 * Offsets are UTF-16 units, as oxc-parser gives them. Left out: decorators, namespaces, union members.
 */
import { type Comment as ParsedComment, parseSync, visitorKeys } from "oxc-parser";

/** A node of the tree, as loosely as tools need it: fields are read through `child` and `childList`. */
export interface Syntax {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** `@step 2` is { name: "step", value: "2" }; `at` is the offset of the @. */
export interface Tag {
  readonly name: string;
  readonly value: string;
  readonly at: number;
}

export interface Comment {
  readonly start: number;
  readonly end: number;
  readonly kind: "doc" | "line" | "block";
  readonly tags: readonly Tag[];
}

export interface Unit {
  /** The statement, member, property …; of a function with overloads, the part with the body. */
  readonly node: Syntax;
  /** `encode`, `Decoder.next`, `Decoder.#grow`, `ping.run`, `default`; "" where there is none. */
  readonly name: string;
  /** From its first attached comment, or its first overload. */
  readonly start: number;
  readonly end: number;
  readonly tags: readonly Tag[];
  /** The node whose list it stands in. */
  readonly container: Syntax;
  /** Whether commas part it from its neighbours. */
  readonly separated: boolean;
  /** The function it declares, if that has a body. */
  readonly fn: Syntax | undefined;
  readonly children: readonly Unit[];
}

export interface Source {
  readonly text: string;
  readonly file: string;
  readonly program: Syntax;
  readonly comments: readonly Comment[];
  readonly header: Comment | undefined;
  readonly units: readonly Unit[];
  /** Comments that are neither the header nor attached to a unit. */
  readonly loose: readonly Comment[];
}

/** A source that cannot be read, as `file:line: message`. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}

/** Which field of which node is a list of units, and whether commas part them. */
const LISTS: Readonly<Record<string, { readonly field: string; readonly separated: boolean }>> = {
  Program: { field: "body", separated: false },
  BlockStatement: { field: "body", separated: false },
  StaticBlock: { field: "body", separated: false },
  ClassBody: { field: "body", separated: false },
  TSInterfaceBody: { field: "body", separated: false },
  TSTypeLiteral: { field: "members", separated: false },
  SwitchStatement: { field: "cases", separated: false },
  SwitchCase: { field: "consequent", separated: false },
  ObjectExpression: { field: "properties", separated: true },
  ArrayExpression: { field: "elements", separated: true },
  ExportNamedDeclaration: { field: "specifiers", separated: true },
};

/** @throws SourceError where it does not parse */
export function readSource(text: string, file: string): Source {
  const { program: root, comments: parsed, errors } = parseSync(file, text);
  const [error] = errors;
  if (error !== undefined) {
    const at = error.labels[0]?.start ?? 0;
    throw new SourceError(`${file}:${lineAt(text, at)}: ${error.message}`);
  }
  const program = root as unknown as Syntax;
  const comments = parsed.map((comment) => readComment(comment, text));
  const header = headerOf(text, program, comments);
  const attached = new Set<Comment>();
  const units = unitsIn(program, {
    text,
    comments: comments.filter((comment) => comment !== header),
    attached,
    owner: "",
  });
  const loose = comments.filter((comment) => comment !== header && !attached.has(comment));
  return { text, file, program, comments, header, units, loose };
}

/** 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** The node in a field, if there is one. */
export function child(node: Syntax | undefined, field: string): Syntax | undefined {
  const value = node?.[field];
  return isSyntax(value) ? value : undefined;
}

/** The nodes of a field that holds a list; holes are left out. */
export function childList(node: Syntax | undefined, field: string): readonly Syntax[] {
  const value = node?.[field];
  return Array.isArray(value) ? value.filter(isSyntax) : [];
}

/** Every child of a node, in the order of its fields, with the field it is in. */
export function* childrenOf(node: Syntax): Generator<{ field: string; node: Syntax }> {
  for (const field of visitorKeys[node.type] ?? []) {
    const one = child(node, field);
    if (one !== undefined) yield { field, node: one };
    for (const each of childList(node, field)) yield { field, node: each };
  }
}

/** All units, outer before inner. */
export function* everyUnit(units: readonly Unit[]): Generator<Unit> {
  for (const unit of units) {
    yield unit;
    yield* everyUnit(unit.children);
  }
}

function isSyntax(value: unknown): value is Syntax {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

interface Reading {
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly attached: Set<Comment>;
  /** The name of the unit around. */
  readonly owner: string;
}

/** The units of the lists nearest below `node`, `node` itself included. */
function unitsIn(node: Syntax, reading: Reading): Unit[] {
  const list = LISTS[node.type];
  if (list === undefined || !Array.isArray(node[list.field])) return unitsBelow(node, reading);
  const groups = overloadGroups(childList(node, list.field), reading.text);
  // A program begins at its first token, after the comments before it.
  let floor = node.type === "Program" ? 0 : node.start;
  const units = groups.map((group) => {
    const unit = unitOf(group, node, list.separated, floor, reading);
    floor = unit.end;
    return unit;
  });
  // An export has a list of names, and may have a declaration beside it.
  const declaration = node.type === "ExportNamedDeclaration" && child(node, "declaration");
  return declaration ? [...units, ...unitsIn(declaration, reading)] : units;
}

function unitsBelow(node: Syntax, reading: Reading): Unit[] {
  return [...childrenOf(node)].flatMap((below) => unitsIn(below.node, reading));
}

function unitOf(
  group: readonly Syntax[],
  container: Syntax,
  separated: boolean,
  floor: number,
  reading: Reading,
): Unit {
  const node = group.at(-1) ?? container;
  const comments: Comment[] = [];
  let from = floor;
  for (const part of group) {
    comments.push(...commentsBefore(part.start, from, reading));
    from = part.end;
  }
  for (const comment of comments) reading.attached.add(comment);
  const first = group[0]?.start ?? node.start;
  const own = nameOf(node, reading.text);
  const name = isMember(node) && reading.owner !== "" ? `${reading.owner}.${own}` : own;
  return {
    node,
    name,
    start: Math.min(first, ...comments.map((comment) => comment.start)),
    end: node.end,
    tags: comments.flatMap((comment) => comment.tags),
    container,
    separated,
    fn: functionOf(node),
    children: LISTS[node.type]
      ? unitsIn(node, { ...reading, owner: name })
      : unitsBelow(node, { ...reading, owner: name }),
  };
}

/** Comments right before `start` and after `floor`: nothing but white space between, and no blank line. */
function commentsBefore(start: number, floor: number, { text, comments }: Reading): Comment[] {
  const found: Comment[] = [];
  let at = start;
  for (let i = comments.findLastIndex((comment) => comment.end <= start); i >= 0; i--) {
    const comment = comments[i];
    if (comment === undefined || comment.start < floor) break;
    const gap = text.slice(comment.end, at);
    if (gap.trim() !== "" || gap.split("\n").length > 2) break;
    const trailing =
      gap.includes("\n") && text.slice(lineStart(text, comment.start), comment.start);
    if (trailing && trailing.trim() !== "") break;
    found.unshift(comment);
    at = comment.start;
  }
  return found;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Signatures without a body join the function of the same name that follows. */
function overloadGroups(nodes: readonly Syntax[], text: string): Syntax[][] {
  const groups: Syntax[][] = [];
  for (const node of nodes) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    const joins = before && isSignature(before) && nameOf(before, text) === nameOf(node, text);
    if (last !== undefined && joins) last.push(node);
    else groups.push([node]);
  }
  return groups;
}

function isSignature(node: Syntax): boolean {
  const declared = declarationOf(node);
  if (declared.type === "TSDeclareFunction") return declared.declare !== true;
  return (
    node.type === "MethodDefinition" &&
    child(node, "value")?.type === "TSEmptyBodyFunctionExpression"
  );
}

/** What stands behind `export` and `export default`, or the node itself. */
export function declarationOf(node: Syntax): Syntax {
  return /^Export(Named|Default)Declaration$/.test(node.type)
    ? (child(node, "declaration") ?? node)
    : node;
}

function functionOf(node: Syntax): Syntax | undefined {
  const declared = declarationOf(node);
  let value: Syntax | undefined = declared;
  if (isMember(node)) value = child(node, "value");
  else if (declared.type === "VariableDeclaration") {
    const declarators = childList(declared, "declarations");
    value = declarators.length === 1 ? child(declarators[0], "init") : undefined;
  }
  while (value !== undefined && /^TSAs|^TSSatisfies|^Parenthesized/.test(value.type)) {
    value = child(value, "expression");
  }
  const isFunction = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;
  if (value === undefined || !isFunction.test(value.type)) return undefined;
  return child(value, "body") === undefined ? undefined : value;
}

function isMember(node: Syntax): boolean {
  return /^(MethodDefinition|PropertyDefinition|AccessorProperty|Property|TSAbstract\w+)$/.test(
    node.type,
  );
}

function nameOf(node: Syntax, text: string): string {
  const key = child(node, "key");
  if (key !== undefined) {
    const written = text.slice(key.start, key.end);
    return node.computed === true ? `[${written}]` : written.replace(/^(["'])(.*)\1$/, "$2");
  }
  const declared = declarationOf(node);
  const named =
    child(declared, "id") ??
    child(childList(declared, "declarations")[0], "id") ??
    child(declared, "exported");
  if (named !== undefined) return (named.name as string | undefined) ?? "";
  return node.type === "ExportDefaultDeclaration" ? "default" : "";
}

/**
 * The docstring that a file opens with. It is a declaration's own only where it has `@step`, or is one line right before
 * the declaration.
 */
function headerOf(text: string, program: Syntax, all: readonly Comment[]): Comment | undefined {
  const [comment, next] = all;
  const first = childList(program, "body")[0];
  if (comment?.kind !== "doc" || (first !== undefined && first.start < comment.start)) {
    return undefined;
  }
  if (first === undefined) return comment;
  const gap = text.slice(comment.end, Math.min(first.start, next?.start ?? first.start));
  const isDependency =
    /^(Import|ExportAll)/.test(first.type) || child(first, "source") !== undefined;
  const another = next?.kind === "doc" && next.start < first.start;
  if (isDependency || another || gap.split("\n").length > 2) return comment;
  const oneLine = !text.slice(comment.start, comment.end).includes("\n");
  const isStep = comment.tags.some((tag) => tag.name === "step");
  return oneLine || isStep ? undefined : comment;
}

function readComment({ type, value, start, end }: ParsedComment, text: string): Comment {
  if (type === "Line") {
    const tag = /^\s*@([A-Za-z][\w-]*)\b[ \t]*(.*?)\s*$/.exec(value);
    const at = start + text.slice(start, end).indexOf("@");
    const tags = tag ? [{ name: tag[1] ?? "", value: tag[2] ?? "", at }] : [];
    return { start, end, kind: "line", tags };
  }
  if (!value.startsWith("*")) return { start, end, kind: "block", tags: [] };
  return { start, end, kind: "doc", tags: docTags(value, start + 2) };
}

function docTags(value: string, offset: number): Tag[] {
  const lines = value.split("\n");
  const pattern =
    lines.length === 1
      ? /(?:^\*|\s)@([A-Za-z][\w-]*)\b[ \t]*([^@]*?)\s*$/
      : /^\s*\*?\s*@([A-Za-z][\w-]*)\b[ \t]*(.*?)\s*$/;
  const tags: Tag[] = [];
  let at = offset;
  let fenced = false;
  for (const line of lines) {
    if (/^\s*\*?\s*```/.test(line)) fenced = !fenced;
    const tag = fenced ? null : pattern.exec(line);
    if (tag)
      tags.push({ name: tag[1] ?? "", value: tag[2] ?? "", at: at + line.indexOf("@", tag.index) });
    at += line.length + 1;
  }
  return tags;
}
