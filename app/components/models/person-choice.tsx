/** Who wears it in a comparison: a drawn person, or somebody on a photo of the merchant's own. */
import { BlockStack, ChoiceList, DropZone, InlineStack, Text } from "@shopify/polaris";
import { type ReactNode, useState } from "react";
import amara from "../../try-on/comparison/people/amara.jpg";
import jonas from "../../try-on/comparison/people/jonas.jpg";
import { drawnPeople } from "../../try-on/comparison/drawn-people.ts";
import { useWords } from "../../words/use-words.tsx";
import { ChosenPhoto } from "./chosen-photo.tsx";

type Props = {
  person: string;
  photo: File | undefined;
  mostPhotoBytes: number;
  onPerson: (person: string) => void;
  /** Undefined where the last file that was chosen can't be taken. */
  onPhoto: (photo: File | undefined) => void;
};

const faces = { amara, jonas };
const taken = "image/jpeg,image/png,image/webp,image/heic,.heic";

export function PersonChoice({ person, photo, mostPhotoBytes, onPerson, onPhoto }: Props) {
  const { t } = useWords();
  const [mistake, setMistake] = useState<"photo_type" | "photo_too_large">();
  const choose = (file: File | undefined, wrong?: typeof mistake) => {
    const refused = wrong ?? (file && file.size > mostPhotoBytes ? "photo_too_large" : undefined);
    setMistake(refused);
    onPhoto(refused ? undefined : file);
  };
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
                  onDropAccepted={([file]) => choose(file)}
                  onDropRejected={() => choose(undefined, "photo_type")}
                >
                  {photo ? (
                    <ChosenPhoto photo={photo} />
                  ) : (
                    <DropZone.FileUpload actionTitle={t("models.compare.own_choose")} />
                  )}
                </DropZone>
                {mistake && (
                  <Text as="p" tone="critical">
                    {t(`models.refused.${mistake}`)}
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
