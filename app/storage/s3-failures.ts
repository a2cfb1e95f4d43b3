/**
 * What went wrong at S3, in our own words. Its errors are not handed on: their messages and fields hold the picture's
 * name, the access key's id and what was signed, and a log would write all of it.
 */
const sentences = new Map(
  Object.entries({
    NoSuchBucket: "there is no such bucket",
    AccessDenied: "the credentials do not permit it",
    InvalidAccessKeyId: "the credentials were refused",
    SignatureDoesNotMatch: "the credentials were refused",
    ExpiredToken: "the credentials have run out",
    CredentialsProviderError: "no credentials were found",
    PermanentRedirect: "the bucket is in another region",
    AuthorizationHeaderMalformed: "the bucket is in another region",
    AnswerTooLong: "the answer is longer than any picture",
    AbortError: "it took too long",
  }),
);

export function whyS3Failed(error: unknown): string {
  if (!(error instanceof Error)) return "something unknown went wrong";
  const sentence = sentences.get(error.name);
  if (sentence) return sentence;
  const code = "code" in error ? error.code : undefined;
  // The client gives a lost connection the same name as a time limit.
  if (error.name === "TimeoutError" && (code === undefined || code === "ETIMEDOUT"))
    return "it took too long";
  if (typeof code === "string" && isPlain(code)) return `the connection failed (${code})`;
  const status = statusOf(error);
  if (status === undefined) return "the request could not be made";
  return `the server answered ${status}${isPlain(error.name) ? ` (${error.name})` : ""}`;
}

/** A server may call its error whatever it likes, also by the picture's name. */
function isPlain(word: string): boolean {
  return /^[A-Za-z_]{1,50}$/.test(word);
}

function statusOf(error: Error): number | undefined {
  if (!("$metadata" in error)) return undefined;
  const { $metadata: metadata } = error;
  if (!metadata || typeof metadata !== "object" || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}
