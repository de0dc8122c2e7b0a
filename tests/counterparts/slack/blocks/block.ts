/** A block as it lies in a message: its checks are in this folder, its looks in `render`. */
export interface Block {
  type: string;
  block_id?: string;
  [field: string]: unknown;
}

/** An interactive element inside a block. */
export interface Element {
  type: string;
  action_id?: string;
  [field: string]: unknown;
}
