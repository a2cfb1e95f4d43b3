/** Which days: a range by name, or two dates of the merchant's own. */
import { Button, InlineStack, Select, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { ReadRange } from "../../usage/range.ts";
import { presets } from "../../usage/range.ts";
import { useWords } from "../../words/use-words.tsx";
import type { ChangeQuery } from "./use-query.ts";

type Props = Pick<ReadRange, "range" | "preset"> & { today: string; onChange: ChangeQuery };

const own = "own" as const;

export function RangePicker({ range, preset, today, onChange }: Props) {
  const { t } = useWords();
  const [choosing, setChoosing] = useState(preset === undefined);
  const [dates, setDates] = useState(range);
  useEffect(() => {
    setDates({ from: range.from, to: range.to });
    setChoosing(preset === undefined);
  }, [range.from, range.to, preset]);

  const choose = (value: string) => {
    setChoosing(value === own);
    if (value !== own) onChange({ range: value, from: undefined, to: undefined });
  };
  const options = ([...presets, own] as const).map((value) => ({ value, label: t(`usage.range.${value}`) }));

  return (
    <InlineStack gap="300" blockAlign="end">
      <Select
        label={t("usage.range.label")}
        options={options}
        value={choosing ? own : (preset ?? own)}
        onChange={choose}
      />
      {choosing && (
        <>
          <TextField
            type="date"
            autoComplete="off"
            label={t("usage.range.from")}
            max={today}
            value={dates.from}
            onChange={(from) => setDates({ ...dates, from })}
          />
          <TextField
            type="date"
            autoComplete="off"
            label={t("usage.range.to")}
            max={today}
            value={dates.to}
            onChange={(to) => setDates({ ...dates, to })}
          />
          <Button onClick={() => onChange({ range: undefined, ...dates })}>{t("usage.range.show")}</Button>
        </>
      )}
    </InlineStack>
  );
}
