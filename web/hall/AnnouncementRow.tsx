import { methodWords, moneyWords, publicStateWords } from '../../src/procurement/index.ts'
import type { AnnouncementCard } from '../api/types.ts'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Money } from '../shared/Money.tsx'
import { serviceName } from '../shared/market.ts'
import { When } from '../shared/When.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import { hallWords } from './words.ts'

const tones: Readonly<Record<string, string>> = {
  awarded: 'ok',
  publicity: 'ok',
  failed: 'seal',
  voided: 'seal',
  cancelled: 'quiet',
}

/** What the sum is: bidding and comparison go down from it, the other methods take it as it stands (22.1). */
const priceOf = ({ amount, method }: AnnouncementCard): 'formula' | 'ceiling' | 'fixed' =>
  amount === null ? 'formula' : method === 'average' || method === 'bidding' ? 'ceiling' : 'fixed'

/** One announcement in a list: what, who, how much, until when. */
export function AnnouncementRow({ item }: { item: AnnouncementCard }) {
  const t = useWords(hallWords)
  const say = useText()
  const language = useLanguage()
  return (
    <li className="row">
      <div className="row-what">
        <h3>
          <Link to={`/announcements/${item.id}`}>{item.title}</Link>
        </h3>
        <p className="row-facts">
          <span className="tag">{say(wordOf(methodWords, item.method))}</span>
          <span>{serviceName(item.serviceType, language, item.serviceTypeName)}</span>
          <span>{item.ownerName}</span>
          <span>{say(wordOf(moneyWords, item.money))}</span>
          {item.method === 'direct' && item.methodArticle && <Cite article={item.methodArticle} />}
        </p>
      </div>
      <div className="row-money">
        <strong>
          <Money fen={item.amount} />
        </strong>
        <span className="mute small">{item.priceNote ?? t(priceOf(item))}</span>
      </div>
      <div className="row-when">
        {item.state === 'open' && item.deadline ? (
          <Lamp due={item.deadline} layout="stack" closes />
        ) : (
          <>
            <span className="tag" data-tone={tones[item.state]}>
              {say(wordOf(publicStateWords, item.state))}
            </span>
            {item.deadline && (
              <span className="mute small">
                <When at={item.deadline} deadline />
              </span>
            )}
          </>
        )}
      </div>
    </li>
  )
}
