import { type Article, art } from '../gazette/index.ts'

/** One dated version of the 入驻承诺书. Its words are this system's; what they promise is the measure's. */
export interface CommitmentLetter {
  version: string
  from: string
  title: string
  clauses: readonly { article: Article; zh: string; en: string }[]
}

export const commitmentLetters: readonly CommitmentLetter[] = [
  {
    version: '2022-1',
    from: '2022-12-01',
    title: '入驻承诺书',
    clauses: [
      {
        article: art('111', '15'),
        zh: '本机构自愿申请入驻中介超市，对所填报信息和材料的真实性、准确性、合法性负责。',
        en: 'We apply of our own will and answer for the truth, accuracy and lawfulness of all that we file.',
      },
      {
        article: art('111', '16'),
        zh: '本机构依法设立并有效存续，具备所申报中介服务事项要求的资质（资格）条件。',
        en: 'We are lawfully established and in being, and hold the qualifications of the services we apply for.',
      },
      {
        article: art('111', '19.2'),
        zh: '业务授权人、账户管理员、执业（职业）人员等关键岗位人员不同时在其他中介服务机构任职，不挂靠人员，不借用资质（资格）。',
        en: 'Our key people hold no post in another agency; we borrow neither people nor qualifications.',
      },
      {
        article: art('111', '31'),
        zh: '诚实守信，遵守法律法规、保密规定、行业管理制度和中介超市有关规定，自觉接受社会公众监督。',
        en: 'We act honestly, keep the law, confidences and the rules of the market, and accept public supervision.',
      },
      {
        article: art('111', '33.4'),
        zh: '按照约定收取服务报酬，不向项目业主及其他关联方额外收取费用。',
        en: 'We charge what was agreed and nothing beside it.',
      },
      {
        article: art('111', '15'),
        zh: '同意遵守中介超市监督管理相关规定，接受评分管理。',
        en: 'We accept the supervision of the market and management by score.',
      },
    ],
  },
]

/** The letter in force on a day. */
export const letterOn = (date: string): CommitmentLetter | undefined =>
  commitmentLetters.findLast((l) => l.from <= date)
