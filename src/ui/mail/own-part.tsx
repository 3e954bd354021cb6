import type { OrganisationError, OrganisationList } from '#core/mail/organisation.ts';
import type { Provider } from '#core/mail/provider.ts';
import { useTexts } from '../texts.tsx';

export interface OwnModel {
  /** Without a session a list cannot be kept. */
  readonly canKeep: boolean;
  readonly list: OrganisationList | undefined;
  /** Set by the computer's owner. */
  readonly isByOwner: boolean;
  /** The owner's list is invalid and ignored. */
  readonly isOwnersBroken: boolean;
  /** Why the last file was rejected; `unread`: it could not be opened. */
  readonly errors: readonly OrganisationError[] | 'unread';
}

export interface OwnActions {
  readonly choose: (file: File) => void;
  readonly remove: () => void;
}

interface OwnPartProps {
  readonly model: OwnModel;
  readonly table: readonly Provider[];
  readonly actions: OwnActions;
}

/** The organization's list: current list, effects, and errors of a rejected file. */
export function OwnPart({ model, table, actions }: OwnPartProps) {
  const { t } = useTexts();
  const { list, isByOwner, isOwnersBroken, canKeep, errors } = model;
  return (
    <>
      <h1>{t('mail.own.title')}</h1>
      <p>{t('mail.own.intro')}</p>
      {isOwnersBroken && <p class="caution">{t('mail.own.broken')}</p>}
      {canKeep && (
        <label class="button primary file">
          {t('mail.own.choose')}
          <input
            type="file"
            name="list"
            class="unseen"
            accept=".json,application/json"
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              // Allows choosing the same file again after it was fixed.
              currentTarget.value = '';
              if (file) actions.choose(file);
            }}
          />
        </label>
      )}
      {!canKeep && !list && <p class="chapter">{t('mail.own.nobody')}</p>}
      <div role="alert">{errors.length > 0 && <Errors errors={errors} />}</div>
      {list && (
        <section
          class="chapter own-list"
          aria-labelledby="in-use"
          data-list={isByOwner ? 'owner' : 'sitting'}
        >
          <h2 id="in-use">{t('mail.own.loaded', { name: list.name })}</h2>
          {isByOwner && <p class="quiet">{t('mail.own.byOwner')}</p>}
          <NameList
            title={t('mail.own.addsTitle')}
            names={list.providers.map(({ name, domains }) => `${name} (${domains.join(', ')})`)}
          />
          <NameList title={t('mail.own.chosenTitle')} names={list.chosen.map((id) => nameOf(id, table))} />
          <NameList title={t('mail.own.namesTitle')} names={list.providers.flatMap(({ hosts }) => hosts)} />
          {!isByOwner && (
            <button type="button" class="button" data-action="remove" onClick={actions.remove}>
              {t('mail.own.remove')}
            </button>
          )}
        </section>
      )}
    </>
  );
}

function nameOf(id: string, table: readonly Provider[]): string {
  return table.find((provider) => provider.id === id)?.name ?? id;
}

function Errors({ errors }: { errors: readonly OrganisationError[] | 'unread' }) {
  const { t } = useTexts();
  return (
    <section class="chapter refused" data-errors={errors === 'unread' ? 'unread' : errors.length}>
      <h2>{t('mail.own.bad')}</h2>
      {errors === 'unread' ? (
        <p>{t('mail.own.errors.unread')}</p>
      ) : (
        <ul>
          {errors.map(({ code, at, real = '' }) => (
            <li key={`${code} ${at}`} data-error={code}>
              {t(`mail.own.errors.${code}`, { real })} {at !== '' && t('mail.own.at', { at })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function NameList({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="names">
        {names.map((name) => (
          <li key={name}>
            <bdi dir="auto">{name}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}
