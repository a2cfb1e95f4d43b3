import { expect, it } from "vitest";
import { saysUnfinished } from "../../../app/providers/kling/callback.ts";

it.each<[string, boolean]>([
  ['{"task_id":"1","task_status":"submitted"}', true],
  ['{"task_id":"1","task_status":"processing","created_at":1}', true],
  ['{"id":"1","status":"processing"}', true],
  ['{"task_id":"1","task_status":"succeed"}', false],
  ['{"id":"1","status":"succeeded"}', false],
  ['{"task_id":"1","task_status":"failed"}', false],
  ['{"task_status":"something new"}', false],
  ["{}", false],
  ["", false],
  ["not JSON", false],
  ['["submitted"]', false],
])("a message %s says that the task goes on: %s", (message, unfinished) => {
  expect(saysUnfinished(message)).toBe(unfinished);
});
