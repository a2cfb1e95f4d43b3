/** What is being typed, told to the page once the typing rests: each letter is seen at once, and no answer takes one back. */
import { useEffect, useRef, useState } from "react";

const restMs = 300;

export function useTyped(told: string, tell: (text: string) => void) {
  const [typed, setTyped] = useState(told);
  const last = useRef(told);
  const telling = useRef(tell);
  telling.current = tell;
  useEffect(() => {
    // Told by somebody else, such as the way back.
    if (told !== last.current) setTyped(told);
    last.current = told;
  }, [told]);
  useEffect(() => {
    const text = typed.trim();
    if (text === last.current) return undefined;
    const rest = setTimeout(() => {
      last.current = text;
      telling.current(text);
    }, restMs);
    return () => clearTimeout(rest);
  }, [typed]);
  return [typed, setTyped] as const;
}
