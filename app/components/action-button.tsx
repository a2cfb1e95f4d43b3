/** The one thing to do about something: on another page of the app, or in the theme editor. */
import { Button, type ButtonProps } from "@shopify/polaris";
import type { Said } from "../words/said.ts";
import { useWords } from "../words/use-words.tsx";
import { themeEditor } from "../shop/why-hidden.ts";

type Props = { action: { label: Said; to: string }; editor: string; variant?: ButtonProps["variant"] };

export function ActionButton({ action, editor, variant }: Props) {
  const { say } = useWords();
  const where = action.to === themeEditor ? { url: editor, target: "_blank" as const } : { url: action.to };
  return (
    <Button {...where} {...(variant ? { variant } : {})}>
      {say(action.label)}
    </Button>
  );
}
