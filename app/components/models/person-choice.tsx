/** Who wears it in a comparison: a drawn person, or somebody on a photo of the merchant's own. */
import { BlockStack, ChoiceList, DropZone, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import amara from "../../try-on/comparison/people/amara.jpg";
import jonas from "../../try-on/comparison/people/jonas.jpg";
import { drawnPeople } from "../../try-on/comparison/drawn-people.ts";
import { useWords } from "../../words/use-words.tsx";

type Props = {
  person: string;
  photo: File | undefined;
  mistake: string | undefined;
  onPerson: (person: string) => void;
  onPhoto: (photo: File) => void;
};

const faces = { amara, jonas };
const taken = "image/jpeg,image/png,image/webp,image/heic,.heic";

export function PersonChoice({ person, photo, mistake, onPerson, onPhoto }: Props) {
  const { t } = useWords();
  return (
    <ChoiceList
      title={t("models.compare.person")}
      selected={[person]}
      onChange={([chosen = ""]) => onPerson(chosen)}
      choices={[
        ...drawnPeople.map(({ name, label }) => ({
          value: name,
          helpText: t("models.compare.drawn"),
          label: (
            <Pictured address={faces[name]}>{t("models.compare.person_label", { name: label })}</Pictured>
          ),
        })),
        {
          value: "own",
          label: t("models.compare.own"),
          helpText: t("models.compare.own_help"),
          renderChildren: (isSelected) =>
            isSelected && (
              <BlockStack gap="200">
                <DropZone
                  label={t("models.compare.own_choose")}
                  labelHidden
                  accept={taken}
                  type="file"
                  allowMultiple={false}
                  variableHeight
                  {...(mistake ? { error: true } : {})}
                  onDrop={([file]) => file && onPhoto(file)}
                >
                  {photo ? (
                    <div style={{ padding: "var(--p-space-400)" }}>
                      <Text as="p" alignment="center">
                        {photo.name}
                      </Text>
                    </div>
                  ) : (
                    <DropZone.FileUpload actionTitle={t("models.compare.own_choose")} />
                  )}
                </DropZone>
                {mistake && (
                  <Text as="p" tone="critical">
                    {mistake}
                  </Text>
                )}
              </BlockStack>
            ),
        },
      ]}
    />
  );
}

function Pictured({ address, children }: { address: string; children: ReactNode }) {
  return (
    <InlineStack gap="200" blockAlign="center" wrap={false}>
      <img
        src={address}
        alt=""
        width={40}
        height={60}
        style={{ borderRadius: "var(--p-border-radius-100)" }}
      />
      <span>{children}</span>
    </InlineStack>
  );
}
