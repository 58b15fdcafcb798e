/**
 * The histogram of points: a rectangle for each bar, its count above, the points below.
 *
 *       4
 *      ┌─┐       7
 *      │ │ 1    ┌─┐
 *     ─┴─┴┴┴────┴─┴─
 *      0  9  …  171
 *
 * It is drawn in the pixels that it has, so that its words are as large as the page's, and anew where those change.
 */
import { find } from "../../pages/browser/elements.ts";
import type { Bar } from "../summary.ts";

const SPACE = "http://www.w3.org/2000/svg";
const HEIGHT = 220;
const ABOVE = 20;
const BELOW = 38;
const SIDE = 4;
/** Pixels that a range of points needs below its bar. */
const LABEL_WIDTH = 52;

export function showHistogram(bars: readonly Bar[], pointsMax: number): void {
  const place = find("histogram");
  let drawn = 0;
  const draw = () => {
    const width = Math.floor(place.clientWidth);
    if (width === drawn || width === 0) return;
    drawn = width;
    place.replaceChildren(drawing(bars, pointsMax, width));
  };
  new ResizeObserver(draw).observe(place);
  draw();
}

function drawing(bars: readonly Bar[], pointsMax: number, width: number): SVGElement {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const each = (width - 2 * SIDE) / bars.length;
  const ground = HEIGHT - BELOW;
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / each));
  const parts = bars.flatMap((bar, at) => {
    const height = (bar.count / most) * (ground - ABOVE);
    const left = SIDE + at * each;
    const middle = left + each / 2;
    const gap = Math.min(3, each / 8);
    return [
      svg("rect", {
        ...{ class: "bar", x: left + gap, y: ground - height, rx: Math.min(3, height) },
        ...{ width: Math.max(1, each - 2 * gap), height },
      }),
      ...(bar.count === 0
        ? []
        : [svg("text", { class: "count", x: middle, y: ground - height - 5 }, String(bar.count))]),
      ...(at % every === 0
        ? [svg("text", { class: "range", x: middle, y: ground + 16 }, rangeOf(bar))]
        : []),
    ];
  });
  return svg(
    "svg",
    {
      ...{ width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: "img" },
      "aria-labelledby": "bars-title bars-says",
    },
    svg("title", { id: "bars-title" }, "How many submissions have how many points"),
    svg("desc", { id: "bars-says" }, spoken(bars)),
    svg("line", { class: "ground", x1: 0, x2: width, y1: ground + 0.5, y2: ground + 0.5 }),
    ...parts,
    svg("text", { class: "axis", x: width / 2, y: HEIGHT - 4 }, `points, of ${pointsMax}`),
  );
}

const rangeOf = ({ from, to }: Bar): string => (from === to ? String(from) : `${from}–${to}`);

function spoken(bars: readonly Bar[]): string {
  const some = bars.filter(({ count }) => count > 0);
  if (some.length === 0) return "No submission was graded.";
  const said = some.map((bar) => `${rangeOf(bar)} points: ${bar.count}`);
  return `${said.join("; ")}. Nobody has any other number of points.`;
}

function svg(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly (Node | string)[]
): SVGElement {
  const element = document.createElementNS(SPACE, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}
