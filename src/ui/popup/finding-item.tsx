import type { Finding } from '#core/page/finding.ts';
import { findingText } from '../finding-text.ts';
import { useTexts } from '../texts.tsx';

interface FindingTextProps {
  readonly finding: Finding;
  readonly hasTitle: boolean;
  /** Folded, so not inside what is folded itself. */
  readonly hasSources: boolean;
}

/** What a finding says, with the names it is about. */
export function FindingText({ finding, hasTitle, hasSources }: FindingTextProps) {
  const { t } = useTexts();
  const { title, text, details } = findingText(finding, t);
  return (
    <>
      {hasTitle && <h3>{title}</h3>}
      <p>{text}</p>
      {details.length > 0 && (
        <ul class="details">
          {details.map((detail) => (
            <li key={detail.text}>
              {detail.source === undefined ? <bdi dir="auto">{detail.text}</bdi> : detail.text}
              {detail.source && hasSources && (
                <details class="source">
                  <summary>{detail.source.title}</summary>
                  <bdi dir="ltr">{detail.source.address}</bdi>
                </details>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** One of several: its title, and the rest on demand. */
export function FoldedFinding({ finding }: { finding: Finding }) {
  const { t } = useTexts();
  return (
    <details>
      <summary>{findingText(finding, t).title}</summary>
      <FindingText finding={finding} hasTitle={false} hasSources={false} />
    </details>
  );
}
