/** The person came by the back button. Firefox keeps replaced pages in the history. */
export function isReturn(): boolean {
  return performance
    .getEntriesByType('navigation')
    .some((entry) => (entry as PerformanceNavigationTiming).type === 'back_forward');
}

/** Goes back where the browser shows a page that it kept: it was answered, or left behind. */
export function leaveWhenKept(): void {
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) history.back();
  });
}
