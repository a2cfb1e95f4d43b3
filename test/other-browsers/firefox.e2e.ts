import { firefox } from "./firefox.ts";
import { describeWays } from "./ways.ts";

describeWays("Firefox", firefox);
