/** Fetches a table as CSV with the merchant's session, and hands it to the browser as a file. */
import { useAppBridge } from "@shopify/app-bridge-react";
import { useState } from "react";
import type { Exported } from "../../usage/exports.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { ButtonOf } from "../button-of.tsx";

type Props = { table: Exported; title: string; query: URLSearchParams; plain?: boolean };

export function ExportButton({ table, title, query, plain = true }: Props) {
  const { t } = useWords();
  const bridge = useAppBridge();
  const [busy, setBusy] = useState(false);

  const load = async () => {
    const asked = new URLSearchParams(query);
    for (const page of ["after", "products"]) asked.delete(page);
    asked.set("table", table);
    // A link or a form would come without the token that App Bridge gives to what is fetched.
    const answer = await fetch(`/app/usage/export?${asked}`);
    // Without a good token it leads to another page, which is no table.
    if (!answer.ok || answer.redirected) throw new Error(`an export was answered ${answer.status}`);
    const [, name = `${table}.csv`] =
      /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "") ?? [];
    save(await answer.blob(), name);
  };
  const press = async () => {
    setBusy(true);
    try {
      await load();
      bridge.toast.show(t("usage.export.done"));
    } catch {
      bridge.toast.show(t("usage.export.failed"), { isError: true });
    } finally {
      setBusy(false);
    }
  };
  return (
    <ButtonOf of={title} {...(plain ? { variant: "plain" as const } : {})} loading={busy} onClick={press}>
      {t("usage.export.button")}
    </ButtonOf>
  );
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
