import { describe } from "vitest";
import { providerContract } from "./contract.ts";
import { subjects } from "./subjects.ts";

describe.each(subjects)("$name keeps the contract:", (subject) => providerContract(subject));
