/** One step of the guide: a line that opens, and what is inside. */
import { Box, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { StepName } from "../../shop/guide.ts";
import { useWords } from "../../words/use-words.tsx";

type Props = {
  step: { name: StepName; done: boolean };
  open: boolean;
  onToggle: () => void;
  children: ReactNode;
};

const line = {
  display: "flex",
  gap: "var(--p-space-300)",
  alignItems: "center",
  width: "100%",
  minHeight: "2.75rem",
  padding: "var(--p-space-200)",
  border: 0,
  borderRadius: "var(--p-border-radius-200)",
  background: "none",
  color: "inherit",
  font: "inherit",
  textAlign: "start",
  cursor: "pointer",
} as const;

export function GuideStep({ step: { name, done }, open, onToggle, children }: Props) {
  const { t } = useWords();
  const content = `step-${name}`;
  return (
    <li style={{ listStyle: "none" }}>
      <Box background={open ? "bg-surface-secondary" : "bg-surface"} borderRadius="200">
        <h3 style={{ margin: 0 }}>
          <button type="button" style={line} aria-expanded={open} aria-controls={content} onClick={onToggle}>
            <Tick done={done} />
            <Text as="span" variant="headingSm" tone={done && !open ? "subdued" : "base"}>
              {t(`home.step.${name}`)}
            </Text>
            <Text as="span" visuallyHidden>
              {t(done ? "home.guide.step.done" : "home.guide.step.todo")}
            </Text>
          </button>
        </h3>
        <div id={content} hidden={!open}>
          <Box paddingInlineStart="1000" paddingInlineEnd="400" paddingBlockEnd="400">
            {children}
          </Box>
        </div>
      </Box>
    </li>
  );
}

function Tick({ done }: { done: boolean }) {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" style={{ flex: "none" }}>
      {done ? (
        <>
          <circle cx="10" cy="10" r="8" fill="var(--p-color-icon-success)" />
          <path
            d="M6.5 10.2l2.4 2.4 4.6-5"
            fill="none"
            stroke="var(--p-color-bg-surface)"
            strokeWidth="1.7"
          />
        </>
      ) : (
        <circle
          cx="10"
          cy="10"
          r="7.2"
          fill="none"
          stroke="var(--p-color-icon-secondary)"
          strokeWidth="1.6"
          strokeDasharray="3.2 2.45"
        />
      )}
    </svg>
  );
}
