import {
  conductWords,
  type DirectTerms,
  groundArticles,
  groundWords,
  issuerLevelWords,
  type MeritTerms,
  readApproved,
} from '../../src/procurement/index.ts'
import { methodFieldWords, offerWords } from '../procurement/method-words.ts'
import { Cite } from '../shared/Cite.tsx'
import { Money } from '../shared/Money.tsx'
import { useText, useWords } from '../words/words.ts'

/** What a method asks beside the fields of 23.1, as pairs of a `dl`; nothing where it asks nothing. */
export function Terms({ draft }: { draft: { merit?: MeritTerms; direct?: DirectTerms; other?: string } }) {
  const t = useWords(methodFieldWords)
  const o = useWords(offerWords)
  const say = useText()
  const { merit, direct, other } = draft
  const approved = other ? readApproved(other) : undefined
  const weights = merit?.weights
  return (
    <>
      {approved && (
        <>
          <dt>{t('other')}</dt>
          <dd>
            {approved.name}（{approved.document}）
          </dd>
        </>
      )}
      {weights && (
        <>
          <dt>{t('weights')}</dt>
          <dd>
            {(['credit', 'plan', 'quality'] as const)
              .map((part) => `${t(part)} ${(weights[part] ?? 0) / 10}%`)
              .join('；')}
          </dd>
        </>
      )}
      {(merit?.criteria?.length ?? 0) > 0 && (
        <>
          <dt>{t('criteria')}</dt>
          <dd>
            {merit?.criteria
              ?.map(
                (c) =>
                  `${c.name}${c.unit ? `（${c.unit}）` : ''}：${o('range', { worst: c.worst, best: c.best, share: c.share / 10 })}`,
              )
              .join('；')}
          </dd>
        </>
      )}
      {direct?.ground && (
        <>
          <dt>{t('ground')}</dt>
          <dd>
            {say(groundWords[direct.ground])} <Cite article={groundArticles[direct.ground]} />
          </dd>
        </>
      )}
      {direct?.conduct && (
        <>
          <dt>{t('conduct')}</dt>
          <dd>{say(conductWords[direct.conduct])}</dd>
        </>
      )}
      {direct?.wholeProject !== undefined && (
        <>
          <dt>{t('wholeProject')}</dt>
          <dd>
            <Money fen={direct.wholeProject} />
          </dd>
        </>
      )}
      {direct?.paper?.number && (
        <>
          <dt>{t('paperNumber')}</dt>
          <dd>
            {direct.paper.issuer}
            {direct.paper.level && `（${say(issuerLevelWords[direct.paper.level])}）`} {direct.paper.number}
          </dd>
        </>
      )}
      {(direct?.invitees?.length ?? 0) > 0 && (
        <>
          <dt>{t('invitees')}</dt>
          <dd>{direct?.invitees?.map((i) => i.name).join('、')}</dd>
        </>
      )}
    </>
  )
}
