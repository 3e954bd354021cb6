import { useRef } from 'preact/hooks';
import type { Recipient, Recipients } from '#core/mail/recipients.ts';
import { isGroupsChoice } from '../parts/service-verdict.tsx';
import { type Translate, useTexts } from '../texts.tsx';

export interface PeopleModel {
  readonly text: string;
  /** The text was marked in a page, or read from a mail that somebody writes. */
  readonly isHanded: boolean;
  readonly result: Recipients | undefined;
}

export interface PeopleActions {
  readonly lookAt: (text: string) => void;
  readonly clear: () => void;
}

/** What is known of the mail boxes that a mail goes to; never a word on the people. */
export function PeoplePart({ model, actions }: { model: PeopleModel; actions: PeopleActions }) {
  const { t } = useTexts();
  const field = useRef<HTMLTextAreaElement>(null);
  const { text, isHanded, result } = model;
  return (
    <>
      <h1>{t('mail.people.title')}</h1>
      <p>{t('mail.people.intro')}</p>
      <form
        class="chapter"
        onSubmit={(event) => {
          event.preventDefault();
          actions.lookAt(field.current?.value ?? '');
        }}
      >
        <label class="field">
          <span>{t('mail.people.label')}</span>
          <textarea
            ref={field}
            name="addresses"
            rows={3}
            dir="ltr"
            autocomplete="off"
            spellcheck={false}
            defaultValue={text}
            // A new text is another field, so that what was typed before does not stay.
            key={text}
          />
        </label>
        {isHanded && <p class="quiet">{t('mail.people.handed')}</p>}
        <div class="row">
          <button type="submit" class="button primary" data-action="look">
            {t('mail.people.look')}
          </button>
          {result && (
            <button type="button" class="button" data-action="clear" onClick={actions.clear}>
              {t('mail.people.clear')}
            </button>
          )}
        </div>
      </form>
      <div role="status" data-addresses={result?.addressCount ?? ''}>
        {result && <p class="quiet">{summary(result, t)}</p>}
        {result && isOneService(result) && <p>{t('mail.people.same')}</p>}
      </div>
      {result && result.recipients.length > 0 && (
        <ul class="boxes-at">
          {result.recipients.map((recipient) => (
            <RecipientCard key={recipient.domain} recipient={recipient} />
          ))}
        </ul>
      )}
    </>
  );
}

function summary({ addressCount, isCut }: Recipients, t: Translate): string {
  if (addressCount === 0) return t('mail.people.none');
  const found = t('mail.people.found', { count: addressCount });
  return isCut ? `${found}. ${t('mail.people.cut')}` : found;
}

/** Several people, and nobody outside of one service that nothing warns of. */
function isOneService({ recipients, addressCount }: Recipients): boolean {
  const [first] = recipients;
  if (addressCount < 2 || first?.kind !== 'listed') return false;
  const { verdict } = first.judgement;
  return (
    (verdict === 'trusted' || verdict === 'acceptable') &&
    recipients.every((one) => one.kind === 'listed' && one.provider.id === first.provider.id)
  );
}

function RecipientCard({ recipient }: { recipient: Recipient }) {
  const { t } = useTexts();
  const verdict = recipient.kind === 'listed' ? recipient.judgement.verdict : recipient.kind;
  return (
    <li class="chapter" data-domain={recipient.domain} data-verdict={verdict}>
      {/* No verdict in a word here: beside an address it would read as one on a person. */}
      <h2>{t('mail.people.addressesAt', { domain: recipient.domain })}</h2>
      {recipient.kind === 'listed' ? (
        <Listed recipient={recipient} />
      ) : (
        <p>{t(`mail.people.${recipient.kind}`)}</p>
      )}
      {recipient.kind === 'disposable' && <p class="advice">{t('mail.people.careful')}</p>}
      <details>
        <summary>{t('mail.people.found', { count: recipient.addresses.length })}</summary>
        <ul class="names">
          {recipient.addresses.map((address) => (
            <li key={address}>
              <bdi dir="ltr">{address}</bdi>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function Listed({ recipient }: { recipient: Extract<Recipient, { kind: 'listed' }> }) {
  const { t } = useTexts();
  const { provider, judgement } = recipient;
  const { verdict, reasons, limits } = judgement;
  const isWarned = verdict === 'avoid' || verdict === 'caution';
  const isClosed = reasons.some(({ code }) => code === 'A1');
  return (
    <>
      <p>
        {t('mail.people.belongs', { name: provider.name })}{' '}
        {verdict === 'trusted' && !isGroupsChoice(reasons) && t('mail.people.trusted')}
        {verdict === 'acceptable' && t('mail.people.acceptable')}
        {verdict === 'unknown' && t('mail.people.listedUnknown')}
      </p>
      <ul>
        {(isWarned ? reasons : []).map(({ code }) => (
          <li key={code} data-reason={code}>
            {t(`reasons.${code}`)}
          </li>
        ))}
        {limits.map(({ code }) => (
          <li key={code} data-limit={code}>
            {t(`provider.limits.${code}`)}
          </li>
        ))}
      </ul>
      {isWarned && <p class="advice">{t(isClosed ? 'mail.people.closed' : 'mail.people.careful')}</p>}
      <p class="quiet">
        <a href={`#facts/${provider.id}`}>{t('mail.allFacts')}</a>
      </p>
    </>
  );
}
