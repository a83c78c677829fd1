import { art } from '../../src/gazette/index.ts'
import { methodArticles, methodWords, moneyWords, type Procurement } from '../../src/procurement/index.ts'
import { FrameworkPairs } from '../frameworks/parts.tsx'
import { Terms } from '../methods/Terms.tsx'
import { Reveal } from '../readings/Reveal.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Money } from '../shared/Money.tsx'
import { regionName } from '../shared/market.ts'
import { useServiceName } from '../shared/names.ts'
import { When } from '../shared/When.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords } from '../words/words.ts'
import { draftWords, listWords, viewWords } from './words.ts'

/** What was drafted or announced, as the parties read it. */
export function Summary({ state }: { state: Procurement }) {
  const t = useWords(viewWords)
  const d = useWords(draftWords)
  const l = useWords(listWords)
  const say = useText()
  const language = useLanguage()
  const serviceName = useServiceName()
  const { draft } = state
  return (
    <Card title={t('summary')} aside={<Cite article={art('111', '23.1')} />}>
      <dl className="facts">
        <dt>{l('owner')}</dt>
        <dd className="cluster">
          {state.owner.name}
          {state.owner.kind === 'natural-person' && (
            <Reveal subject="owner" id={state.owner.id} place="owner" name={state.owner.name} />
          )}
        </dd>
        <dt>{d('serviceType')}</dt>
        <dd>{draft.serviceType && serviceName(draft.serviceType, language)}</dd>
        <dt>{d('region')}</dt>
        <dd>{draft.region && regionName(draft.region, language)}</dd>
        <dt>{d('money')}</dt>
        <dd>{draft.money && say(moneyWords[draft.money])}</dd>
        <dt>{t('fee')}</dt>
        <dd>
          {draft.formula === undefined ? (
            <Money fen={draft.amount} />
          ) : (
            <>
              {draft.formula}{' '}
              {draft.estimate !== undefined && (
                <span className="mute">
                  （{t('estimated')}
                  <Money fen={draft.estimate} />）
                </span>
              )}
            </>
          )}
        </dd>
        <dt>{t('qualifications')}</dt>
        <dd>
          {draft.qualifications?.length
            ? draft.qualifications.map((q) => `${q.name}${q.grade ? `（${q.grade}）` : ''}`).join('；')
            : t('none')}
        </dd>
        <dt>{d('timeLimit')}</dt>
        <dd>{draft.timeLimitDays !== undefined && t('days', { n: draft.timeLimitDays })}</dd>
        <dt>{d('method')}</dt>
        <dd>
          {draft.method && (
            <>
              {say(methodWords[draft.method])} <Cite article={methodArticles[draft.method]} />
            </>
          )}
        </dd>
        <Terms draft={draft} />
        {draft.framework && <FrameworkPairs framework={draft.framework} />}
        <dt>{d('deadline')}</dt>
        <dd>{draft.deadline && <When at={draft.deadline} deadline />}</dd>
        <dt>{d('contactName')}</dt>
        <dd>
          {draft.contact?.name} <span className="num">{draft.contact?.phone}</span>
        </dd>
        <dt>{d('projectLead')}</dt>
        <dd>{draft.projectLead}</dd>
      </dl>
      <h3 className="procurement-content">{d('content')}</h3>
      <p className="procurement-text">{draft.content}</p>
    </Card>
  )
}
