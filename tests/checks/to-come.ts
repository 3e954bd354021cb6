/** Keys whose texts are still being written anew. To be emptied, and deleted with the last of them. */
export const TO_COME: readonly string[] = [
  // Leaving, the receipt and the interstitial.
  ...['interstitial', 'leave', 'receipt', 'later'],
];

export function isToCome(key: string): boolean {
  return TO_COME.some((top) => key.startsWith(`${top}.`));
}

/** Keys that no screen asks for yet. */
export const KEYS_TO_PLACE: readonly string[] = ['app.purpose'];
