/** The person came by the back button. Firefox keeps replaced pages in the history. */
export function isReturn(): boolean {
  return performance
    .getEntriesByType('navigation')
    .some((entry) => (entry as PerformanceNavigationTiming).type === 'back_forward');
}

/** Goes back if the page was restored from the back/forward cache: it was answered or left before. */
export function leaveWhenKept(): void {
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) history.back();
  });
}
