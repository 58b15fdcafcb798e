/**
 * The page's script: reads the class that the page holds, and shows it.
 *
 *     #data ──JSON──▶ figures, histogram, steps, laws, and a table of all submissions
 */
import { find } from "../../pages/browser/elements.ts";
import type { ClassPageData } from "../page-data.ts";
import { showFigures } from "./figures.ts";
import { showHistogram } from "./histogram.ts";
import { showLaws } from "./laws.ts";
import { showSteps } from "./steps.ts";
import { showSubmissions } from "./submissions.ts";

const data = JSON.parse(find("data").textContent ?? "") as ClassPageData;

showFigures(data);
showHistogram(data.bars, data.pointsMax);
showSteps(data.steps);
showLaws(data.laws, data.head.count);
showSubmissions(data);

// What can scroll can be scrolled by keys.
for (const box of document.querySelectorAll(".box")) {
  const heading = box.closest("section")?.querySelector("h2")?.id ?? "";
  for (const [name, value] of Object.entries({ role: "region", tabindex: "0" })) {
    box.setAttribute(name, value);
  }
  box.setAttribute("aria-labelledby", heading);
}
