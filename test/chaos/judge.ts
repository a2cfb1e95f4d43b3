/** Looks at what is left after a storm. Each complaint is a promise that was broken; there should be none. */
import { type Case, casesOf, reasonsToPayAnyway, succeeded, truths } from "./case.ts";
import { type ChaosHouse, prices } from "./house.ts";
import type { Plan } from "./plan.ts";
import type { Storm } from "./storm.ts";

export type Verdict = { complaints: string[]; figures: Record<string, unknown> };

export async function judge(house: ChaosHouse, plan: Plan, storm: Storm): Promise<Verdict> {
  const cases = await casesOf(house, storm);
  const complaints = [
    ...cases.flatMap((one) => ofCase(one, house)),
    ...ofShoppers(cases, storm),
    ...ofScripts(cases, house, plan),
    ...ofSecondSends(house),
    ...(await ofMoney(cases, house)),
    ...(await ofTallies(cases, house)),
    ...(await ofPictures(house)),
  ];
  return { complaints, figures: figuresOf(cases, storm) };
}

function ofCase(one: Case, { settings }: ChaosHouse): string[] {
  const { row, tasks, receipts } = one;
  const { id, state, failureCode, charge } = row;
  const name = `${id} (${state} ${failureCode ?? ""}, ${charge}, ${row.provider})`;
  const results = row.pictures.filter(({ role }) => role === "result").length;
  const isTrue = truths[failureCode ?? ""]?.(one, settings.doneWithinSeconds * 1_000) ?? false;
  const isExplained = reasonsToPayAnyway[failureCode ?? ""]?.(one) ?? false;
  const isForgotten = receipts.includes("result shopper");
  const rules: [boolean, string][] = [
    [state === "done" || state === "failed", "has not ended"],
    [tasks.length <= 1, `has ${tasks.length} tasks`],
    [state !== "done" || (succeeded(one) && charge === "spent"), "is done without a task that was paid"],
    [state !== "done" || results + (isForgotten ? 1 : 0) === 1, `is done with ${results} results`],
    [state !== "failed" || results === 0, "has failed and has a result"],
    [state !== "failed" || isTrue, `failed for no true reason (${tasks[0]?.status ?? "no task"})`],
    [!succeeded(one) || charge === "spent", "is billed and not spent"],
    [charge !== "spent" || succeeded(one) || isExplained, "is spent and neither billed nor explained"],
    [charge !== "reserved", "is still reserved"],
    [tasks.every(({ provider }) => provider === row.provider), "was made by another provider"],
    [row.priceMicros === priceOf(row.provider), `has the price ${row.priceMicros}`],
    [receipts.filter((receipt) => receipt.startsWith("photo ")).length === 1, "has no receipt of its photo"],
  ];
  return rules.flatMap(([holds, complaint]) => (holds ? [] : [`${name} ${complaint}`]));
}

function priceOf(provider: string): bigint | undefined {
  return provider === "kling" || provider === "kling-gateway" ? prices[provider] : undefined;
}

/** What was shown last is what is there, and two presses at once are one try-on. */
function ofShoppers(cases: Case[], { visits }: Storm): string[] {
  const byId = new Map(cases.map((one) => [one.row.id, one]));
  const complaints: string[] = [];
  for (const { plan, ids, seen } of visits) {
    const known = [...ids].map((id) => byId.get(id));
    if (known.includes(undefined)) complaints.push(`${plan.visitor}'s try-on is lost`);
    const others = known.filter((one) => one && one.row.state !== "failed");
    if (others.length > 1) complaints.push(`${plan.visitor} pressed for one and got ${others.length}`);
    for (const [id, shown] of seen)
      if (byId.get(id)?.row.state !== shown.state) complaints.push(`${id} was shown as ${shown.state}`);
  }
  if (visits.length === 0) complaints.push("nobody came");
  // An answer may have been lost with the process that gave it; the second press then begins anew, if the first failed.
  const answered = new Set(visits.flatMap(({ ids }) => [...ids]));
  for (const { row } of cases)
    if (!answered.has(row.id) && row.state !== "failed") complaints.push(`${row.id} was made for nobody`);
  return complaints;
}

/** A picture is lost, or nobody is on a photo, as often as the providers were told to say so and no more. */
function ofScripts(cases: Case[], { world }: ChaosHouse, { scripts }: Plan): string[] {
  const used = (does: string) =>
    scripts.filter((script) => script.does === does).length -
    world.scripts.filter((script) => script.does === does).length;
  const failed = (code: string) => cases.filter(({ row }) => row.failureCode === code).length;
  const complaints: string[] = [];
  if (failed("result_lost") > used("expired")) complaints.push("more results are lost than had expired");
  if (failed("no_person") > used("fail")) complaints.push("more photos show nobody than were said to");
  return complaints;
}

/** The sandbox refuses a second task of one id, so a second send leaves no task; what it leaves is this refusal. */
function ofSecondSends({ said }: ChaosHouse): string[] {
  return said
    .join("")
    .split("\n")
    .filter((line) => line.includes('"request_refused"'))
    .map((line) => `something was sent twice: ${line}`);
}

async function ofMoney(cases: Case[], { db }: ChaosHouse): Promise<string[]> {
  const months = await db.spend.findMany();
  const sum = (numbers: bigint[]) => numbers.reduce((total, one) => total + one, 0n);
  const spent = sum(months.map(({ spentMicros }) => spentMicros));
  const reserved = sum(months.map(({ reservedMicros }) => reservedMicros));
  const due = sum(cases.filter(({ row }) => row.charge === "spent").map(({ row }) => row.priceMicros));
  const complaints: string[] = [];
  if (spent !== due) complaints.push(`the months say ${spent} spent, the try-ons ${due}`);
  if (reserved !== 0n) complaints.push(`${reserved} is still reserved`);
  return complaints;
}

/** A visitor's count is without what cost nothing; an address's and the shop's are with everything. */
async function ofTallies(cases: Case[], { db }: ChaosHouse): Promise<string[]> {
  const tallies = await db.tally.findMany();
  const counted = (scope: string, key?: string) =>
    tallies
      .filter((tally) => tally.scope === scope && (key === undefined || tally.key === key))
      .reduce((total, { count }) => total + count, 0);
  const complaints: string[] = [];
  for (const visitor of new Set(cases.map(({ row }) => row.visitorHash))) {
    const theirs = cases.filter(({ row }) => row.visitorHash === visitor && row.charge !== "returned");
    if (counted("visitor", visitor) !== theirs.length)
      complaints.push(`a visitor's tally is ${counted("visitor", visitor)} and not ${theirs.length}`);
  }
  for (const scope of ["address", "shop"])
    if (counted(scope) !== cases.length)
      complaints.push(`the tally by ${scope} is ${counted(scope)} and not ${cases.length}`);
  return complaints;
}

async function ofPictures({ db, storedFiles }: ChaosHouse): Promise<string[]> {
  const pictures = await db.picture.findMany();
  const kept = pictures.filter(({ role, tryOnId, key }) => role === "result" && tryOnId && key);
  const complaints = pictures
    .filter((picture) => !kept.includes(picture))
    .map(({ id, role }) => `the ${role} ${id} is left`);
  const files = await storedFiles();
  const names = new Set(kept.map(({ id }) => id));
  for (const file of files) if (!names.has(file)) complaints.push(`the bytes of ${file} are left`);
  if (files.length < names.size) complaints.push(`of ${names.size} results ${files.length} have bytes`);
  return complaints;
}

function figuresOf(cases: Case[], { kills, takeoversMs, ms }: Storm): Record<string, unknown> {
  const outcomes: Record<string, number> = {};
  for (const { row } of cases) {
    const name = [row.failureCode ?? row.state, row.charge, row.stoodIn ? "stand-in" : ""].join(" ").trim();
    outcomes[name] = (outcomes[name] ?? 0) + 1;
  }
  const sorted = takeoversMs.toSorted((one, other) => one - other);
  const billed = cases.filter(succeeded).length;
  const spent = cases.filter(({ row }) => row.charge === "spent").length;
  return {
    tryOns: cases.length,
    kills,
    seconds: Math.round(ms / 1_000),
    outcomes,
    takeoverMs: { median: sorted[Math.floor(sorted.length / 2)], longest: sorted.at(-1) },
    spent,
    billed,
    spentAndNotBilled: spent - billed,
  };
}
