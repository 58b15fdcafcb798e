/** Each step: how many passed it, how many were stopped there first, its points on average. */
import { find, make } from "../../pages/browser/elements.ts";
import type { PageStep } from "../page-data.ts";
import { rounded } from "./figures.ts";

export function showSteps(steps: readonly PageStep[]): void {
  const most = Math.max(1, ...steps.flatMap(({ passed, stopped }) => [passed, stopped]));
  const head = ["step", "passed it", "stopped there", "mean"].map((text) =>
    make("th", { scope: "col" }, text),
  );
  const rows = steps.map(({ number, title, passed, stopped, mean, pointsMax }) =>
    make(
      "tr",
      {},
      make("th", { scope: "row", class: "step" }, `${number}  ${title}`),
      make("td", { class: "measure" }, barOf(passed, most, "passed")),
      make("td", { class: "measure" }, barOf(stopped, most, "stopped")),
      make("td", { class: "number" }, mean === undefined ? "–" : `${rounded(mean)}/${pointsMax}`),
    ),
  );
  find("steps").append(
    make(
      "table",
      { class: "bars" },
      make("thead", {}, make("tr", {}, ...head)),
      make("tbody", {}, ...rows),
    ),
  );
}

/** A bar as long as the count, of the longest that there is, and the count behind it. */
export function barOf(count: number, most: number, kind: string): HTMLElement {
  const bar = make("span", { class: `length ${kind}`, "aria-hidden": "true" });
  bar.style.width = `${(100 * count) / most}%`;
  return make(
    "span",
    { class: "lane" },
    make("span", { class: "room" }, bar),
    make("span", { class: "tally" }, String(count)),
  );
}
