/** Where a provider is called: one of its known addresses, or one that the merchant enters. */
import { BlockStack, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { BaseAddress } from "../../providers/description.ts";
import { useWords } from "../../words/use-words.tsx";

type Props = {
  listed: BaseAddress[];
  isGateway: boolean;
  value: string;
  mistake: string | undefined;
  onChange: (baseAddress: string) => void;
};

const other = "other";

export function ConnectionAddress({ listed, isGateway, value, mistake, onChange }: Props) {
  const { t } = useWords();
  const isListed = listed.some(({ address }) => address === value);
  // Who types a listed address by hand still types.
  const [types, setTypes] = useState(!isListed);
  const shows = types || !isListed;
  const choose = (chosen: string) => {
    setTypes(chosen === other);
    onChange(chosen === other ? "" : chosen);
  };
  return (
    <BlockStack gap="400">
      <Select
        label={t("connections.address")}
        options={[
          ...listed.map(({ address, label }) => ({ value: address, label: t(label) })),
          { value: other, label: t("connections.address.other") },
        ]}
        value={shows ? other : value}
        onChange={choose}
        error={shows ? undefined : mistake}
      />
      {shows && (
        <TextField
          label={t("connections.address.own")}
          type="url"
          autoComplete="off"
          placeholder="https://"
          helpText={isGateway ? t("connections.address.own_gateway") : undefined}
          value={value}
          onChange={onChange}
          error={mistake}
        />
      )}
    </BlockStack>
  );
}
