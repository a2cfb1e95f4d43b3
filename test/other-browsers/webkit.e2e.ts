import { webkit } from "./webkit.ts";
import { describeWays } from "./ways.ts";

describeWays("WebKit", webkit);
