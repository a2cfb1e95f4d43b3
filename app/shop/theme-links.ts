/** Where the theme editor opens with the button added, for themes that take blocks and for those that don't. */
export function themeLinks(shop: string, apiKey: string): { blockLink: string; embedLink: string } {
  const editor = `https://${shop}/admin/themes/current/editor`;
  return {
    blockLink: `${editor}?template=product&addAppBlockId=${apiKey}/try-it-on&target=mainSection`,
    embedLink: `${editor}?context=apps&template=product&activateAppId=${apiKey}/try-it-on-embed`,
  };
}
