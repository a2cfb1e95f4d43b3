/** What the tests ask of a browser, in the words of the WebDriver standard. Both browsers here understand them. */
export type Command =
  | "NewSession"
  | "DeleteSession"
  | "Navigate"
  | "Refresh"
  | "SetWindowRect"
  | "ExecuteScript"
  | "ExecuteAsyncScript"
  | "ElementClick"
  | "ElementSendKeys"
  | "PerformActions"
  | "TakeScreenshot";

export type Parameters = { id?: string; [name: string]: unknown };

export type Send = <Value>(command: Command, parameters?: Parameters) => Promise<Value>;

/** A browser that runs, and that a test can talk to. */
export type Driven = { name: string; send: Send; stop: () => Promise<void> };

/** How a browser is started, or which sentence says why it can't be. */
export type OtherBrowser = {
  missing: string | undefined;
  /** Whether it opens private windows only: in those, the photo that a page keeps goes with the page. */
  isPrivate: boolean;
  start: () => Promise<Driven>;
};
