/** As `config.ts` reads them. */
export interface TelemetrySettings {
  metricsToken: string | undefined;
  tracesUrl: string | undefined;
  metricsUrl: string | undefined;
  headers: Readonly<Record<string, string>>;
  exportEveryMs: number;
  serviceName: string;
  attributes: Readonly<Record<string, string>>;
  sampler: { name: string; ratio: number };
}
