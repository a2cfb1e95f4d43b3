/** Gives every page the merchant's words. */
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { createWords, type Words } from "./words.ts";

const WordsContext = createContext<Words | undefined>(undefined);

type Props = Parameters<typeof createWords>[0] & { children: ReactNode };

export function WordsProvider({ language, messages, currency, timeZone, children }: Props) {
  const words = useMemo(
    () => createWords({ language, messages, currency, timeZone }),
    [language, messages, currency, timeZone],
  );
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error("a page outside of the admin has no words");
  return words;
}
