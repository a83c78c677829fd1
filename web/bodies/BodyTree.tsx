import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type Article, art, parseArticle } from '../../src/gazette/index.ts'
import type { BodyKind } from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { regionName } from '../shared/market.ts'
import { kindWords } from '../shared/words.ts'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import './bodies.css'
import { bodiesWords } from './words.ts'

export interface ShownBody {
  id: string
  kind: BodyKind
  name: string
  short: string
  article: string
  source: string | null
  documentNumber: string | null
  /** For management bodies alone. */
  administrators?: number
}

export interface Bodies {
  mayChange: boolean
  regions: readonly { code: string; gaps: readonly BodyKind[]; bodies: readonly ShownBody[] }[]
}

export const useBodies = () =>
  useQuery({ queryKey: ['bodies'], queryFn: ({ signal }) => get<Bodies>('/api/bodies', {}, signal) })

/** Every region with its bodies, each under the paragraph of its function, and with what it lacks (111/7-13). */
export function BodyTree({ beside }: { beside?: (body: ShownBody) => ReactNode }) {
  const t = useWords(bodiesWords)
  const say = useText()
  const language = useLanguage()
  const query = useBodies()
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  return (
    <div className="stack">
      {query.data.regions.map((region) => (
        <Card
          key={region.code}
          title={regionName(region.code, language)}
          aside={
            <span className="cluster">
              {region.bodies.length > 0 &&
                region.gaps.map((kind) => (
                  <span key={kind} className="tag" data-tone="seal">
                    {t('gap', { kind: say(wordOf(kindWords, kind)) })}
                  </span>
                ))}
            </span>
          }
        >
          {region.bodies.length === 0 ? (
            <p className="mute">{t('none')}</p>
          ) : (
            <ul className="body-list">
              {region.bodies.map((b) => (
                <li key={b.id}>
                  <span className="tag">{say(wordOf(kindWords, b.kind))}</span>
                  <strong>{b.name}</strong>
                  <Cite article={articleOf(b.article)} />
                  <span className="body-notes">
                    {b.source === 'demonstration' && <span className="small mute">{t('example')}</span>}
                    {b.documentNumber && <span className="small mute">{b.documentNumber}</span>}
                    {b.administrators === 0 && (
                      <span className="tag" data-tone="seal">
                        {t('noAdministrator')}
                      </span>
                    )}
                  </span>
                  {beside && <span className="body-acts">{beside(b)}</span>}
                </li>
              ))}
            </ul>
          )}
        </Card>
      ))}
    </div>
  )
}

const articleOf = (paragraph: string): Article => parseArticle(`111/${paragraph}`) ?? art('111', '7')
