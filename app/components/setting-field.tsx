/** One setting of a model, asked for as its row in the registry says. */
import { Checkbox, Select, TextField } from "@shopify/polaris";
import type { SettingField } from "../providers/description.ts";

type Props = {
  field: SettingField;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
};

export function SettingInput({ field, value, error, onChange }: Props) {
  const { label, help } = field;
  switch (field.kind) {
    case "yes or no":
      return (
        <Checkbox label={label} helpText={help} checked={value === true} error={error} onChange={onChange} />
      );
    case "choice":
      return (
        <Select
          label={label}
          helpText={help}
          options={field.choices}
          value={String(value)}
          error={error}
          onChange={onChange}
        />
      );
    case "number":
      return (
        <TextField
          label={label}
          helpText={help}
          type="number"
          autoComplete="off"
          value={value === undefined ? "" : String(value)}
          error={error}
          onChange={(text) => onChange(text === "" ? undefined : Number(text))}
        />
      );
    case "text":
    case "long text":
      return (
        <TextField
          label={label}
          helpText={help}
          autoComplete="off"
          multiline={field.kind === "long text" ? 4 : false}
          value={typeof value === "string" ? value : ""}
          error={error}
          onChange={onChange}
        />
      );
  }
}
