import { numberLocale, useTexts } from '../texts.tsx';

/** The page behind "Hide": an inconspicuous clock and date. */
export function CoverView({ now }: { now: Date }) {
  const { language } = useTexts();
  const locale = numberLocale(language);
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
  const date = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(now);
  return (
    <main class="cover">
      <h1 class="cover-time">{time}</h1>
      <p class="cover-date">{date}</p>
    </main>
  );
}
