/** What few connections need: folded away until it is asked for, or until there is a mistake in it. */
import { BlockStack, Box, Button, Collapsible, FormLayout } from "@shopify/polaris";
import { type ReactNode, useId, useState } from "react";
import { useWhen } from "../use-when.ts";
import { useWords } from "../../words/use-words.tsx";

type Props = { isOpenAtFirst: boolean; hasMistake: boolean; children: ReactNode };

export function AdvancedFields({ isOpenAtFirst, hasMistake, children }: Props) {
  const { t } = useWords();
  const [opened, setOpened] = useState(isOpenAtFirst);
  const id = useId();
  // What is being mended stays in sight when its mistake is gone.
  useWhen(hasMistake, (has) => has && setOpened(true));
  const open = opened || hasMistake;
  return (
    <BlockStack inlineAlign="start">
      <Button
        variant="plain"
        disclosure={open ? "up" : "down"}
        ariaExpanded={open}
        ariaControls={id}
        onClick={() => setOpened(!open)}
      >
        {t("connections.advanced")}
      </Button>
      <Box width="100%">
        <Collapsible id={id} open={open}>
          <Box paddingBlockStart="400">
            <FormLayout>{children}</FormLayout>
          </Box>
        </Collapsible>
      </Box>
    </BlockStack>
  );
}
