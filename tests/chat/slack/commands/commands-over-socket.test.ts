import { commandJourneys } from "./command-journeys.ts";

commandJourneys("socket");
