/** The figures at a glance, each beside the same of as many days before. */
import { BlockStack, Box, Card, InlineGrid, SkeletonDisplayText, Text } from "@shopify/polaris";
import type { Report } from "../../usage/report.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { rounded } from "./rounded.ts";

type Props = { report: Report; loading: boolean };
type Tile = {
  label: string;
  value: string;
  note: string;
  now?: number | undefined;
  before?: number | undefined;
  /** A share changes by so many points: one in a hundred more of it would be something else. */
  isShare?: true;
};

export function Tiles({ report, loading }: Props) {
  const { t, money, number, percent, seconds } = useWords();
  const { totals, totalsBefore: before, beforeHas } = report;
  const none = "–";
  const opinions = totals.liked + totals.disliked;
  const opinionsBefore = before.liked + before.disliked;
  const timeNote =
    totals.p95Ms === undefined ? "" : t("usage.tile.time_help", { p95: seconds(totals.p95Ms) });
  const reserved =
    totals.reserved === "0" ? "" : t("usage.tile.reserved", { amount: money(totals.reserved) });
  const tiles: Tile[] = [
    {
      label: t("usage.tile.try_ons"),
      value: number(totals.tryOns),
      note: totals.underWay > 0 ? t("usage.tile.try_ons_help", { count: number(totals.underWay) }) : "",
      now: totals.tryOns,
      before: before.tryOns,
    },
    {
      label: t("usage.tile.success"),
      value: totals.success === undefined ? none : percent(totals.success),
      note: t("usage.tile.success_help", {
        done: number(totals.done),
        failed: number(totals.failed),
      }),
      now: totals.success,
      before: before.success,
      isShare: true,
    },
    {
      label: t("usage.tile.time"),
      value: totals.medianMs === undefined ? none : seconds(totals.medianMs),
      note: timeNote,
      now: totals.medianMs,
      before: before.medianMs,
    },
    {
      label: t("usage.tile.spent"),
      value: money(totals.spent),
      note: reserved,
      now: Number(totals.spent),
      before: Number(before.spent),
    },
    {
      label: t("usage.tile.per_added"),
      value: totals.perAdded === undefined ? none : money(rounded(totals.perAdded)),
      note: t("usage.tile.per_added_help", { count: totals.added }),
      now: totals.perAdded === undefined ? undefined : Number(totals.perAdded),
      before: before.perAdded === undefined ? undefined : Number(before.perAdded),
    },
    {
      label: t("usage.tile.thumbs"),
      value: opinions === 0 ? none : percent(totals.liked / opinions),
      note: t("usage.tile.thumbs_help", {
        liked: number(totals.liked),
        disliked: number(totals.disliked),
      }),
      now: opinions === 0 ? undefined : totals.liked / opinions,
      before: opinionsBefore === 0 ? undefined : before.liked / opinionsBefore,
      isShare: true,
    },
  ];
  return (
    <section aria-label={t("usage.tiles.label")} aria-busy={loading}>
      <InlineGrid columns={{ xs: 2, md: 3 }} gap={{ xs: "200", sm: "400" }}>
        {tiles.map((tile) => (
          <Card key={tile.label} padding={{ xs: "300", sm: "400" }}>
            <BlockStack gap="100">
              <Text as="h2" variant="bodySm" tone="subdued">
                {tile.label}
              </Text>
              <Box minHeight="28px">
                {loading ? (
                  <SkeletonDisplayText size="small" maxWidth="6ch" />
                ) : (
                  <Text as="p" variant="headingLg" numeric>
                    {tile.value}
                  </Text>
                )}
              </Box>
              <Text as="p" variant="bodySm" tone="subdued">
                {tile.note || "\u00a0"}
              </Text>
              {beforeHas === "all" && <Change {...tile} />}
            </BlockStack>
          </Card>
        ))}
      </InlineGrid>
    </section>
  );
}

function Change({ now, before, isShare }: Tile) {
  const { t, number, percent } = useWords();
  const say = () => {
    if (now === undefined || before === undefined || before === 0) return t("usage.change.none");
    const difference = Math.abs(now - before);
    const points = Math.round(difference * 1_000) / 10;
    const change = isShare
      ? t("usage.change.points", { points: number(points) })
      : percent(difference / before);
    if (now === before || (isShare && points === 0)) return t("usage.change.same");
    return now > before
      ? `↑ ${t("usage.change.more", { change })}`
      : `↓ ${t("usage.change.less", { change })}`;
  };
  return (
    <Text as="p" variant="bodySm">
      {say()}
    </Text>
  );
}
