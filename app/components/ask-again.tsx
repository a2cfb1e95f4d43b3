/** Asks once more before what can't be taken back, or what goes further than the page shows. */
import { BlockStack, Modal, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useWords } from "../words/use-words.tsx";
import { ReturnFocus } from "./return-focus.tsx";

type Props = {
  open?: boolean;
  title: string;
  text: string;
  confirm: string;
  cancel?: string;
  destructive?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  /** What more there is to say. */
  children?: ReactNode;
};

export function AskAgain({
  open = true,
  title,
  text,
  confirm,
  cancel,
  destructive = false,
  busy = false,
  onConfirm,
  onClose,
  children,
}: Props) {
  const { t } = useWords();
  return (
    <Modal
      open={open}
      onClose={onClose}
      title={title}
      primaryAction={{ content: confirm, destructive, loading: busy, onAction: onConfirm }}
      secondaryActions={[{ content: cancel ?? t("common.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <ReturnFocus />
        <BlockStack gap="200">
          <Text as="p">{text}</Text>
          {children}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
