/**
 * Where the learner stands: the dashboard of grader/src/dashboard, in a page of the site. Whoever came by the address that
 * `npm run docs` printed can mark things done; anybody else reads.
 */
import { defineComponent, h, onMounted, onUnmounted, ref, watchEffect } from "vue";
import { siteTarget } from "../../../grader/src/companion/pages.ts";
import type { DrawOptions } from "../../../grader/src/dashboard/page/draw.ts";
import { checkToken, isLive, readToken, saveMark, useConnection, useLearner } from "./learner.ts";
import "../../../grader/src/dashboard/page/dashboard.css";

export const LearnerDashboard = defineComponent({
  name: "LearnerDashboard",
  setup() {
    const learner = useLearner();
    const isConnected = useConnection();
    const place = ref<HTMLElement>();
    const token = ref<string>();
    const refused = ref<string>();
    const enter = async () => {
      const given = readToken();
      if (given === undefined) return;
      try {
        await checkToken(given);
        [token.value, refused.value] = [given, undefined];
      } catch (error) {
        [token.value, refused.value] = [undefined, (error as Error).message];
      }
    };
    onMounted(async () => {
      const { drawDashboard } = await import("../../../grader/src/dashboard/page/draw.ts");
      await enter();
      // The address was opened where the page already was.
      addEventListener("hashchange", enter);
      watchEffect(() => {
        if (learner.value === undefined || place.value === undefined) return;
        const notes = [
          ...learner.value.notes,
          ...(isConnected.value
            ? []
            : ["npm run docs does not answer: what stands here may be old."]),
          ...(refused.value === undefined ? [] : [refused.value]),
        ];
        drawDashboard(place.value, { ...learner.value, notes }, optionsFor(token.value));
      });
    });
    onUnmounted(() => removeEventListener("hashchange", enter));
    return () => {
      if (isLive) {
        const how = h("p", { key: "how" }, [
          "Here you can only look. To mark reading and exercises as done, open the second address that ",
          h("code", "npm run docs"),
          " has printed.",
        ]);
        const board = h("div", { key: "board", ref: place }, h("p", "Waiting for npm run docs …"));
        return [...(token.value === undefined ? [how] : []), board];
      }
      const command = h("code", "npm run docs");
      return h("p", ["In your own clone, ", command, " shows here where you stand."]);
    };
  },
});

function optionsFor(token: string | undefined): DrawOptions {
  if (token === undefined) return { href };
  return { href, mark: (lab, mark, isDone) => saveMark(token, lab, mark, isDone) };
}

/** Paths of the tree, where `npm run docs` has them. */
function href(path: string): string {
  const picture = /^\.labs\/pictures\/([^/]+)$/.exec(path);
  if (picture !== null) return `/-/picture/${picture[1]}`;
  return siteTarget("", path, "/-/file/").replace(/(?:index)?\.md(?=#|$)/, "");
}
