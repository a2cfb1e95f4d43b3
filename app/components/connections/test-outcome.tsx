/** What the last test said of a connection, or what has been wrong with it since. */
import { Banner } from "@shopify/polaris";
import { explainFailure, isFailureCode } from "../../providers/failures.ts";
import type { Said } from "../../words/said.ts";
import { useWords } from "../../words/use-words.tsx";

export type TestOutcome = { saved: boolean } & (
  { ok: true; balance?: number } | { ok: false; sentence: Said }
);

type Props = {
  tested: TestOutcome | undefined;
  advice: Said | undefined;
  /** Where whoever is still setting up goes on. */
  goOn: (() => void) | undefined;
};

export function TestResult({ tested, advice, goOn }: Props) {
  const { t, say } = useWords();
  if (!tested) return advice ? <Banner tone="critical" title={say(advice)} /> : null;
  if (!tested.ok)
    return (
      <Banner
        tone="critical"
        title={t(tested.saved ? "connections.test.saved_failed" : "connections.test.failed")}
      >
        <p>{say(tested.sentence)}</p>
      </Banner>
    );
  const { balance } = tested;
  const title = t(tested.saved ? "connections.test.saved_works" : "connections.test.works");
  return (
    <Banner
      tone="success"
      title={title}
      {...(goOn ? { action: { content: t("common.go_on_with_set_up"), onAction: goOn } } : {})}
    >
      {balance === undefined ? null : <p>{t("connections.test.balance", { balance })}</p>}
    </Banner>
  );
}

/** Of a connection that has just been made, by the code in its address. */
export function arrivedWith(tested: string, balance: number | undefined): TestOutcome {
  if (isFailureCode(tested)) return { saved: true, ok: false, sentence: explainFailure(tested) };
  return { saved: true, ok: true, ...(balance === undefined ? {} : { balance }) };
}
