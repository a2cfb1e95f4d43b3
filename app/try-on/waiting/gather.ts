/**
 * Many who ask at about the same moment share one reading. Whoever asks while a reading is under way is in the next one,
 * so that nobody is told what was true before they asked.
 */
import { setTimeout as pause } from "node:timers/promises";

/** A single question is read at once; only where many come does each wait for so long for others. */
const pauseMs = 2;

type Waiting<Key, Value> = {
  key: Key;
  tell: (value: Value | undefined) => void;
  refuse: (error: unknown) => void;
};

export function gather<Key, Value>(
  read: (keys: Key[]) => Promise<Map<Key, Value>>,
): (key: Key) => Promise<Value | undefined> {
  let waiting: Waiting<Key, Value>[] = [];
  let reading = false;

  const readOn = async () => {
    reading = true;
    while (waiting.length > 0) {
      const asked = waiting;
      waiting = [];
      try {
        const found = await read([...new Set(asked.map(({ key }) => key))]);
        for (const { key, tell } of asked) tell(found.get(key));
      } catch (error) {
        for (const { refuse } of asked) refuse(error);
      }
      if (waiting.length > 0) await pause(pauseMs);
    }
    reading = false;
  };

  return (key) =>
    new Promise((tell, refuse) => {
      waiting.push({ key, tell, refuse });
      if (!reading) void readOn();
    });
}
