/**
 * A grading as JUnit's XML, which servers that run tests read.
 *
 *   <testsuites name="db-01 resp">                          the lab
 *     <testsuite name="2. Decode, however it is cut">       a step
 *       <testcase classname="db-01.decode" name="…">        a law
 *         <failure type="law" message="…">                  what the screen says of it
 *         <system-out>                                      what the code printed
 *
 *   failed, not started   <failure>         inconclusive   <error>: it could not tell         skipped   <skipped>
 *
 * There is no standard; this is what all of these read:
 * - the schema of Jenkins' xUnit plugin (jenkinsci/xunit-plugin, types/model/xsd/junit-10.xsd), to which the output is
 *   valid: so no `file` and `line` on a case, which that schema does not know
 * - GitLab, "Unit test reports" (docs.gitlab.com/ci/testing/unit_test_reports): a case is known by classname and name
 *   together, of equal ones only the first counts, files stay below 30 MB. It has shown no `message` attribute
 *   (gitlab.com/gitlab-org/gitlab-foss/-/issues/53668), so the element's text says all
 *
 * XML 1.0 §2.2 forbids most control characters even as references: they are written as the escapes that the screen
 * shows. §3.3.3 and §2.11 turn line ends in attributes into spaces and drop carriage returns: both are references.
 */
import type { Outcome, TestResult } from "../verdict.ts";
import type { GradedStep, GradedTest, GradingReport } from "./grading.ts";
import { failureText, reasonLine } from "./shown.ts";

const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const REFERENCES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

type Attributes = Readonly<Record<string, string>>;

/** The whole file. */
export function junitText(report: GradingReport): string {
  const { lab, milliseconds, steps } = report;
  const tests = steps.flatMap((step) => step.tests);
  const attributes = { name: `${lab.id} ${lab.title}`, ...counts(tests), time: time(milliseconds) };
  const suites = steps.map((step, index) => suite(report, step, index));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${parent("testsuites", attributes, suites)}\n`;
}

function suite(report: GradingReport, step: GradedStep, index: number): string {
  const { tests } = step;
  const attributes = {
    id: String(index),
    name: `${step.number}. ${step.title}`,
    ...counts(tests),
    skipped: String(tests.filter(({ outcome }) => outcome === "skipped").length),
    time: time(step.milliseconds),
  };
  const names = namesOf(tests);
  const cases = tests.map((test, at) => {
    const own = {
      classname: `${report.lab.id}.${step.id}`,
      name: names[at] ?? test.id,
      time: time(test.milliseconds),
    };
    return parent("testcase", own, [...verdict(report, step, test), ...printed(test)]);
  });
  return parent("testsuite", attributes, cases);
}

/** Titles; with the id where two are the same. */
function namesOf(tests: readonly GradedTest[]): readonly string[] {
  const titles = tests.map(({ title }) => title);
  return tests.map(({ title, id }) =>
    titles.filter((other) => other === title).length > 1 ? `${title} (${id})` : title,
  );
}

/** The element that a case with this outcome holds; none where it passed. */
const ELEMENTS: Readonly<Record<Outcome, "failure" | "error" | "skipped" | undefined>> = {
  passed: undefined,
  failed: "failure",
  "not-started": "failure",
  inconclusive: "error",
  skipped: "skipped",
};

function counts(tests: readonly GradedTest[]): Attributes {
  const held = tests.map(({ outcome }) => ELEMENTS[outcome]);
  const count = (name: string) => String(held.filter((each) => each === name).length);
  return { tests: String(tests.length), failures: count("failure"), errors: count("error") };
}

function verdict(report: GradingReport, step: GradedStep, test: GradedTest): readonly string[] {
  const name = ELEMENTS[test.outcome];
  if (name === undefined) return [];
  const failure = test.failure ?? step.failure;
  if (failure === undefined || test.outcome === "not-started") {
    const message = reasonLine(test);
    const read = `Read labs/${report.lab.folder}/${step.document}`;
    return [leaf(name, { type: test.outcome, message }, `${message}\n${read}`)];
  }
  const message = reasonLine({ ...test, failure });
  const own = test.failure === undefined ? undefined : test;
  const type = test.outcome === "failed" ? failure.kind : test.outcome;
  return [leaf(name, { type, message }, `\n${failureText(report, step, failure, own)}\n`)];
}

function printed({ printed: output }: Pick<TestResult, "printed">): readonly string[] {
  if (output === undefined) return [];
  const more = output.bytes - Buffer.byteLength(output.head);
  const rest = more > 0 ? `\n… ${more} bytes more` : "";
  return [leaf("system-out", {}, `${output.head}${rest}`)];
}

/** An element that holds others, each on a line of its own, or nothing. */
function parent(name: string, attributes: Attributes, children: readonly string[]): string {
  const head = `<${name}${words(attributes)}`;
  return children.length === 0 ? `${head}/>` : `${head}>\n${children.join("\n")}\n</${name}>`;
}

/** An element that holds text. */
function leaf(name: string, attributes: Attributes, text: string): string {
  return `<${name}${words(attributes)}>${xmlText(text)}</${name}>`;
}

function words(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${xmlAttribute(value)}"`)
    .join("");
}

/** Seconds. */
function time(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** Text for the inside of an element. */
function xmlText(text: string): string {
  return allowed(text).replace(/[&<>\r]/g, (character) => REFERENCES[character] ?? character);
}

/** Text for an attribute, within double quotes. */
function xmlAttribute(text: string): string {
  return allowed(text).replace(/[&<>"\t\n\r]/g, (character) => REFERENCES[character] ?? character);
}

function allowed(text: string): string {
  return text.replace(FORBIDDEN, (character) => {
    const code = character.charCodeAt(0);
    if (code >= 0xd800) return "\ufffd";
    return `\\x${code.toString(16).padStart(2, "0")}`;
  });
}
