/** One of several buttons with the same words: to whoever hears it, it also names what it belongs to. */
import { Button, type ButtonProps } from "@shopify/polaris";
import { useWords } from "../words/use-words.tsx";

type Props = Omit<ButtonProps, "children" | "accessibilityLabel"> & { of: string; children: string };

export function ButtonOf({ of, children, ...button }: Props) {
  const { t } = useWords();
  return (
    // What is read begins with what is seen, so that it can be called by either.
    <Button {...button} accessibilityLabel={t("common.pair", { name: children, value: of })}>
      {children}
    </Button>
  );
}
