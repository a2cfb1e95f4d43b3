/** A page's name for the browser's tab and for screen readers, in the merchant's language. */
import type { MetaFunction } from "@remix-run/node";
import type { WordKey } from "./said.ts";

/** A page of one thing bears its name, too. */
export function pageTitle(key: WordKey, name = ""): MetaFunction {
  return ({ matches }) => {
    const words = matches.map(({ data }) => messagesOf(data)).find((found) => found !== undefined);
    const [app, title] = [wordIn(words, "common.app"), wordIn(words, key)];
    return [
      { title: [name, title, app].filter((text, at, all) => text && all.indexOf(text) === at).join(" · ") },
    ];
  };
}

/** What routes/app.tsx has loaded. Where that failed there are no words. */
function messagesOf(data: unknown): object | undefined {
  const words = within(data, "words");
  const messages = within(words, "messages");
  return typeof messages === "object" && messages !== null ? messages : undefined;
}

function wordIn(messages: object | undefined, key: WordKey): string {
  const word = within(messages, key);
  return typeof word === "string" ? word : "";
}

function within(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
