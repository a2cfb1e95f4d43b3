/** What a merchant should know without looking for it. */
import { Banner, BlockStack } from "@shopify/polaris";
import type { Notice } from "../../shop/notices.ts";
import { useWords } from "../../words/use-words.tsx";

type Props = { notices: Notice[]; onDismiss: (id: string) => void };

export function Notices({ notices, onDismiss }: Props) {
  const { say } = useWords();
  if (notices.length === 0) return null;
  return (
    <BlockStack gap="400">
      {notices.map(({ id, tone, title, text, action, dismissible }) => (
        <Banner
          key={id}
          tone={tone}
          title={say(title)}
          action={{ content: say(action.label), url: action.to }}
          {...(dismissible ? { onDismiss: () => onDismiss(id) } : {})}
        >
          <p>{say(text)}</p>
        </Banner>
      ))}
    </BlockStack>
  );
}
