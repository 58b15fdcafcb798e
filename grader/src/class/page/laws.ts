/** The laws that most submissions break, and what was said of them. */
import { find, make } from "../../pages/browser/elements.ts";
import type { LawFigures } from "../summary.ts";
import { barOf } from "./steps.ts";

export function showLaws(laws: readonly LawFigures[], count: number): void {
  if (laws.length === 0) {
    find("laws").append(make("p", { class: "muted" }, "No law was broken."));
    return;
  }
  const most = Math.min(count, Math.max(...laws.map((law) => law.count)));
  const head = ["step", "law", "broken by"].map((text) => make("th", { scope: "col" }, text));
  const rows = laws.map((law) => {
    const reasons = law.reasons
      .filter(({ text }) => text !== "")
      .map((reason) =>
        make("li", {}, make("b", {}, `${reason.count}×`), " ", make("bdi", {}, reason.text)),
      );
    return make(
      "tr",
      {},
      make("td", { class: "number" }, String(law.step)),
      make(
        "th",
        { scope: "row", class: "law" },
        law.title,
        make("ul", { class: "reasons" }, ...reasons),
      ),
      make("td", { class: "measure" }, barOf(law.count, most, "stopped")),
    );
  });
  find("laws").append(
    make(
      "table",
      { class: "bars" },
      make("thead", {}, make("tr", {}, ...head)),
      make("tbody", {}, ...rows),
    ),
  );
}
