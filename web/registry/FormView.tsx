import type { ReactNode } from 'react'
import {
  type AdmissionForm,
  type CheckedPart,
  legalFormWords,
  letterOn,
  postWords,
  type Review,
  type ServiceClaim,
  type Signature,
} from '../../src/registry/index.ts'
import { Reveal } from '../readings/Reveal.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { regionName } from '../shared/market.ts'
import { useServiceName } from '../shared/names.ts'
import { When } from '../shared/When.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords } from '../words/words.ts'
import { formWords, viewWords } from './words.ts'

export interface FormViewProps {
  /** The application, by which a body asks for a full number. */
  id: string
  form: AdmissionForm
  commitment?: Signature | undefined
  reviews: readonly Review[]
  /** Stands at the foot of each part: what the operator checks there. */
  footOf?: (part: CheckedPart) => ReactNode
  /** Stands beside each service: what its department decides there. */
  besideService?: (claim: ServiceClaim) => ReactNode
}

const mono = (text: string) => <span className="mono">{text}</span>

/** An application as it was filed, part by part, in the order in which it is compared. */
export function FormView({ id, form, commitment, reviews, footOf, besideService }: FormViewProps) {
  const t = useWords(formWords)
  const w = useWords(viewWords)
  const say = useText()
  const language = useLanguage()
  const serviceName = useServiceName()
  const { subject, representative, controllers, people, services } = form
  return (
    <div className="stack">
      <Card title={w('subject')} aside={<Cite article="111/16" />}>
        <Facts
          rows={[
            [t('name'), subject.name],
            [t('code'), mono(subject.code)],
            [t('legalForm'), say(legalFormWords[subject.legalForm])],
            [t('region'), regionName(subject.region, language)],
            [t('address'), subject.address],
            [t('established'), subject.established],
            [t('termTo'), subject.termTo || w('unlimited')],
            [t('phone'), subject.phone],
            [t('email'), subject.email],
            [t('scope'), subject.scope],
            [t('licence'), subject.licence && <FileLink file={subject.licence} />],
          ]}
        />
        {footOf?.('subject')}
      </Card>
      <Card title={w('representative')} aside={<Cite article="111/19.1" />}>
        <Facts
          rows={[
            [t('representative'), `${representative.name} ${representative.phone}`],
            [
              t('identity'),
              <span key="identity" className="cluster">
                {mono(representative.identity)}
                <Reveal subject="admission" id={id} place="representative" name={representative.name} />
              </span>,
            ],
            ...controllers.map((c, i): [string, ReactNode] => [
              t('controllers'),
              <span key={c.identity} className="cluster">
                {c.name} <span className="mono">{c.identity}</span>
                <Reveal subject="admission" id={id} place={`controllers.${i}`} name={c.name} />
              </span>,
            ]),
          ]}
        />
        {footOf?.('representative')}
      </Card>
      <Card title={w('people')} aside={<Cite article="111/19" />}>
        <ul className="admission-list">
          {people.map((p, i) => (
            <li key={p.identity + p.name}>
              <strong>{p.name}</strong>
              <span className="cluster">
                {p.posts.map((post) => (
                  <span key={post} className="tag">
                    {say(postWords[post])}
                  </span>
                ))}
              </span>
              <span className="mono">{p.identity}</span>
              <Reveal subject="admission" id={id} place={`people.${i}`} name={p.name} />
              <span className="num">{p.phone}</span>
              {p.certificate && <span>{p.certificate}</span>}
              {p.employed && <span className="small mute">{t('employed')}</span>}
            </li>
          ))}
        </ul>
        {footOf?.('people')}
      </Card>
      <Card title={w('services')} aside={<Cite article="111/18" />}>
        <ul className="admission-services">
          {services.map((s) => (
            <li key={s.serviceType}>
              <h3>
                {serviceName(s.serviceType, language)} <span className="small mute num">{s.serviceType}</span>
              </h3>
              {s.qualification ? (
                <Facts
                  rows={[
                    [t('qualification'), `${s.qualification} ${s.grade}`],
                    [t('number'), s.number],
                    [t('issuer'), s.issuer],
                    [t('qualificationScope'), s.scope],
                    [t('validFrom'), `${s.validFrom} – ${s.validTo || w('unlimited')}`],
                    [t('file'), s.file && <FileLink file={s.file} />],
                  ]}
                />
              ) : (
                <p className="mute">{w('noQualification')}</p>
              )}
              <ReviewLine review={reviews.find((r) => r.serviceType === s.serviceType)} />
              {besideService?.(s)}
            </li>
          ))}
        </ul>
        {footOf?.('services')}
      </Card>
      <Card title={w('commitment')} aside={<Cite article="111/15" />}>
        {commitment && (
          <p>
            {commitment.name} · <When at={commitment.at} /> ·{' '}
            <span className="mute">{t('letterOf', { version: commitment.version })}</span>
          </p>
        )}
        <details className="admission-letter">
          <summary>{letterOn(commitment?.at.slice(0, 10) ?? '')?.title}</summary>
          <ol lang="zh-CN">
            {letterOn(commitment?.at.slice(0, 10) ?? '')?.clauses.map((c) => (
              <li key={c.zh}>{c[language]}</li>
            ))}
          </ol>
        </details>
        {footOf?.('commitment')}
      </Card>
    </div>
  )
}

function ReviewLine({ review }: { review: Review | undefined }) {
  const w = useWords(viewWords)
  if (!review?.decision) return null
  const { result, at, reason } = review.decision
  return (
    <p className="cluster small">
      <span className="tag" data-tone={result === 'confirmed' ? 'ok' : 'seal'}>
        {result === 'confirmed' ? w('confirmedAt') : w('declined', { reason })}
      </span>
      {review.department.name} · <When at={at} />
    </p>
  )
}

function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="admission-facts">
      {rows.map(
        ([name, value], i) =>
          value && (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a fixed order.
            <div key={i}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

const FileLink = ({ file }: { file: { id: string; name: string; sha256: string } }) => (
  <span className="cluster">
    <a href={`/api/files/${file.id}`} target="_blank" rel="noreferrer">
      {file.name}
    </a>
    <span className="small mute mono">SHA-256 {file.sha256.slice(0, 12)}…</span>
  </span>
)
