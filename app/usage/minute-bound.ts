/**
 * Lets so many pass from each sender in a minute. Senders are kept in this process's memory alone, and all of them are
 * forgotten when the minute is over.
 */
const minuteMs = 60_000;
/** Who sends from ever new addresses must not fill the memory instead. */
const mostSenders = 50_000;

export type MayPass = (sender: string) => boolean;

export function createMinuteBound(limit: number, senders = mostSenders): MayPass {
  const passed = new Map<string, number>();
  return (sender) => {
    const count = passed.get(sender) ?? 0;
    if (count >= limit || (count === 0 && passed.size >= senders)) return false;
    // It must not keep a process that wants to end.
    if (passed.size === 0) setTimeout(() => passed.clear(), minuteMs).unref();
    passed.set(sender, count + 1);
    return true;
  };
}
