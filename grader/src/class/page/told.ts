/** What the laws said of one submission, step by step; with the command that grades it again, and where the whole is. */
import { make } from "../../pages/browser/elements.ts";
import type { ClassPageData, PageRow, PageTold } from "../page-data.ts";

/** By the first letter of an outcome. */
const SIGNS: Readonly<Record<string, readonly [sign: string, says: string]>> = {
  p: ["●", "passed"],
  f: ["✗", "failed"],
  n: ["○", "not started"],
  i: ["?", "could not tell"],
  s: ["–", "skipped"],
};

export function toldOf(row: PageRow, data: ClassPageData): HTMLElement {
  const { lab } = data;
  const parts = data.steps.flatMap((_, at) => {
    const told = row.told[at];
    return told === null || told === undefined ? [] : [stepOf(row, at, told, data)];
  });
  const again =
    row.again === undefined
      ? []
      : [
          make(
            "p",
            {},
            `Again, with its files as labs/${lab.folder}/src: `,
            make("code", {}, row.again),
          ),
        ];
  return make(
    "div",
    { class: "laws" },
    ...(row.problem === undefined
      ? []
      : [make("p", { class: "problem" }, make("bdi", {}, row.problem))]),
    ...row.notes.map((note) => make("p", {}, make("bdi", {}, note))),
    ...again,
    make("p", {}, "All of it: ", make("code", {}, row.file)),
    ...parts,
  );
}

function stepOf(row: PageRow, at: number, told: PageTold, data: ClassPageData): HTMLElement {
  const { number, title, laws, pointsMax } = data.steps[at]!;
  const passed = [...told.laws].filter((letter) => letter === "p").length;
  const isOpen = row.stopped === number;
  const said = new Map(told.said);
  const items = [...told.laws].map((letter, law) => {
    const [sign, says] = SIGNS[letter] ?? ["?", ""];
    const text = data.texts[said.get(law) ?? -1] ?? "";
    return make(
      "li",
      { class: `law-${letter}` },
      make("span", { class: "sign", title: says, role: "img", "aria-label": says }, sign),
      make(
        "span",
        {},
        laws[law] ?? "",
        ...(text === "" ? [] : [make("bdi", { class: "text" }, text)]),
      ),
    );
  });
  const why = data.texts[told.failure ?? -1];
  return make(
    "details",
    isOpen ? { open: "" } : {},
    make(
      "summary",
      {},
      `${number}  ${title}`,
      make("span", { class: "muted" }, `  ${passed}/${pointsMax}`),
    ),
    // Where nothing could run, its laws have seen nothing.
    why === undefined
      ? make("ul", {}, ...items)
      : make("p", { class: "problem" }, "Nothing of it could run: ", make("bdi", {}, why)),
  );
}
