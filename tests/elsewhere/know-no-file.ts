/* Stands for `src/vector-index/sqlite/known-file.ts` while the suite runs elsewhere: there is no file. */

export const createFileCheck = () => async () => {};

export const identifyIndex = async () => ({ identity: 1, isEmpty: false });

export const renewIdentity = async () => 1;
