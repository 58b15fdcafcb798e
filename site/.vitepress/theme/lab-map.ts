/**
 * The map of labs as a picture: drawn from the package graph, each lab that is built a link, with the learner's state
 * where it is known. It is in the page before any script runs.
 */
import { withBase } from "vitepress";
import { defineComponent, h, ref, type VNode } from "vue";
import { data as course } from "../course.data.ts";
import { labIn, useLearner } from "./learner.ts";
import { BOX, type Box, layoutOf } from "./map-layout.ts";

const layout = layoutOf(course);

export const LabMap = defineComponent({
  name: "LabMap",
  setup() {
    const learner = useLearner();
    /** The lab that is pointed at, or has the focus. */
    const chosen = ref("");
    const boxOf = ({ lab, x, y }: Box): VNode => {
      const { built } = lab;
      const state = labIn(learner.value, lab.id);
      const of = built?.steps.length ?? 0;
      const green = state?.steps.filter(({ sign }) => sign === "green").length ?? 0;
      const isGreen = state?.sign === "green";
      const says =
        built === undefined
          ? "not built yet"
          : state === undefined || state.sign === "nothing"
            ? `${of} steps, about ${built.hours} h`
            : isGreen
              ? "● all green"
              : `◐ ${green} of ${of} steps`;
      const name = `${lab.id.slice(3)} ${lab.title}`;
      const on =
        lab.standsOn.length === 0 ? "" : `on ${lab.standsOn.map((id) => id.slice(3)).join(" ")}`;
      const hover = {
        onMouseenter: () => {
          chosen.value = lab.id;
        },
        onMouseleave: () => {
          chosen.value = "";
        },
        onFocus: () => {
          chosen.value = lab.id;
        },
        onBlur: () => {
          chosen.value = "";
        },
      };
      const kind = built === undefined ? "later" : isGreen ? "green" : "ready";
      const inside = [
        h("rect", { width: BOX.width, height: BOX.height, rx: 8 }),
        h("rect", {
          class: "done",
          y: BOX.height - 5,
          width: of === 0 ? 0 : (BOX.width * green) / of,
          height: 5,
        }),
        h("text", { x: 12, y: 24, class: "name" }, `${name} `),
        h("text", { x: 12, y: 43, class: "says" }, `${says} `),
        h("text", { x: 12, y: 61, class: "on" }, on),
      ];
      const transform = `translate(${x} ${y})`;
      return built === undefined
        ? h("g", { class: kind, transform, ...hover }, inside)
        : h(
            "a",
            {
              ...{ class: kind, transform, href: withBase(built.href), ...hover },
            },
            inside,
          );
    };
    return () =>
      h("div", { class: "lab-map", tabindex: 0, role: "group", "aria-label": "The map of labs" }, [
        h(
          "svg",
          {
            viewBox: `0 0 ${layout.width} ${layout.height}`,
            width: layout.width,
            height: layout.height,
          },
          [
            layout.bands.map(({ title, y, height }) => [
              h("rect", { class: "band", y, width: layout.width, height, rx: 10 }),
              h("text", { class: "phase", x: 20, y: y + 22 }, title),
            ]),
            layout.edges.map(({ from, to, path, isWithinPhase }) =>
              h("path", {
                class: [
                  isWithinPhase ? "edge" : "edge across",
                  { chosen: chosen.value === from || chosen.value === to },
                ],
                d: path,
              }),
            ),
            layout.boxes.map(boxOf),
          ],
        ),
      ]);
  },
});
