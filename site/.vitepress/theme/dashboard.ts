/**
 * Where the learner stands: the dashboard of grader/src/dashboard, in a page of the site. Whoever came by the address that
 * `npm run docs` printed can mark things done; anybody else reads.
 */
import { defineComponent, h, onMounted, ref, watchEffect } from "vue";
import { siteTarget } from "../../../grader/src/companion/pages.ts";
import type { DrawOptions } from "../../../grader/src/dashboard/page/draw.ts";
import { isLive, readToken, saveMark, useLearner } from "./learner.ts";
import "../../../grader/src/dashboard/page/dashboard.css";

export const LearnerDashboard = defineComponent({
  name: "LearnerDashboard",
  setup() {
    const learner = useLearner();
    const place = ref<HTMLElement>();
    onMounted(async () => {
      const { drawDashboard } = await import("../../../grader/src/dashboard/page/draw.ts");
      const token = readToken();
      const options: DrawOptions = {
        href,
        ...(token === undefined
          ? {}
          : { mark: (lab, mark, isDone) => saveMark(token, lab, mark, isDone) }),
      };
      watchEffect(() => {
        if (learner.value === undefined || place.value === undefined) return;
        drawDashboard(place.value, learner.value, options);
      });
    });
    return () => {
      if (isLive) return h("div", { ref: place }, h("p", "Waiting for npm run docs …"));
      const command = h("code", "npm run docs");
      return h("p", ["In your own clone, ", command, " shows here where you stand."]);
    };
  },
});

/** Paths of the tree, where `npm run docs` has them. */
function href(path: string): string {
  const picture = /^\.labs\/pictures\/([^/]+)$/.exec(path);
  if (picture !== null) return `/-/picture/${picture[1]}`;
  return siteTarget("", path, "/-/file/").replace(/(?:index)?\.md(?=#|$)/, "");
}
