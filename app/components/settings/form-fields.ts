/** Binds the inputs of the settings' form to its draft. */
import type { EnteredSettings, SettingMistakes } from "../../shop/read-settings.ts";
import { useWords } from "../../words/use-words.tsx";

export type FormProps = {
  entered: EnteredSettings;
  mistakes: SettingMistakes;
  onChange: (changes: Partial<EnteredSettings>) => void;
};

type TextName = Exclude<keyof EnteredSettings, "atCap" | "alerts">;

export function useFields({ entered, mistakes, onChange }: FormProps) {
  const { say } = useWords();
  const field = (name: TextName) => {
    const mistake = mistakes[name];
    return {
      value: entered[name],
      onChange: (value: string) => onChange({ [name]: value }),
      error: mistake ? say(mistake) : undefined,
      autoComplete: "off",
    };
  };
  return { field, count: (name: TextName) => ({ ...field(name), inputMode: "numeric" as const }) };
}
