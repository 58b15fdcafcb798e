/**
 * The site: the tree's own Markdown, as pages.
 *
 *     SITE_BASE      the path below which it stands: / or /course/
 *     SITE_SOURCE    what stands before the path of a file that is no page; with a slash at its end
 *     SITE_LIVE      set where `npm run docs` serves it: then pages ask it how far the learner is
 *
 * All links are written anew by one rule (grader/src/companion/pages.ts), so they lead where they lead on GitHub.
 * Headings have GitHub's anchors. The site asks no other machine for anything.
 */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type DefaultTheme, defineConfig, type MarkdownRenderer } from "vitepress";
import { documents } from "../../grader/src/companion/documents.ts";
import { isPage, pageName, siteTarget } from "../../grader/src/companion/pages.ts";
import { anchorText } from "../../tools/documents-markdown.ts";
import { type CourseLab, readCourse, root } from "./course.ts";

const { SITE_BASE = "/", SITE_SOURCE = "/-/file/", SITE_LIVE } = process.env;
const here = fileURLToPath(import.meta.url);
const course = readCourse();
const all = documents(root);
const pages = all.filter(isPage);

/**
 * What the search finds a page by: words. Numbers, bytes and single letters are what drawings and transcripts are full
 * of, and lists that are derived say nothing that is not said elsewhere.
 */
const searched: NonNullable<DefaultTheme.LocalSearchOptions["_render"]> = (text, env, markdown) => {
  if (env.relativePath.endsWith("docs/verification.md")) return "";
  const html = inItsLab(markdown.render(text, env), env.relativePath);
  return html.replace(/<pre[\s\S]*?<\/pre>/g, (block) =>
    block.replace(/>[^<]+</g, (piece) => piece.replace(NO_WORD, "")),
  );
};
/** What is found is shown by its headings, and every lab has its "References": the first says of which lab it is. */
const inItsLab = (html: string, page: string): string => {
  const [, lab] = /^labs\/(db-\d\d)-/.exec(page) ?? [];
  return lab === undefined ? html : html.replace(/<h1([^>]*)>/, `<h1$1>${lab} · `);
};
const NO_WORD = /(?<![\w-])(?:\w|[0-9a-f]{2}|\d[\w.,:]*)(?![\w-])/gi;

export default defineConfig({
  base: SITE_BASE,
  lang: "en",
  title: "Databases by building them",
  head: [["link", { rel: "icon", href: "data:," }]],
  titleTemplate: ":title · databases by building them",
  description:
    "Learn databases and distributed systems by building them, lab by lab, in TypeScript.",
  srcDir: "..",
  srcExclude: all.filter((file) => !isPage(file)),
  outDir: "../.labs/site",
  cacheDir: "../.labs/site-cache",
  rewrites: Object.fromEntries(
    pages.filter((file) => pageName(file) !== file).map((file) => [file, pageName(file)]),
  ),
  cleanUrls: true,
  metaChunk: true,
  // It takes every link for one of HTML's, and the map's are SVG's.
  router: { prefetchLinks: false },
  ignoreDeadLinks: [/^\/-\//, /^https?:\/\/(?:localhost|127\.0\.0\.1)\b/],
  markdown: {
    // Of the light ones it has the contrast.
    theme: { light: "github-light-high-contrast", dark: "github-dark" },
    anchor: { slugify: anchorText },
    config: (markdown) => forTheSite(markdown),
  },
  vite: {
    define: { __LIVE__: JSON.stringify(SITE_LIVE !== undefined) },
    // Documents lie outside of this folder, so its vue would not be found from them.
    ssr: { external: ["vue", "vue/server-renderer"] },
    plugins: [
      {
        name: "vue-of-the-site",
        enforce: "pre",
        resolveId(id, importer) {
          const isOfPage = /^vue(?:\/|$)/.test(id) && importer?.endsWith(".md");
          return isOfPage ? this.resolve(id, here, { skipSelf: true }) : undefined;
        },
      },
    ],
  },
  themeConfig: {
    siteTitle: "The labs",
    nav: [
      { text: "Map", link: "/map" },
      { text: "Labs", link: "/PHASES" },
      { text: "Paths", link: "/PATHS" },
      { text: "Books", link: "/BOOKS" },
      ...(SITE_LIVE === undefined ? [] : [{ text: "Where you stand", link: "/dashboard" }]),
      { text: "Commands", link: "/TOOLS" },
    ],
    sidebar: Object.fromEntries(
      course.labs.flatMap((lab) =>
        lab.built === undefined ? [] : [[`/labs/${lab.built.folder}/`, sidebarOf(lab, lab.built)]],
      ),
    ),
    outline: { level: [2, 3] },
    search: {
      provider: "local",
      options: { _render: searched },
    },
    docFooter: { prev: "Before", next: "Next" },
  },
});

function sidebarOf(
  { id, title }: CourseLab,
  { folder, steps }: NonNullable<CourseLab["built"]>,
): DefaultTheme.SidebarItem[] {
  const at = `/labs/${folder}`;
  const has = (file: string) => pages.includes(`labs/${folder}/${file}.md`);
  const more: readonly (readonly [string, string])[] = [
    ["docs/execution", "Execution: from clone to green"],
    ["docs/observation", "Observation: seeing inside"],
    ["docs/analysis", "Analysis: what was traded for what"],
    ["docs/broader-ideas", "Broader ideas"],
    ["docs/verification", "Verification: what the tests hold"],
    ["references", "References"],
  ];
  return [
    { text: `${id} ${title}`, items: [{ text: "Concepts", link: `${at}/CONCEPTS` }] },
    {
      text: "Steps",
      items: steps.map(({ number, title: text, href }) => ({
        text: `${number}  ${text}`,
        link: href,
      })),
    },
    {
      text: "More",
      items: more
        .filter(([file]) => has(file))
        .map(([file, text]) => ({ text, link: `${at}/${file}` })),
    },
  ];
}

/** Writes the target of every link and image anew; what a program printed is no language to be coloured. */
function forTheSite(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push("for-the-site", ({ tokens, env }) => {
    const file = relative(root, env.realPath ?? env.path).replaceAll("\\", "/");
    for (const token of tokens) {
      if (token.type === "fence") token.info = token.info.replace(/^console\b/, "text");
    }
    const links = tokens.flatMap(({ children }) => children ?? []);
    for (const token of links) {
      const name = token.type === "image" ? "src" : "href";
      const target = token.attrGet(name);
      if (target !== null) token.attrSet(name, siteTarget(file, target, SITE_SOURCE));
    }
  });
}
