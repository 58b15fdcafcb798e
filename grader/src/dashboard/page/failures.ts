/** The laws that are not green, the latest first: what was said, where, the picture, and the command that replays it. */
import { make } from "../../pages/browser/elements.ts";
import type { Dashboard, DashboardFailure } from "../data.ts";
import { card, command, type Href, path } from "./parts.ts";
import { dayText, spokenSign } from "./words.ts";

export function failuresCard(data: Dashboard, href: Href | undefined): HTMLElement {
  const { failures, failuresMore } = data;
  if (failures.length === 0) {
    return card(
      "failures",
      "What fails",
      make("p", { class: "muted" }, "Of what was graded, nothing."),
    );
  }
  const more =
    failuresMore === 0 ? [] : [make("p", { class: "muted" }, `And ${failuresMore} more.`)];
  return card(
    "failures",
    "What fails",
    make("ul", {}, ...failures.map((failure) => failureOf(failure, href))),
    ...more,
  );
}

function failureOf(failure: DashboardFailure, href: Href | undefined): HTMLElement {
  const { lab, step, title, id, law, said, place, picture, again, day } = failure;
  const target = picture === undefined ? undefined : href?.(picture);
  const seen = day === undefined ? "" : ` · ${dayText(day).replaceAll(" ", "\u00a0")}`;
  return make(
    "li",
    { "data-key": `${lab} ${step} ${id ?? ""}` },
    make(
      "p",
      { class: "law" },
      spokenSign("✗", "fails", "fails"),
      make("strong", {}, make("bdi", {}, law ?? "Nothing of the step could run")),
    ),
    make("p", { class: "muted" }, `${lab} step ${step}, ${title}${seen}`),
    ...(said === undefined ? [] : [make("p", { class: "said" }, make("bdi", {}, said))]),
    ...(place === undefined ? [] : [make("p", {}, path(place, href))]),
    ...(picture === undefined
      ? []
      : [
          make(
            "p",
            {},
            "Picture of the run: ",
            target === undefined
              ? make("code", {}, picture)
              : make("a", { href: target }, picture.split("/").at(-1) ?? picture),
          ),
        ]),
    command(again),
  );
}
