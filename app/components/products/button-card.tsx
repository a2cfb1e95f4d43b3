/** Whether the product has the button, what else could be, and what to do where it can't have it. */
import { ChoiceList, Text } from "@shopify/polaris";
import { isButtonKind } from "../../catalog/answers.ts";
import type { Consequence } from "../../catalog/product-page.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { AnswerBadge } from "./answer-badge.tsx";
import { TitledCard } from "../titled-card.tsx";

type Props = {
  /** What follows from each of the three. */
  answers: Consequence[];
  switched: boolean | null;
  onChange: (switched: boolean | null) => void;
};

const choices = { rule: null, on: true, off: false };
const names = ["rule", "on", "off"] as const;

export function ButtonCard({ answers, switched, onChange }: Props) {
  const { t } = useWords();
  const answerOf = (wish: boolean | null) => answers.find((one) => one.switched === wish)?.answer;
  const answer = answerOf(switched);
  const byRule = answerOf(null);
  // Whoever switches it on should not learn of the next obstacle only then.
  const behind = answer === "off" || answer === "off_by_rule" ? answerOf(true) : undefined;
  const obstacles = [answer, behind].filter((one) => one !== undefined && !isButtonKind(one));
  return (
    <TitledCard title={t("products.column.button")}>
      {answer && <AnswerBadge answer={answer} switched={switched} />}
      {obstacles.map((obstacle) => (
        <Text key={obstacle} as="p">
          {t(`products.todo.${obstacle}`)}
        </Text>
      ))}
      <ChoiceList
        title={t("products.switch.title")}
        titleHidden
        choices={names.map((name) => ({
          value: name,
          label: t(`products.switch.${name}`),
          ...(name === "rule" && byRule
            ? {
                helpText: t(
                  byRule === "off_by_rule" ? "products.switch.rule_leaves" : "products.switch.rule_takes",
                ),
              }
            : {}),
        }))}
        selected={[names.find((name) => choices[name] === switched) ?? "rule"]}
        onChange={([picked]) => onChange(choices[names.find((name) => name === picked) ?? "rule"])}
      />
    </TitledCard>
  );
}
