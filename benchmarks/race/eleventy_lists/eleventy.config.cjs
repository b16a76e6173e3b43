// Lists of 50 listings: the whole site, and each employer, category and skill.
const SIZE = 50;

module.exports = function (config) {
  config.addCollection("listPages", (api) => {
    const lists = new Map();
    const pages = api.getFilteredByGlob("src/listings/**/*.md");
    pages.sort((a, b) => (a.data.posted < b.data.posted ? 1 : -1));
    for (const page of pages) {
      for (const name of page.data.lists) {
        if (!lists.has(name)) lists.set(name, []);
        lists.get(name).push({ url: page.url, title: page.data.title, summary: page.data.summary });
      }
    }
    const found = [];
    for (const [name, entries] of lists) {
      for (let start = 0; start < entries.length; start += SIZE) {
        const number = start / SIZE + 1;
        const path = number === 1 ? `${name}/` : `${name}/${number}/`;
        found.push({ name, path, entries: entries.slice(start, start + SIZE) });
      }
    }
    return found;
  });
  return { dir: { input: "src", output: "_site" }, markdownTemplateEngine: false };
};
