import { Button } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Page } from '../shared/Page.tsx'
import { setLargeType, useLargeType } from '../theme/preferences.ts'
import { useText } from '../words/words.ts'

const title = { zh: '无障碍', en: 'Accessibility' }
const lead = {
  zh: '每个人都应当能用这个市场：用键盘、用读屏软件、用大字、用手机、在纸上。',
  en: 'Everyone should be able to use this market: by keyboard, screen reader, large type, phone, or on paper.',
}
const large = { zh: '长者模式', en: 'Large type' }
const turnOn = { zh: '打开长者模式', en: 'Switch large type on' }
const turnOff = { zh: '关闭长者模式', en: 'Switch large type off' }

const points = [
  {
    title: { zh: '大字和大按钮', en: 'Large type, large targets' },
    text: {
      zh: '长者模式把字号调到 20 像素，按钮相应放大，并记在这台设备上。浏览器放大到 400% 也不会丢失内容。',
      en: 'Large type sets text to 20 px and enlarges every target; it is remembered on this device. Zooming to 400% loses nothing.',
    },
  },
  {
    title: { zh: '只用键盘', en: 'Keyboard alone' },
    text: {
      zh: '按 Tab 移动，Enter 打开，Esc 关闭。第一次按 Tab 会出现“跳到正文”。表格里用上下方向键换行，标签页用左右方向键切换。',
      en: 'Tab moves, Enter opens, Escape closes. The first Tab offers to skip to the content. Arrow keys walk table rows and tabs.',
    },
  },
  {
    title: { zh: '不只靠颜色', en: 'Never colour alone' },
    text: {
      zh: '时限的绿、黄、红都同时写明还剩几天或已超多久。文字与底色的对比度不低于 4.5∶1。',
      en: 'Green, amber and red always come with words. Text has a contrast of at least 4.5:1.',
    },
  },
  {
    title: { zh: '少动', en: 'Less motion' },
    text: {
      zh: '系统设置了“减少动态效果”的，摇号直接显示结果，不播放动画。',
      en: 'Where your system asks for reduced motion, draws show their result without animation.',
    },
  },
  {
    title: { zh: '打印', en: 'Print' },
    text: {
      zh: '公告、法规和机构页面可以直接打印成 A4。',
      en: 'Announcements, the law and agency pages print well on A4.',
    },
  },
  {
    title: { zh: '语言', en: 'Languages' },
    text: {
      zh: '页面以中文为准，公开页面和所有操作均有英文。',
      en: 'Chinese comes first; public pages and every action are also in English. The law is shown in Chinese only.',
    },
  },
  {
    title: { zh: '不足之处', en: 'What is missing' },
    text: {
      zh: '上传的附件（如扫描件）由提交人提供，可能无法朗读。遇到任何障碍，请向运营机构提出。',
      en: 'Attachments are provided by those who file them and may not be readable aloud. Tell the operator of any barrier.',
    },
  },
]

/** The statement of accessibility, and the switch for large type. */
export default function AccessibilityPage() {
  const say = useText()
  const on = useLargeType()
  return (
    <Page title={say(title)} lead={say(lead)} width="narrow">
      <div className="stack">
        <Card title={say(large)}>
          <Button aria-pressed={on} look={on ? 'plain' : 'primary'} onClick={() => setLargeType(!on)}>
            {say(on ? turnOff : turnOn)}
          </Button>
        </Card>
        {points.map((p) => (
          <Card key={p.title.en} title={say(p.title)}>
            <p>{say(p.text)}</p>
          </Card>
        ))}
      </div>
    </Page>
  )
}
