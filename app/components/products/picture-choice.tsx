/** Pictures side by side, one of them chosen: a group of radio buttons whose labels are the pictures. */
import { Badge, BlockStack, RadioButton } from "@shopify/polaris";
import type { ShownPicture } from "../../catalog/product-page.server.ts";
import { useWords } from "../../words/use-words.tsx";

type Props = {
  /** Tells this group from the others on the page. */
  name: string;
  label: string;
  automaticLabel: string;
  pictures: ShownPicture[];
  /** What is taken while nothing is chosen. */
  automatic: string | null;
  chosen: string | null;
  onChange: (address: string | null) => void;
};

const grid = {
  display: "grid",
  gridTemplateColumns: "repeat(auto-fill, minmax(8rem, 1fr))",
  gap: "var(--p-space-400)",
};

export function PictureChoice({ name, label, automaticLabel, pictures, automatic, chosen, onChange }: Props) {
  const { t } = useWords();
  if (pictures.length === 0) return null;
  const sent = chosen ?? automatic;
  return (
    <div role="radiogroup" aria-label={label}>
      <BlockStack gap="400">
        <RadioButton
          id={`${name}-automatic`}
          name={name}
          label={automaticLabel}
          checked={chosen === null}
          onChange={() => onChange(null)}
        />
        <div style={grid}>
          {pictures.map((picture, place) => (
            <BlockStack key={picture.address} gap="100">
              <Preview picture={picture} isSent={picture.address === sent} of={`${name}-${place}`} />
              <RadioButton
                id={`${name}-${place}`}
                name={name}
                label={t("products.pictures.number", { number: place + 1 })}
                helpText={`${picture.width} × ${picture.height}`}
                disabled={picture.readiness !== "ready"}
                checked={chosen === picture.address}
                onChange={() => onChange(picture.address)}
              />
              <div>
                {picture.address === sent && <Badge tone="success">{t("products.pictures.sent")}</Badge>}
                {picture.readiness !== "ready" && (
                  <Badge tone="attention">{t(`products.picture.${picture.readiness}`)}</Badge>
                )}
              </div>
            </BlockStack>
          ))}
        </div>
      </BlockStack>
    </div>
  );
}

const frame = {
  display: "block",
  width: "100%",
  aspectRatio: "3 / 4",
  objectFit: "contain",
  background: "var(--p-color-bg-surface-secondary)",
  borderRadius: "var(--p-border-radius-200)",
} as const;

function Preview({ picture, isSent, of }: { picture: ShownPicture; isSent: boolean; of: string }) {
  return (
    <label htmlFor={of} style={{ cursor: picture.readiness === "ready" ? "pointer" : "default" }}>
      <img
        src={picture.shown}
        alt=""
        loading="lazy"
        style={{
          ...frame,
          outline: isSent ? "2px solid var(--p-color-border-success)" : "1px solid var(--p-color-border)",
        }}
      />
    </label>
  );
}
