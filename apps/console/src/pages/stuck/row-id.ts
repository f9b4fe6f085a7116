/** Of its row's link, to give it the focus. */
export const rowId = (stuckId: string) => `stuck-${stuckId}`;
