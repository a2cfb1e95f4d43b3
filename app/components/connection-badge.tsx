/** How a connection does, in the list and on the home page. */
import { Badge } from "@shopify/polaris";

type Props = { connection: { health: "well" | "unwell" | "untested"; paused: boolean } };

const badges = {
  well: { tone: "success", label: "Connected" },
  unwell: { tone: "critical", label: "Needs attention" },
  untested: { tone: "attention", label: "Not proved yet" },
} as const;

export function ConnectionBadge({ connection: { health, paused } }: Props) {
  if (paused) return <Badge>Paused</Badge>;
  const { tone, label } = badges[health];
  return <Badge tone={tone}>{label}</Badge>;
}
