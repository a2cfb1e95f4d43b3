/** Says that nothing was saved. It takes the focus at every answer: the bar that was pressed is far from what went wrong. */
import { Banner, type BannerHandles } from "@shopify/polaris";
import { useRef } from "react";
import { useWords } from "../words/use-words.tsx";
import { useWhen } from "./use-when.ts";

type Props = {
  /** What is wrong with all of it, where it is not one of the fields. */
  whole?: string | undefined;
  answer: unknown;
};

export function MistakesBanner({ whole, answer }: Props) {
  const { t } = useWords();
  const banner = useRef<BannerHandles>(null);
  useWhen(answer, () => banner.current?.focus());
  return (
    <Banner ref={banner} tone="critical" title={whole ?? t("common.not_saved")}>
      {whole === undefined ? <p>{t("common.not_saved.text")}</p> : null}
    </Banner>
  );
}
