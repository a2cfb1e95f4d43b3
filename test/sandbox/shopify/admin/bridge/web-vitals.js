/** `shopify.webVitals.onReport`: largest paint and layout shift of this page, as the browser measures them. */

/** @typedef {{ metrics: { id: string, name: string, value: number }[] }} Report */

/** @type {((report: Report) => void) | null} */
let reportTo = null;
let shift = 0;

/** @param {string} name @param {number} value */
function reportMetric(name, value) {
  reportTo?.({ metrics: [{ id: `sandbox-${name}`, name, value }] });
}

/** @param {string} type @param {(entry: any) => void} take */
function observe(type, take) {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
}

export const webVitalsFeature = {
  /** @param {((report: Report) => void) | null} callback */
  async onReport(callback) {
    const isFirst = reportTo === null && callback !== null;
    reportTo = callback;
    if (!isFirst) return;
    observe("largest-contentful-paint", ({ startTime }) => reportMetric("LCP", startTime));
    observe("layout-shift", ({ value, hadRecentInput }) => {
      if (hadRecentInput) return;
      shift += value;
      reportMetric("CLS", shift);
    });
  },
};
