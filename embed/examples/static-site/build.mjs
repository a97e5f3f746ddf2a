// A static site generator in one file: each text in posts/ becomes a page with a thread.
//
//   node build.mjs public
//
// A text starts with `title:` and `date:`. An empty line precedes each paragraph. The file name becomes the
// address of the page and must not change: the forum finds the topic by it.

import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const SITE = "https://blog.example";
const FORUM = "https://forum.example";
/** The slug of the forum that contains the threads. */
const SLUG = "atelier";

const posts = new URL("posts/", import.meta.url);
const into = process.argv[2] ?? "public";

const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
const day = (date) => new Date(date).toLocaleDateString("fr-FR", { dateStyle: "long", timeZone: "UTC" });

const read = async (file) => {
  const [head, ...paragraphs] = (await readFile(new URL(file, posts), "utf8")).trim().split(/\n\s*\n/);
  const { title, date } = Object.fromEntries(head.split("\n").map((line) => line.split(/:\s*(.*)/)));
  return { slug: file.replace(/\.txt$/, ""), title, date, paragraphs };
};

const page = (title, address, head, body) => `<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escape(title)}</title>
    <link rel="canonical" href="${SITE}${address}">
    <link rel="stylesheet" href="/plain.css">${head}
  </head>
  <body>
    <div class="wrap">
      <header class="site"><a href="/">Le carnet d’Odile</a></header>
      <main>
${body}
      </main>
      <footer class="site">Le carnet d’Odile, tenu à la main.</footer>
    </div>
  </body>
</html>
`;

const postPage = ({ slug, title, date, paragraphs }) =>
  page(
    title,
    `/${slug}.html`,
    `\n    <script type="module" src="${FORUM}/embed.js"></script>`,
    `        <article>
          <h1>${escape(title)}</h1>
          <p class="meta"><time datetime="${date}">${day(date)}</time></p>
${paragraphs.map((text) => `          <p>${escape(text)}</p>`).join("\n")}
        </article>
        <section aria-labelledby="replies">
          <h2 id="replies">Commentaires</h2>
          <palabre-thread forum="${SLUG}" page>
            <a href="${FORUM}/f/${SLUG}">Lire et répondre sur le forum</a>
          </palabre-thread>
        </section>`,
  );

const frontPage = (all) =>
  page(
    "Le carnet d’Odile",
    "/",
    "",
    `        <h1>Le carnet d’Odile</h1>
        <ul>
${all.map(({ slug, title, date }) => `          <li><a href="/${slug}.html">${escape(title)}</a>, ${day(date)}</li>`).join("\n")}
        </ul>`,
  );

const files = (await readdir(posts)).filter((name) => name.endsWith(".txt"));
const all = (await Promise.all(files.map(read))).sort((a, b) => b.date.localeCompare(a.date));
await mkdir(into, { recursive: true });
await Promise.all([
  ...all.map((post) => writeFile(join(into, `${post.slug}.html`), postPage(post))),
  writeFile(join(into, "index.html"), frontPage(all)),
  copyFile(new URL("../plain.css", import.meta.url), join(into, "plain.css")),
]);
