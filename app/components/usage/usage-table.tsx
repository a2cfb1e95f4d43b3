/** Figures in rows and columns: the first column names, the others count. It scrolls by itself where there is no room. */
import { Text } from "@shopify/polaris";
import type { ReactNode } from "react";

export type UsageTableProps = {
  label: string;
  columns: { name: string; numeric?: boolean; wraps?: boolean }[];
  rows: { key: string; cells: ReactNode[] }[];
};

const line = "1px solid var(--p-color-border-secondary)";
const space = "var(--p-space-200)";
/** However far the others are scrolled, each row keeps its name. */
const staysInSight = {
  background: "var(--p-color-bg-surface)",
  insetInlineStart: 0,
  minWidth: "9rem",
  position: "sticky",
} as const;

export function UsageTable({ label, columns, rows }: UsageTableProps) {
  return (
    <table aria-label={label} style={{ width: "100%", borderCollapse: "collapse" }}>
      <thead>
        <tr>
          {columns.map(({ name, numeric }) => (
            <th key={name} scope="col" style={{ ...cell(numeric), borderBlockEnd: line }}>
              <Text as="span" variant="bodySm" tone="subdued" fontWeight="medium">
                {name}
              </Text>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key} style={{ borderBlockEnd: line }}>
            {columns.map(({ name, numeric, wraps }, at) => {
              const style = {
                ...cell(numeric),
                ...(wraps || at === 0 ? { whiteSpace: "normal" as const } : {}),
              };
              const content = (
                <Text as="span" fontWeight="regular" {...(numeric ? { numeric } : {})}>
                  {cells[at]}
                </Text>
              );
              return at === 0 ? (
                <th key={name} scope="row" style={{ ...style, ...staysInSight }}>
                  {content}
                </th>
              ) : (
                <td key={name} style={style}>
                  {content}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cell(numeric: boolean | undefined) {
  return {
    padding: `${space} ${space}`,
    textAlign: numeric ? ("end" as const) : ("start" as const),
    verticalAlign: "top" as const,
    whiteSpace: "nowrap" as const,
  };
}
