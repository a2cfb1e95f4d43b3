/** Acts once for each new value, by what the page knows at that moment: an answer that has come, a list that is another. */
import { useEffect, useRef } from "react";

export function useWhen<Value>(value: Value, act: (value: Value) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    // What it returns is not for React, which would call it at the next value.
    latest.current(value);
  }, [value]);
}
