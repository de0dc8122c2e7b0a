/** What Google's documents leave open about its log of changes; both can be had. */
export interface Reports {
  /** What lies in a folder is reported when the folder's permissions change. */
  sharesReachDown: boolean;
  /** What lies in a folder is reported when the folder goes to the trash, or for good. */
  trashReachesDown: boolean;
  /** Permissions that run out are reported. */
  expiry: boolean;
}
