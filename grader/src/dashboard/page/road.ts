/** The road: phases, their labs, and of each lab its steps and what can be marked. */
import { make } from "../../pages/browser/elements.ts";
import type { Dashboard, DashboardLab, DashboardPhase, DashboardStep } from "../data.ts";
import { type Marking, marksList } from "./marks.ts";
import { bar, card, type Href, linked } from "./parts.ts";
import { aboutText, signOf, spentText } from "./words.ts";

export function road(data: Dashboard, href: Href | undefined, marking: Marking): HTMLElement {
  const legend = (["green", "begun", "nothing"] as const).map((sign) => {
    const says = { green: "green", begun: "begun", nothing: "not begun" }[sign];
    return make("span", {}, make("span", { "aria-hidden": "true" }, signText(sign)), says);
  });
  return card(
    "road",
    "The road",
    make("p", { class: "muted legend" }, ...legend),
    ...data.phases.map((phase) => phaseOf(phase, data.next?.lab, href, marking)),
  );
}

const signText = (sign: DashboardLab["sign"]) => signOf(sign).textContent ?? "";

function phaseOf(
  phase: DashboardPhase,
  current: string | undefined,
  href: Href | undefined,
  marking: Marking,
): HTMLElement {
  const { number, title, percent, points, pointsMax, labs, toCome } = phase;
  const name = title === "" ? `Phase ${number}` : `Phase ${number}: ${title}`;
  const attributes = { "data-key": `phase-${number}` };
  const names = toCome.map((lab) => `${lab.id} ${lab.title}`.trim()).join(", ");
  const later =
    toCome.length === 0 ? [] : [make("p", { class: "to-come muted" }, `To come: ${names}`)];
  if (labs.length === 0) {
    return make(
      "div",
      { ...attributes, class: "phase later" },
      make("h3", { class: "muted" }, name),
      ...later,
    );
  }
  return make(
    "div",
    { ...attributes, class: "phase" },
    make(
      "div",
      { class: "phase-head" },
      make("h3", {}, name),
      make("span", { class: "number" }, `${percent} %`),
      make("span", { class: "number muted" }, `${points}/${pointsMax}`),
      bar(percent, name),
    ),
    ...labs.map((lab) => labOf(lab, lab.id === current, href, marking)),
    ...later,
  );
}

function labOf(
  lab: DashboardLab,
  isCurrent: boolean,
  href: Href | undefined,
  marking: Marking,
): HTMLElement {
  const { id, title, points, pointsMax, percent } = lab;
  return make(
    "details",
    { class: "lab", "data-key": id, ...(isCurrent ? { open: "" } : {}) },
    make(
      "summary",
      {},
      signOf(lab.sign),
      make("span", { class: "name" }, make("span", { class: "id" }, id), ` ${title}`),
      make("span", { class: "number" }, `${points}/${pointsMax}`),
      make("span", { class: "time muted" }, timeText(lab)),
      bar(percent, `${id} ${title}`),
    ),
    make(
      "div",
      { class: "inside" },
      make("p", {}, lab.description),
      make("h4", {}, "Steps"),
      make("ul", { class: "steps" }, ...lab.steps.map((step) => stepOf(step, href))),
      ...marksList(lab, href, marking),
    ),
  );
}

/** "2 h 10 min of about 9 h", and what of that is left where something is done. */
function timeText({ minutes, hours, hoursLeft, sign }: DashboardLab): string {
  if (sign === "green") return `${spentText(minutes)} of ${aboutText(hours)}`;
  if (minutes === 0 && hoursLeft === hours) return aboutText(hours);
  return `${spentText(minutes)} of ${aboutText(hours)}, ${aboutText(hoursLeft)} left`;
}

function stepOf(step: DashboardStep, href: Href | undefined): HTMLElement {
  const { number, title, sign, points, pointsMax, minutes, document, notes } = step;
  return make(
    "li",
    { "data-key": step.id },
    signOf(sign),
    make(
      "span",
      { class: "name" },
      `${number}  `,
      linked(document, href, {}, title),
      ...(notes.length === 0 ? [] : [make("span", { class: "muted" }, ` · ${notes.join(", ")}`)]),
    ),
    make("span", { class: "number" }, `${points}/${pointsMax}`),
    make("span", { class: "time muted" }, aboutText(minutes / 60)),
  );
}
