/** Why a task failed, as a sentence in the finished task: the call itself went well. */
export const failureReasons = {
  noPerson: "there is no human in the video",
  noGarment: "there is no clothing in the image",
  garmentsDoNotCombine: "the combination of clothing in the image is not supported",
  riskControl: "Failure to pass the risk control system",
} as const;
