/** Part of JavaScript since Node 22, and not yet of TypeScript's own description of it. */
interface JSON {
  rawJSON: (text: string) => unknown;
  parse: (
    text: string,
    reviver: (key: string, value: unknown, context?: { source?: string }) => unknown,
  ) => unknown;
}
