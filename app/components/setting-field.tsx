/** One setting of a model, asked for as its row in the registry says. */
import { Checkbox, Select, TextField } from "@shopify/polaris";
import type { SettingField } from "../providers/description.ts";
import { useWords } from "../words/use-words.tsx";

type Props = {
  field: SettingField;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
};

export function SettingInput({ field, value, error, onChange }: Props) {
  const { t } = useWords();
  const common = { label: t(field.label), helpText: field.help && t(field.help), error, onChange };
  switch (field.kind) {
    case "yes or no":
      return <Checkbox {...common} checked={value === true} />;
    case "choice": {
      const options = field.choices.map(({ value: choice, label }) => ({
        value: choice,
        label: label ? t(label) : choice,
      }));
      return <Select {...common} options={options} value={String(value)} />;
    }
    case "number":
      return (
        <TextField
          {...common}
          type="number"
          autoComplete="off"
          value={value === undefined ? "" : String(value)}
          onChange={(text) => onChange(text === "" ? undefined : Number(text))}
        />
      );
    case "text":
    case "long text":
      return (
        <TextField
          {...common}
          autoComplete="off"
          multiline={field.kind === "long text" ? 4 : false}
          value={typeof value === "string" ? value : ""}
        />
      );
  }
}
