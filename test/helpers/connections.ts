/** What a merchant enters to connect to a gateway. */
export const gatewayConnection = (
  baseAddress: string,
  apiKey: string,
  model = "kolors-virtual-try-on-v1",
) => ({
  provider: "kling-gateway",
  baseAddress,
  model,
  credentials: { apiKey },
  settings: {},
});
