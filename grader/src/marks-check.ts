/**
 * What is wrong with the marks of a reference's source, before anything is derived from it.
 *
 * A mark that is not where a mark can be would be read as prose: a solution left in the stub, or a step without a
 * function. So every mark must be attached to something that it makes sense on, every tag must be one that is
 * known, and a file with code and no mark must say `@given`.
 *
 * Left out: whether a step exists in the lab and has a function somewhere, which takes all files of the lab.
 */
import {
  type Comment,
  child,
  everyUnit,
  lineAt,
  readSource,
  type Source,
  SourceError,
  type Syntax,
  type Tag,
  type Unit,
} from "./marks-source.ts";

const MARKS = /^(step|solution|given)$/;
/** Tags of docstrings that are none of ours; anything else is a slip. */
const KNOWN =
  /^(step|solution|given|param|returns|throws|see|example|deprecated|remarks|typeParam|template|link)$/;

/** The step whose function a unit is, if it is marked so. */
export function stepOf(unit: Unit): number | undefined {
  const tag = unit.tags.find((each) => each.name === "step" && /^[1-9]\d*$/.test(each.value));
  return tag === undefined ? undefined : Number(tag.value);
}

/** Whether the stub leaves a unit out. */
export function taggedSolution(unit: Unit): boolean {
  return unit.tags.some((tag) => tag.name === "solution");
}

/** Each problem as `file:line: message`, in the order of the file; [] where the marks are right. */
export function validateMarks(source: string, file: string): readonly string[] {
  let read: Source;
  try {
    read = readSource(source, file);
  } catch (error) {
    if (error instanceof SourceError) return [error.message];
    throw error;
  }
  const found = [
    ...read.comments.flatMap((comment) => inComment(read, comment)),
    ...read.loose.flatMap((comment) => comment.tags.flatMap(onNothing)),
    ...(read.header?.tags ?? []).flatMap(inHeader),
    ...[...everyUnit(read.units)].flatMap((unit) => onUnit(unit)),
    ...nested(read.units, undefined),
    ...unmarked(read),
  ];
  return found
    .sort((a, b) => a.at - b.at)
    .map(({ at, message }) => `${file}:${lineAt(source, at)}: ${message}`);
}

interface Problem {
  readonly at: number;
  readonly message: string;
}

function inComment({ text }: Source, comment: Comment): Problem[] {
  const unknown = comment.tags.filter((tag) => comment.kind === "doc" && !KNOWN.test(tag.name));
  const raw = text
    .slice(comment.start, comment.end)
    .replace(/```[\s\S]*?```/g, (fence) => " ".repeat(fence.length));
  const inText = [...raw.matchAll(/(?<![`\w])@(step|solution)\b/g)]
    .map((match) => comment.start + match.index)
    .filter((at) => !comment.tags.some((tag) => tag.at === at));
  return [
    ...unknown.map((tag) => ({ at: tag.at, message: `unknown tag @${tag.name}` })),
    ...inText.map((at) => ({
      at,
      message:
        "a mark within running text: it needs a line of its own, or backticks if none is meant",
    })),
  ];
}

function onNothing({ name, at }: Tag): Problem[] {
  if (!MARKS.test(name)) return [];
  return [{ at, message: `@${name} belongs to nothing: it must stand right before what it marks` }];
}

function inHeader({ name, at }: Tag): Problem[] {
  return name === "step"
    ? [{ at, message: "@step in the file's header: it belongs to a function" }]
    : [];
}

function onUnit(unit: Unit): Problem[] {
  const steps = unit.tags.filter((tag) => tag.name === "step");
  const problems = steps.flatMap((tag) => onStep(unit, tag));
  const [, second] = steps;
  if (second !== undefined)
    problems.push({ at: second.at, message: "a second @step on the same function" });
  const solution = unit.tags.find((tag) => tag.name === "solution");
  if (steps.length > 0 && solution !== undefined) {
    problems.push({ at: solution.at, message: "@step and @solution on the same thing" });
  }
  const given = unit.tags.find((tag) => tag.name === "given");
  if (given !== undefined) {
    problems.push({ at: given.at, message: "@given belongs in a file's header" });
  }
  return problems;
}

function onStep(unit: Unit, { at, value }: Tag): Problem[] {
  if (!/^[1-9]\d*$/.test(value)) {
    const got = value === "" ? "there is none" : `it has ${JSON.stringify(value)}`;
    return [{ at, message: `@step needs the number of its step and nothing else: ${got}` }];
  }
  if (unit.fn === undefined) {
    return [{ at, message: `@step ${value} on something without a body: ${what(unit)}` }];
  }
  if (!saysWhatItReturns(unit, unit.fn)) {
    return [
      {
        at,
        message: `${unit.name} must write its return type: a stub has no body to infer it from`,
      },
    ];
  }
  return [];
}

function what(unit: Unit): string {
  return unit.name === "" ? unit.node.type : unit.name;
}

/** Arrow functions may have their type from the variable, the property or the object around them. */
function saysWhatItReturns(unit: Unit, fn: Syntax): boolean {
  const kind = unit.node.kind;
  if (kind === "constructor" || kind === "set") return true;
  return (
    child(fn, "returnType") !== undefined ||
    fn.type === "ArrowFunctionExpression" ||
    unit.node.type === "Property"
  );
}

/** A mark inside something that is marked already has no effect. */
function nested(units: readonly Unit[], outer: string | undefined): Problem[] {
  return units.flatMap((unit) => {
    const own = unit.tags.find((tag) => /^(step|solution)$/.test(tag.name));
    const problems =
      outer !== undefined && own !== undefined
        ? [{ at: own.at, message: `@${own.name} inside ${outer}, which is marked as a whole` }]
        : [];
    return [...problems, ...nested(unit.children, own === undefined ? outer : what(unit))];
  });
}

/** Code and no mark: meant, or forgotten. Constructors of error classes are no work for a learner. */
function unmarked({ units, header, text }: Source): Problem[] {
  const marks = [...(header?.tags ?? []), ...[...everyUnit(units)].flatMap((unit) => unit.tags)];
  if (marks.some((tag) => MARKS.test(tag.name))) return [];
  const code = [...everyUnit(units)].find(
    (unit) =>
      unit.fn !== undefined && !(unit.node.kind === "constructor" && callsSuper(text, unit)),
  );
  if (code === undefined) return [];
  return [
    {
      at: code.node.start,
      message:
        "code and no mark in the file: say @given in its header if all of it is for the learner",
    },
  ];
}

function callsSuper(text: string, unit: Unit): boolean {
  return /\bsuper\(/.test(text.slice(unit.node.start, unit.node.end));
}
