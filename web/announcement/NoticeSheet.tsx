import type { ReactNode } from 'react'
import { art } from '../../src/gazette/index.ts'
import { methodWords, moneyWords } from '../../src/procurement/index.ts'
import { useMarket } from '../api/time.ts'
import type { AnnouncementDetail } from '../api/types.ts'
import { Terms } from '../methods/Terms.tsx'
import { Price } from '../services/Price.tsx'
import { Button } from '../shared/Button.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Money } from '../shared/Money.tsx'
import { regionName, serviceName } from '../shared/market.ts'
import { QrCode } from '../shared/QrCode.tsx'
import { formatMoment } from '../shared/time.ts'
import { When } from '../shared/When.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import './NoticeSheet.css'
import { announcementWords } from './words.ts'

/** The announcement as an official notice: red head, numbered sections, place of the seal, QR code; A4 when printed. */
export function NoticeSheet({ data }: { data: AnnouncementDetail }) {
  const t = useWords(announcementWords)
  const say = useText()
  const language = useLanguage()
  const market = useMarket()
  const sections: [ReactNode, ReactNode][] = [
    [
      t('about'),
      <dl key="facts" className="facts">
        <dt>{t('project')}</dt>
        <dd>{data.title}</dd>
        <dt>{t('owner')}</dt>
        <dd>{data.ownerName}</dd>
        <dt>{t('service')}</dt>
        <dd>{serviceName(data.serviceType, language, data.serviceTypeName)}</dd>
        <dt>{t('region')}</dt>
        <dd>{regionName(data.region, language, data.regionName)}</dd>
        <dt>{t('money')}</dt>
        <dd>
          {say(wordOf(moneyWords, data.money))} <Cite article={art('111', '4')} />
        </dd>
      </dl>,
    ],
    [
      t('content'),
      <p key="content" className="sheet-text">
        {data.content}
      </p>,
    ],
    [
      t('qualifications'),
      data.qualifications.length === 0 && !data.required ? (
        <p key="none">{t('noQualification')}</p>
      ) : (
        <ul key="list">
          {data.required && (
            <li>
              {t('lawAsks', { required: data.required })} <Cite article={art('111', '16')} />
            </li>
          )}
          {data.qualifications.map((q) => {
            const name = typeof q === 'string' ? q : `${q.name}${q.grade ? `（${q.grade}）` : ''}`
            return <li key={name}>{name}</li>
          })}
        </ul>
      ),
    ],
    [
      t('fee'),
      <div key="fee">
        {data.amount === null ? (
          <p>
            {t('formula')}：{data.formula}
          </p>
        ) : (
          <p>
            <Money fen={data.amount} capital />
            {data.priceNote && <span className="mute">　{data.priceNote}</span>}
          </p>
        )}
        {data.price && (
          <p className="small">
            {t('publishedPrice')}
            <Price price={data.price} cite />
          </p>
        )}
      </div>,
    ],
    [
      t('timeLimit'),
      <p key="days">{data.timeLimitDays === undefined ? '–' : t('days', { n: data.timeLimitDays })}</p>,
    ],
    [
      t('method'),
      <div key="method">
        <p>
          {say(wordOf(methodWords, data.method))}　
          {data.methodArticle && <Cite article={data.methodArticle} />}
        </p>
        {data.auction && (
          <p>
            {t('range')}：<Money fen={data.auction.floor} /> – <Money fen={data.auction.ceiling} />
            {t('step')}
            <Money fen={data.auction.step} />
          </p>
        )}
        <dl className="facts">
          <Terms draft={data} />
        </dl>
      </div>,
    ],
    [
      t('registration'),
      <p key="until">
        {data.publishedAt && `${t('fromTo', { from: formatMoment(data.publishedAt, { language }) })} `}
        {data.deadline && <When at={data.deadline} deadline year />}　<Cite article={art('111', '23.2')} />
      </p>,
    ],
  ]
  const contact = contactText(data.contact)
  if (contact) sections.push([t('contact'), <p key="contact">{contact}</p>])

  return (
    <article className="sheet" aria-label={t('kind')}>
      <header className="sheet-head">
        <p className="sheet-market">{t('market')}</p>
        <p className="sheet-number num">{data.number}</p>
      </header>
      <p className="sheet-title">{t('heading', { title: data.title })}</p>
      <ol className="sheet-sections">
        {sections.map(([title, body], i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the sections stand in a fixed order.
          <li key={i}>
            <h2>{title}</h2>
            {body}
          </li>
        ))}
      </ol>
      <footer className="sheet-foot">
        <div className="sheet-qr">
          <QrCode text={location.origin + location.pathname} size={92} />
          <span className="small mute">{t('qr')}</span>
        </div>
        <div className="sheet-sign">
          <Seal text={market?.mode === 'demonstration' ? t('demonstration') : t('sealPlace')} />
          <p>{data.ownerName}</p>
          {data.publishedAt && (
            <p>
              <When at={data.publishedAt} date year />
            </p>
          )}
        </div>
      </footer>
      <Button className="no-print sheet-print" look="quiet" onClick={() => window.print()}>
        {t('print')}
      </Button>
    </article>
  )
}

/** The place of the seal; a drawing, not text to be read. */
const Seal = ({ text }: { text: string }) => (
  <svg className="sheet-seal" viewBox="0 0 120 120" aria-hidden="true">
    <circle cx="60" cy="60" r="57" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="6 5" />
    <text x="60" y="66" textAnchor="middle" fill="currentColor" fontSize="16">
      {text}
    </text>
  </svg>
)

function contactText(contact: AnnouncementDetail['contact']): string | undefined {
  if (contact === undefined || typeof contact === 'string') return contact
  return [contact.name, contact.phone].filter(Boolean).join('　') || undefined
}
