import type { Instant } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import type { Difference, ShownPart } from '../../src/registry/index.ts'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Steps } from '../shared/Steps.tsx'
import { When } from '../shared/When.tsx'
import { sharedWords } from '../shared/words.ts'
import { type Text, useText, useWords } from '../words/words.ts'
import { agencyWords } from './words.ts'

export interface Version {
  version: number
  since: Instant
  /** Place in the public log of the change that made it. */
  index?: number
  differences: readonly Difference[]
}

const partWords: Record<ShownPart, Text> = {
  name: { zh: '机构名称', en: 'Name' },
  legalRepresentative: sharedWords.legalRepresentative,
  address: agencyWords.address,
  phone: agencyWords.phone,
  email: agencyWords.email,
  scope: agencyWords.scope,
  people: agencyWords.people,
}

/** 33.1: what was in force before, and since when the present information is. */
export function Versions({ versions }: { versions: readonly Version[] }) {
  const t = useWords(agencyWords)
  const say = useText()
  if (versions.length < 2) return null
  const text = (value: string) => value || t('wasEmpty')
  return (
    <Card title={t('versions')} aside={<Cite article={art('111', '33.1')} />}>
      <Steps
        steps={versions.map((v, i) => ({
          title: (
            <span className="cluster">
              {t('version', { n: v.version })}
              {i === 0 && (
                <span className="tag" data-tone="ok">
                  {t('versionNow')}
                </span>
              )}
            </span>
          ),
          state: 'done',
          detail: (
            <>
              {v.version === 1 ? (
                <p>{t('versionFirst')}</p>
              ) : v.differences.length === 0 ? (
                <p>{t('versionSame')}</p>
              ) : (
                v.differences.map((d) => (
                  <p key={d.part}>
                    {say(partWords[d.part])}：<del>{text(d.before)}</del> {t('becomes')}{' '}
                    <ins>{text(d.after)}</ins>
                  </p>
                ))
              )}
              <span className="cluster">
                <When at={v.since} />
                {v.index !== undefined && <ProofButton leaf={v.index} />}
              </span>
            </>
          ),
        }))}
      />
    </Card>
  )
}
