/** Finds the GraphQL operations of the app: template strings that begin with #graphql. */
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Kind, parse } from "graphql";

export type Operation = { file: string; text: string };

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const template = /`\s*(#graphql[^`]*)`/g;
const constant = /const (\w+)\s*=\s*(?:`([^`]*)`|"([^"]*)")/g;

export function appOperations(): Operation[] {
  return globSync("app/**/*.{ts,tsx}", { cwd: root })
    .flatMap(documentsIn)
    .filter(({ text }) => parse(text).definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION));
}

/** A part may stand in a constant of its own, as long as it is in the same file. */
function documentsIn(file: string): Operation[] {
  const source = readFileSync(`${root}/${file}`, "utf8");
  const parts = new Map(
    [...source.matchAll(constant)].map(([, name = "", long, short]) => [name, long ?? short ?? ""]),
  );
  const whole = (text: string): string =>
    text.replace(/\$\{(\w+)\}/g, (_all, name: string) => {
      const part = parts.get(name);
      if (part === undefined) throw new Error(`${file}: the part ${name} is not in this file`);
      return whole(part);
    });
  return [...source.matchAll(template)].map(([, text = ""]) => ({ file, text: whole(text) }));
}
