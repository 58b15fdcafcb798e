/** How times, days and signs read. */
import { make } from "../../pages/browser/elements.ts";
import type { Sign } from "../data.ts";

const SIGNS: Readonly<Record<Sign, readonly [sign: string, says: string]>> = {
  green: ["●", "green"],
  begun: ["◐", "begun"],
  nothing: ["○", "not begun"],
};

/** A sign that is read out. */
export function signOf(sign: Sign): HTMLElement {
  const [text, says] = SIGNS[sign];
  return spokenSign(text, says, sign);
}

export function spokenSign(text: string, says: string, kind: string): HTMLElement {
  return make(
    "span",
    { class: `sign ${kind}`, role: "img", "aria-label": says, title: says },
    text,
  );
}

/** "45 min", "2 h 10 min", and from ten hours on "12 h" */
export function spentText(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  if (minutes >= 600) return `${Math.round(minutes / 60)} h`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** "about 7 h", "about 1 h 30 min", "about 40 min"; from four hours on, whole ones */
export function aboutText(hours: number): string {
  const step = hours < 4 ? 5 : 60;
  return `about ${spentText(Math.max(5, Math.round((hours * 60) / step) * step))}`;
}

/** "1 day", "3 days" */
export function countText(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

const dayFormat = format({ day: "numeric", month: "short" });
const longFormat = format({ day: "numeric", month: "long", year: "numeric" });
const weekdayFormat = format({ weekday: "short", day: "numeric", month: "short" });
const monthFormat = format({ month: "short" });

/** Of a day such as `2026-11-22`: "22 Nov", and so on. */
export const dayText = (day: string): string => dayFormat.format(dateOf(day));
export const longDayText = (day: string): string => longFormat.format(dateOf(day));
export const weekdayText = (day: string): string => weekdayFormat.format(dateOf(day));
export const monthText = (day: string): string => monthFormat.format(dateOf(day));

/** The day so many days later. */
export function dayAfter(day: string, count: number): string {
  const date = dateOf(day);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, "2026-11-22".length);
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
}
