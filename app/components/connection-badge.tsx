/** How a connection does, in the list and on the home page. */
import { Badge } from "@shopify/polaris";
import { useWords } from "../words/use-words.tsx";

type Props = { connection: { health: "well" | "unwell" | "untested"; paused: boolean } };

const tones = { well: "success", unwell: "critical", untested: "attention" } as const;

export function ConnectionBadge({ connection: { health, paused } }: Props) {
  const { t } = useWords();
  if (paused) return <Badge>{t("connections.badge.paused")}</Badge>;
  return <Badge tone={tones[health]}>{t(`connections.badge.${health}`)}</Badge>;
}
