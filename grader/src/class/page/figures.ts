/** The head: what was graded with what, and the figures that say most. */
import { find, make } from "../../pages/browser/elements.ts";
import type { ClassPageData } from "../page-data.ts";

/** At most one digit behind the point, and none that says nothing. */
export const rounded = (number: number): string => String(Math.round(number * 10) / 10);

export function showFigures({ head, seed, pointsMax }: ClassPageData): void {
  const facts = [
    `seed ${seed}`,
    ...(head.days.length === 0 ? [] : [`graded ${head.days.join(" to ")}`]),
    ...(head.courses.length === 0 ? [] : [`course ${head.courses.join(", ")}`]),
    ...(head.nodes.length === 0 ? [] : [`Node ${head.nodes.join(", ")}`]),
    ...(head.isolations.length === 0 ? [] : [`isolation ${head.isolations.join(", ")}`]),
  ];
  find("facts").append(
    ...facts.flatMap((fact, at) => (at === 0 ? [fact] : [" · ", make("span", {}, fact)])),
  );
  const points = (number: number | undefined) =>
    number === undefined ? "–" : `${rounded(number)} of ${pointsMax}`;
  const figures: readonly (readonly [string, string])[] = [
    ["median of points", points(head.median)],
    ["mean of points", points(head.mean)],
    ["green", `${head.green} of ${head.count}`],
    ["with a problem", `${head.problems} of ${head.count}`],
  ];
  find("figures").append(
    ...figures.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))),
  );
}
