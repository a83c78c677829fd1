import { art } from '../../src/gazette/index.ts'
import { Price } from '../services/Price.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { useWords } from '../words/words.ts'
import type { ProcurementView } from './view.ts'
import { draftWords, viewWords } from './words.ts'

/** What the operator compares a draft with: the year's central catalogue (4) and the published price (11). */
export function HeldAgainst({ view }: { view: ProcurementView }) {
  const t = useWords(viewWords)
  const d = useWords(draftWords)
  const { catalogue, price, state } = view
  const fiscal = state.draft.money === 'fiscal'
  if (!catalogue || (!fiscal && !price)) return null
  const { year, documentNumber: document, entries } = catalogue
  const listed = entries.map((e) => `${e.code} ${e.name}`).join('；')
  const says =
    year === undefined
      ? d('catalogueMissing')
      : entries.length > 0
        ? d('catalogueHas', { year, document, entries: listed })
        : d('catalogueHasNot', { year, document })
  const { catalogueExplanation } = state.draft
  return (
    <Card title={t('held')} {...(entries.length > 0 && fiscal ? { tone: 'seal' as const } : {})}>
      <dl className="facts">
        {fiscal && (
          <>
            <dt>{t('catalogue')}</dt>
            <dd>
              {says} <Cite article={art('111', '4')} />
              {entries.length > 0 && catalogueExplanation && (
                <p className="small">{t('explained', { text: catalogueExplanation })}</p>
              )}
            </dd>
          </>
        )}
        {price && (
          <>
            <dt>{t('price')}</dt>
            <dd>
              <Price price={price} cite />
            </dd>
          </>
        )}
      </dl>
    </Card>
  )
}
