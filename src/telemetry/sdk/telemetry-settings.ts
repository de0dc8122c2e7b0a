/** As `config.ts` reads them. */
export interface TelemetrySettings {
  /** Undefined: there is no `/metrics`. */
  metricsToken: string | undefined;
  /** Where traces and metrics are sent, with the whole path; undefined: nowhere. */
  tracesUrl: string | undefined;
  metricsUrl: string | undefined;
  headers: Readonly<Record<string, string>>;
  exportEveryMs: number;
  serviceName: string;
  attributes: Readonly<Record<string, string>>;
  /** One of OpenTelemetry's names, and the share where it is a ratio. */
  sampler: { name: string; ratio: number };
}
