/**
 * Who a merchant can compare models on without a photo at hand. They are drawings, so that nobody's likeness is sent
 * anywhere; `node test/sandbox/cli/sample-people.ts` made them.
 */
export const drawnPeople = [
  { name: "amara", label: "Amara" },
  { name: "jonas", label: "Jonas" },
] as const;

export type DrawnName = (typeof drawnPeople)[number]["name"];
