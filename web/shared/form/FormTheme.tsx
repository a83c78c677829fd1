import { ConfigProvider } from 'antd'
import enUS from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import 'dayjs/locale/zh-cn.js'
import dayjs from 'dayjs'
import type { ComponentProps, ReactNode } from 'react'
import { useLargeType, useReducedMotion } from '../../theme/preferences.ts'
import { useLanguage } from '../../words/language.ts'

type AntLocale = NonNullable<ComponentProps<typeof ConfigProvider>['locale']>

// The compiler reads these modules as CommonJS, the bundler as what they are.
const localeOf = (module: unknown): AntLocale =>
  ((module as { default?: AntLocale }).default ?? module) as AntLocale

/** Ant Design in the colours, type and language of this site; the desk's frame puts it around every form. */
export function FormTheme({ children }: { children: ReactNode }) {
  const large = useLargeType()
  const language = useLanguage()
  const still = useReducedMotion()
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en')
  return (
    <ConfigProvider
      locale={localeOf(language === 'zh' ? zhCN : enUS)}
      button={{ autoInsertSpace: false }}
      // Inside a native dialog a list must open there: the rest of the page lies beneath it.
      getPopupContainer={(node) => node?.closest('dialog') ?? document.body}
      theme={{
        token: {
          colorPrimary: '#0f4c5c',
          colorLink: '#17697d',
          colorText: '#14282f',
          colorTextDescription: '#566870',
          colorTextPlaceholder: '#5d6f75',
          colorError: '#b3261e',
          colorSuccess: '#2e7d4f',
          colorWarning: '#b7791f',
          colorBorder: '#8fa1a5',
          colorBgLayout: '#fbfaf7',
          borderRadius: 6,
          fontFamily: 'var(--hei)',
          fontSize: large ? 20 : 15,
          controlHeight: large ? 48 : 38,
          motion: !still,
        },
      }}
    >
      {children}
    </ConfigProvider>
  )
}
