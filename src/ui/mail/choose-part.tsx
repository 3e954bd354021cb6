import { useLayoutEffect, useRef } from 'preact/hooks';
import {
  type BadCode,
  type Choice,
  type ChooserAnswers,
  type ChooserResult,
  type GoodCode,
  type Point,
  WORRIES,
} from '#core/mail/chooser.ts';
import type { Provider } from '#core/mail/provider.ts';
import { durationText } from '../parts/minutes-select.tsx';
import { Radios } from '../parts/radios.tsx';
import { isGroupsChoice, ServiceVerdict } from '../parts/service-verdict.tsx';
import { regionName } from '../region.ts';
import { numberLocale, type Texts, useTexts } from '../texts.tsx';

/** Answers so far; open questions do not restrict the choice. */
export type OpenAnswers = { readonly [Name in keyof ChooserAnswers]?: ChooserAnswers[Name] | undefined };

export interface ChooseModel {
  readonly answers: OpenAnswers;
  /** ISO 3166 codes of countries with facts in the table. */
  readonly countries: readonly string[];
  readonly result: ChooserResult | undefined;
}

export interface ChooseActions {
  readonly answer: (answers: OpenAnswers) => void;
  readonly show: () => void;
  readonly again: () => void;
}

interface ChoosePartProps {
  readonly model: ChooseModel;
  readonly actions: ChooseActions;
}

export function ChoosePart({ model, actions }: ChoosePartProps) {
  return model.result ? (
    <Found result={model.result} onAgain={actions.again} />
  ) : (
    <Questions model={model} actions={actions} />
  );
}

function Questions({ model: { answers, countries }, actions }: ChoosePartProps) {
  const { t, language } = useTexts();
  const isAboutPower = answers.worry === 'local-power' || answers.worry === 'strong-state';
  return (
    <>
      <h1>{t('mail.choose.title')}</h1>
      <p>{t('mail.choose.intro')}</p>
      <form
        class="chapter questions"
        onSubmit={(event) => {
          event.preventDefault();
          actions.show();
        }}
      >
        <Question
          name="worry"
          question={t('mail.choose.worry.question')}
          options={WORRIES.map((worry) => ({ value: worry, text: t(`mail.choose.worry.${worry}`) }))}
          chosen={answers.worry}
          onPick={(worry) => actions.answer({ worry })}
        />
        {(isAboutPower || answers.isBlockedHere) && (
          <label class="asked">
            <span class="asking">{t('mail.choose.country.question')}</span>
            <select
              name="country"
              autocomplete="off"
              onChange={({ currentTarget: { value } }) => actions.answer({ country: value || undefined })}
            >
              <option value="">{t('mail.choose.country.none')}</option>
              {byName(countries, language).map(({ code, name }) => (
                <option key={code} value={code} selected={code === answers.country}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <Question
          name="writes-to"
          question={t('mail.choose.writesTo.question')}
          options={[
            { value: 'group', text: t('mail.choose.writesTo.group') },
            { value: 'anybody', text: t('mail.choose.writesTo.anybody') },
          ]}
          chosen={answers.writesTo}
          onPick={(writesTo) => actions.answer({ writesTo })}
        />
        <Question
          name="phone"
          question={t('mail.choose.phone.question')}
          options={[
            { value: true, text: t('mail.choose.phone.yes') },
            { value: false, text: t('mail.choose.phone.no') },
          ]}
          chosen={answers.canGivePhone}
          onPick={(canGivePhone) => actions.answer({ canGivePhone })}
        />
        <Question
          name="blocked"
          question={t('mail.choose.blocked.question')}
          options={[
            { value: true, text: t('mail.choose.blocked.yes') },
            { value: false, text: t('mail.choose.blocked.no') },
          ]}
          chosen={answers.isBlockedHere}
          onPick={(isBlockedHere) => actions.answer({ isBlockedHere })}
        />
        <Question
          name="cafes"
          question={t('mail.choose.cafes.question')}
          options={[
            { value: true, text: t('mail.choose.cafes.only') },
            { value: false, text: t('mail.choose.cafes.also') },
          ]}
          chosen={answers.onlyInCafes}
          onPick={(onlyInCafes) => actions.answer({ onlyInCafes })}
        />
        <div class="row">
          <button type="submit" class="button primary" data-action="show">
            {t('mail.choose.show')}
          </button>
          <span class="quiet">{t('mail.choose.open')}</span>
        </div>
      </form>
      <p class="quiet">{t('mail.choose.talk')}</p>
    </>
  );
}

function byName(codes: readonly string[], language: Texts['language']) {
  const { compare } = new Intl.Collator(language);
  return codes
    .map((code) => ({ code, name: regionName(code, language) }))
    .toSorted((a, b) => compare(a.name, b.name));
}

interface QuestionProps<Value extends string | boolean> {
  readonly name: string;
  readonly question: string;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly chosen: Value | undefined;
  readonly onPick: (value: Value) => void;
}

function Question<Value extends string | boolean>({
  name,
  question,
  options,
  chosen,
  onPick,
}: QuestionProps<Value>) {
  return (
    // Not a fieldset, whose legend cannot be placed in a grid.
    <div class="asked" role="radiogroup" aria-labelledby={`ask-${name}`}>
      <span id={`ask-${name}`} class="asking">
        {question}
      </span>
      <div class="row">
        <Radios name={name} options={options} chosen={chosen} onPick={onPick} look="chip" />
      </div>
    </div>
  );
}

function Found({ result, onAgain }: { result: ChooserResult; onAgain: () => void }) {
  const { t } = useTexts();
  const { choices, prices } = result;
  const heading = useRef<HTMLHeadingElement>(null);
  // The questions are gone; move the focus of screen readers to the answer.
  useLayoutEffect(() => heading.current?.focus(), []);
  const title =
    choices.length > 1
      ? t('mail.choose.found')
      : choices.length === 1
        ? t('mail.choose.foundOne')
        : prices.length > 0
          ? t('mail.choose.none')
          : t('mail.choose.nothing');
  return (
    <>
      <h1 ref={heading} tabIndex={-1} class={choices.length === 0 ? 'sentence' : undefined}>
        {title}
      </h1>
      <div class="choices" data-found={choices.length}>
        {choices.map((choice) => (
          <ChoiceCard key={choice.provider.id} choice={choice} />
        ))}
      </div>
      {prices.map(({ without, choices: cheaper }) => (
        <section key={without.join()} class="chapter" data-without={without.join(' ')}>
          <h2>
            {t('mail.choose.without', { needs: without.map((need) => t(`mail.needs.${need}`)).join(' · ') })}
          </h2>
          {without.map((need) => (
            <p key={need}>{t(`mail.costs.${need}`)}</p>
          ))}
          <ul class="places">
            {cheaper.map(({ provider, judgement }) => (
              <li key={provider.id} class="row" data-choice={provider.id}>
                <a href={`#facts/${provider.id}`}>
                  <bdi>{provider.name}</bdi>
                </a>
                <ServiceVerdict verdict={judgement.verdict} isGroups={isGroupsChoice(judgement.reasons)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <div class="row">
        <button type="button" class="button" data-action="again" onClick={onAgain}>
          {t('mail.choose.again')}
        </button>
      </div>
    </>
  );
}

/** The first ones match the person's needs; all are listed with the facts. */
const MOST_GOOD = 7;

function ChoiceCard({ choice: { provider, judgement, good, bad } }: { choice: Choice }) {
  const texts = useTexts();
  const { t } = texts;
  const { id, name, reviewed } = provider;
  const address = addressOf(provider);
  return (
    <section class="chapter choice-card" aria-labelledby={`choice-${id}`} data-choice={id}>
      <div class="row">
        <h2 id={`choice-${id}`}>
          <bdi>{name}</bdi>
        </h2>
        <ServiceVerdict verdict={judgement.verdict} isGroups={isGroupsChoice(judgement.reasons)} />
      </div>
      {address && (
        <p class="quiet">
          {t('mail.choose.addressTitle')}: <bdi dir="ltr">{address}</bdi>
        </p>
      )}
      <h3>{t('mail.choose.goodTitle')}</h3>
      <ul class="good">
        {good.slice(0, MOST_GOOD).map((point) => (
          <li key={point.code} data-good={point.code}>
            {goodText(point, provider, texts)}
          </li>
        ))}
      </ul>
      <h3>{t('mail.choose.badTitle')}</h3>
      <ul class="bad">
        {bad.map((point) => (
          <li key={point.code} data-bad={point.code}>
            {badText(point, texts)}
          </li>
        ))}
      </ul>
      <p class="quiet">
        {reviewed !== '' && `${t('mail.checked', { date: reviewed })} `}
        <a href={`#facts/${id}`}>{t('mail.allFacts')}</a>
      </p>
    </section>
  );
}

/** Sign-in address, to be typed by hand. */
function addressOf({ hosts }: Provider): string | undefined {
  const roles = ['webmail', 'sign-in', 'site'] as const;
  return roles.map((role) => hosts.find((host) => host.role === role)?.host).find(Boolean);
}

function goodText({ code }: Point<GoodCode>, { facts }: Provider, { t, language }: Texts): string {
  const country = facts.country ? regionName(facts.country.value, language) : '';
  return t(`mail.good.${code}`, { country });
}

function badText({ code, count, countries }: Point<BadCode>, { t, language }: Texts): string {
  switch (code) {
    case 'has-given':
      return t('mail.bad.has-given', { year: String(count) });
    case 'expires':
      return t('mail.bad.expires', { months: durationText(count ?? 0, 'month', numberLocale(language)) });
    case 'blocked-somewhere': {
      const names = (countries ?? []).map((country) => regionName(country, language));
      return t('mail.bad.blocked-somewhere', { countries: new Intl.ListFormat(language).format(names) });
    }
    default:
      return t(`mail.bad.${code}`);
  }
}
