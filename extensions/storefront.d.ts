/** What Shopify's own scripts may have put on the page. */
interface Window {
  Shopify?: {
    shop?: string;
    theme?: { name?: string };
    customerPrivacy?: { analyticsProcessingAllowed?: () => boolean };
  };
}
