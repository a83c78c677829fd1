import {
  itemFactWords,
  itemFieldWords,
  type QualificationRule,
  qualificationText,
} from '../../src/registry/index.ts'
import { Price } from '../services/Price.tsx'
import { Cite } from '../shared/Cite.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { When } from '../shared/When.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import type { ItemHistory, ListedVersion } from './item.ts'
import './items.css'
import { itemWords } from './words.ts'

/** Every version of an item, the newest first, with its days and its proofs in the public log. */
export function ItemVersions({
  versions,
  history,
}: {
  versions: readonly ListedVersion[]
  history: ItemHistory
}) {
  const t = useWords(itemWords)
  const say = useText()
  const language = useLanguage()
  if (versions.length === 0) return <p className="mute">{t('notYet')}</p>
  return (
    <>
      {versions.map((v) => (
        <section key={v.version} className="items-version">
          <h3>
            {v[language]} <span className="tag">{t('version', { n: v.version })}</span>{' '}
            <span className="small mute num">
              {v.until === null
                ? t('spanOpen', { from: v.from })
                : t('span', { from: v.from, until: v.until })}
            </span>
          </h3>
          <dl className="facts">
            <dt>{t('department')}</dt>
            <dd>{v.departmentName}</dd>
            <dt>{say(itemFieldWords.basis)}</dt>
            <dd>{v.basis}</dd>
            <dt>{say(itemFieldWords.approvals)}</dt>
            <dd>{v.approvals.length === 0 ? t('noneListed') : v.approvals.join('；')}</dd>
            <dt>{say(itemFieldWords.price)}</dt>
            <dd>
              <Price price={v.price} cite />
            </dd>
            <dt>{say(itemFieldWords.qualifications)}</dt>
            <dd>
              <Qualifications rule={v.qualifications} none={t('noneListed')} />
            </dd>
          </dl>
        </section>
      ))}
      {history.length > 0 && (
        <section className="items-version">
          <h3>{t('history')}</h3>
          <ul className="stack">
            {history.map((entry) => (
              <li key={`${entry.kind}${entry.at}`}>
                {say(wordOf(itemFactWords, entry.kind), entry.params)}{' '}
                <span className="cluster small mute">
                  <When at={entry.at} />
                  {entry.article && <Cite article={entry.article} />}
                  {entry.index !== undefined && <ProofButton leaf={entry.index} />}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Qualifications({ rule, none }: { rule: QualificationRule; none: string }) {
  if (rule.length === 0) return <>{none}</>
  return (
    <ul>
      {rule.map((line) => {
        const text = qualificationText([line])
        return <li key={text}>{text}</li>
      })}
    </ul>
  )
}
