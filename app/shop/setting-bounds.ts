/** What settings may hold at most: by themselves, so that a page knows it without the code that reads settings. */

/** Hours that a result is kept. */
export const longestKeptHours = 7 * 24;

/** Letters of what a merchant adds to the consent text. */
export const longestAddition = 1_000;
/** Collections, types or tags of a rule: one with more would be slow to judge by, and nobody could read it. */
export const mostRuleValues = 250;
