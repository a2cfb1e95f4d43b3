/** Where each page of the admin stands: says that it loads, and takes the focus to the page that has come. */
import { Outlet, useLocation, useNavigation } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef } from "react";

export function PagePlace() {
  const bridge = useAppBridge();
  const { pathname } = useLocation();
  const loading = useNavigation().state === "loading";
  const place = useRef<HTMLElement>(null);
  const shown = useRef(pathname);

  // The admin's own bar, as merchants know it from every other page.
  useEffect(() => bridge.loading(loading), [bridge, loading]);
  useEffect(() => {
    // Who opens the app has not asked for the focus to go anywhere.
    if (shown.current !== pathname) place.current?.focus({ preventScroll: true });
    shown.current = pathname;
  }, [pathname]);

  return (
    <main ref={place} tabIndex={-1} style={{ outline: "none" }}>
      <Outlet />
    </main>
  );
}
