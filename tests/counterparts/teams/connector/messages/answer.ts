/** What a call of the service is answered with. */
export interface Answer {
  status: number;
  body: object;
}
