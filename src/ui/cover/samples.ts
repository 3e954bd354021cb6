export const coverSamples: Readonly<Record<string, Date>> = {
  morning: new Date(2026, 2, 4, 9, 5),
  evening: new Date(2026, 10, 21, 23, 58),
};
