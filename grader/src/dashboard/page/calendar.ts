/**
 * The last half year, a column a week and a row a weekday. The more was done on a day, the larger its square; each says
 * its day and what was done.
 */
import { make } from "../../pages/browser/elements.ts";
import type { Dashboard, DashboardDay } from "../data.ts";
import { card } from "./parts.ts";
import { countText, dayAfter, dayText, monthText, spentText, weekdayText } from "./words.ts";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/** From so many minutes on, the square is larger. */
const LEVELS = [1, 30, 90];

export function calendarCard(data: Dashboard): HTMLElement {
  const { calendar, today, measure } = data;
  const weeks: string[] = [];
  for (let day = calendar.from; day <= today; day = dayAfter(day, 7)) weeks.push(day);
  const known = new Map(calendar.days.map((day) => [day.day, day]));
  const rows = WEEKDAYS.map((name, row) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, name),
      ...weeks.map((week) => cellOf(dayAfter(week, row), today, known)),
    ),
  );
  const span = `${dayText(calendar.from)} to ${dayText(today)}`;
  const { gapMinutes, beforeMinutes } = measure;
  return card(
    "days",
    "Days",
    make("p", { class: "muted" }, span),
    make(
      "div",
      {
        ...{ class: "box", role: "region", tabindex: "0" },
        "aria-labelledby": "dashboard-days",
      },
      make(
        "table",
        { class: "calendar", "aria-label": span },
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            make("td", {}),
            ...weeks.map((week, index) => headOf(week, weeks[index - 1], weeks[index + 2])),
          ),
        ),
        make("tbody", {}, ...rows),
      ),
    ),
    make(
      "p",
      { class: "legend muted" },
      ...["nothing", "some", `${LEVELS[1]} min`, `${LEVELS[2]} min and more`].map((text, level) =>
        make("span", {}, square(level), text),
      ),
    ),
    make(
      "p",
      { class: "muted" },
      `Time is counted between gradings that are no more than ${gapMinutes} minutes apart, and ` +
        `${beforeMinutes} minutes before the first of a sitting. It is no more than an estimate: who reads for hours ` +
        "and grades once is not seen. A day counts towards the streak if something was graded or marked.",
    ),
  );
}

/** A month is named where it begins, and where there is room for its name. */
function headOf(week: string, before: string | undefined, later: string | undefined): HTMLElement {
  const month = monthText(week);
  const isNew = before === undefined || monthText(before) !== month;
  const hasRoom = later !== undefined && monthText(later) === month;
  return make(
    "th",
    { scope: "col" },
    make("span", { class: "spoken" }, `Week of ${dayText(week)}`),
    make("span", { class: "month", "aria-hidden": "true" }, isNew && hasRoom ? month : ""),
  );
}

function cellOf(day: string, today: string, known: ReadonlyMap<string, DashboardDay>): HTMLElement {
  if (day > today) return make("td", {});
  const done = known.get(day);
  const says = `${weekdayText(day)}: ${doneText(done)}`;
  return make(
    "td",
    { title: says },
    square(levelOf(done)),
    make("span", { class: "spoken" }, says),
  );
}

function square(level: number): HTMLElement {
  return make("span", { class: `square level-${level}`, "aria-hidden": "true" });
}

function levelOf(done: DashboardDay | undefined): number {
  if (done === undefined) return 0;
  return Math.max(1, LEVELS.filter((least) => done.minutes >= least).length);
}

function doneText(done: DashboardDay | undefined): string {
  if (done === undefined) return "nothing";
  const parts = [
    ...(done.minutes > 0 ? [spentText(done.minutes)] : []),
    ...(done.marks > 0 ? [`${countText(done.marks, "mark")} made`] : []),
  ];
  return parts.join(", ") || "something";
}
