import { homeJourneys } from "./home-journeys.ts";

homeJourneys("http");
