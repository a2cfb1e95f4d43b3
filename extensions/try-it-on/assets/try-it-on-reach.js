/** What only a later step needs, and how it comes once that step does. */

/** @type {Set<string>} */
const reached = new Set();

/**
 * A browser remembers for as long as the page lives that a module, or one that it imports, could not be fetched. So they
 * are fetched as mere files first, and a lost connection is only lost for as long as it is.
 * @template Part
 * @param {string[]} names
 * @param {() => Promise<Part>} load
 */
export async function reach(names, load) {
  await Promise.all(names.filter((name) => !reached.has(name)).map(fetchFile));
  return load();
}

/** @param {string} name */
async function fetchFile(name) {
  const answer = await fetch(new URL(`./try-it-on-${name}.js`, import.meta.url));
  if (!answer.ok) throw new Error(`${name} ${answer.status}`);
  await answer.blob();
  reached.add(name);
}
