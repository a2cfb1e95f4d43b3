/** Kling's own errors: HTTP status, code and the sentence that it answers with. */
export type Refusal = { status: number; code: number; message: string };

export const klingErrors = {
  authenticationFailed: { status: 401, code: 1000, message: "Authentication failed" },
  authorizationEmpty: { status: 401, code: 1001, message: "Authorization is empty" },
  authorizationInvalid: { status: 401, code: 1002, message: "Authorization is invalid" },
  tokenNotYetValid: { status: 401, code: 1003, message: "Authorization is not yet valid" },
  tokenExpired: { status: 401, code: 1004, message: "Authorization has expired" },
  accountException: { status: 429, code: 1100, message: "Account exception" },
  arrears: { status: 429, code: 1101, message: "Account in arrears" },
  balanceNotEnough: { status: 429, code: 1102, message: "Account balance not enough" },
  noPermission: { status: 403, code: 1103, message: "Unauthorized access to the requested resource" },
  invalidRequest: { status: 400, code: 1200, message: "Invalid request parameters" },
  invalidValue: { status: 400, code: 1201, message: "Invalid parameters" },
  invalidMethod: { status: 404, code: 1202, message: "The requested method is invalid" },
  notFound: { status: 404, code: 1203, message: "The requested resource does not exist" },
  platformPolicy: { status: 400, code: 1300, message: "Trigger strategy of the platform" },
  contentPolicy: { status: 400, code: 1301, message: "Trigger the content security policy of the platform" },
  tooFrequent: { status: 429, code: 1302, message: "The API request is too fast" },
  overParallelLimit: { status: 429, code: 1303, message: "parallel task over resource pack limit" },
  addressNotAllowed: {
    status: 429,
    code: 1304,
    message: "Trigger the IP whitelisting policy of the platform",
  },
  internal: { status: 500, code: 5000, message: "Server internal error" },
  unavailable: { status: 503, code: 5001, message: "Server temporarily unavailable" },
  timedOut: { status: 504, code: 5002, message: "Server internal timeout" },
} as const satisfies Record<string, Refusal>;

/** The error of the table, with a sentence that says what exactly was wrong. */
export function refusal(name: keyof typeof klingErrors, message?: string): Refusal {
  const error = klingErrors[name];
  return message === undefined ? error : { ...error, message };
}

/** What the gateway in front of Kling answers by itself: the form of OpenAI's errors. */
export function gatewayError(code: string, message: string, type = "new_api_error"): object {
  return { error: { message, type, param: "", code } };
}
