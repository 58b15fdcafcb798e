/** The figures that say most, and what to do next. */
import { make } from "../../pages/browser/elements.ts";
import type { Dashboard } from "../data.ts";
import { bar, card, command, type Href, path } from "./parts.ts";
import { aboutText, countText, spentText } from "./words.ts";

export function figures(data: Dashboard): HTMLElement {
  const { percent, points, pointsMax, streak, minutes, hours, hoursLeft } = data;
  const today = streak.isTodayDone ? "today included" : "nothing yet today";
  const left = data.next === undefined ? "nothing is left" : `${aboutText(hoursLeft)} left`;
  return make(
    "dl",
    { class: "figures", "data-key": "figures" },
    figure("done", `${percent} %`, bar(percent, "All labs that are here")),
    figure("points", String(points), `of ${pointsMax}`),
    figure("streak", countText(streak.days, "day"), today),
    figure("time spent", spentText(minutes), `of ${aboutText(hours)}; ${left}`),
  );
}

function figure(name: string, value: string, more: Node | string): HTMLElement {
  return make(
    "div",
    {},
    make("dt", {}, name),
    make("dd", {}, make("strong", {}, value), make("span", { class: "muted" }, more)),
  );
}

export function nextCard({ next, failures }: Dashboard, href: Href | undefined): HTMLElement {
  if (next === undefined) {
    return card("next", "Next", make("p", {}, "Every lab that is here is green."));
  }
  const isFailing = failures.some(({ lab, step }) => lab === next.lab && step === next.step);
  return card(
    "next",
    "Next",
    make(
      "p",
      { class: "what" },
      make("strong", {}, next.title),
      make("span", { class: "muted" }, `${next.lab} ${next.labTitle}, step ${next.step}`),
    ),
    make(
      "p",
      {},
      isFailing ? "It is begun; read on in " : "Read ",
      path(next.document, href),
      `, ${aboutText(next.minutes / 60)}. Then:`,
    ),
    command(next.command),
  );
}
