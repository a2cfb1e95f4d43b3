/** Finds the GraphQL operations of the app: template strings that begin with #graphql. */
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Kind, parse } from "graphql";

export type Operation = { file: string; text: string };

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const template = /(?:const (\w+)\s*=\s*)?`\s*(#graphql[^`]*)`/g;

export function appOperations(): Operation[] {
  return globSync("app/**/*.{ts,tsx}", { cwd: root })
    .flatMap(documentsIn)
    .filter(({ text }) => parse(text).definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION));
}

/** A fragment may stand in a constant of its own, as long as it is in the same file. */
function documentsIn(file: string): Operation[] {
  const found = [...readFileSync(`${root}/${file}`, "utf8").matchAll(template)];
  const named = new Map(found.map(([, name = "", text = ""]) => [name, text]));
  const whole = (text: string): string =>
    text.replace(/\$\{(\w+)\}/g, (_all, name: string) => {
      const fragment = named.get(name);
      if (fragment === undefined) throw new Error(`${file}: the fragment ${name} is not in this file`);
      return whole(fragment);
    });
  return found.map(([, , text = ""]) => ({ file, text: whole(text) }));
}
