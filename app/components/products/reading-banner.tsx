/** How far the catalogue has been read, while it is, and what stopped it. */
import { Banner, BlockStack, ProgressBar, Text } from "@shopify/polaris";
import type { ShownReading } from "../../catalog/shown-reading.ts";
import { useWords } from "../../words/use-words.tsx";
import type { Words } from "../../words/words.ts";
import { useLookAgain } from "../use-look-again.ts";

const lookEveryMs = 2_000;

type Props = { reading: ShownReading; onAgain: () => void };

export function ReadingBanner({ reading, onAgain }: Props) {
  const { t, say } = useWords();
  useLookAgain(reading.state === "running", lookEveryMs);

  if (reading.state === "running")
    return (
      <Banner tone="info" title={t("products.reading.title")}>
        <BlockStack gap="200">
          <Text as="p" id="reading-progress">
            {progressOf(reading, t)}
          </Text>
          <ProgressBar
            size="small"
            progress={reading.total ? Math.min(100, Math.round((reading.read / reading.total) * 100)) : 0}
            ariaLabelledBy="reading-progress"
          />
        </BlockStack>
      </Banner>
    );
  if (reading.state === "trouble")
    return (
      <Banner
        tone="warning"
        title={t("products.reading.title.trouble")}
        action={{ content: t("products.reading.again"), onAction: onAgain }}
      >
        <p>{say(reading.trouble)}</p>
      </Banner>
    );
  return null;
}

function progressOf(
  { isPreparing, read, total }: Extract<ShownReading, { state: "running" }>,
  t: Words["t"],
) {
  if (isPreparing) return t("products.reading.preparing");
  return total === null
    ? t("products.reading.so_far", { count: read })
    : t("products.reading.of", { count: read, total });
}
