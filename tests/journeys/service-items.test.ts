import { expect, test } from 'vitest'
import { beginDraft } from './draft.ts'
import { act, choose, says } from './hands.ts'
import { inTheCity } from './harness.ts'

const here = inTheCity()
const name = '水土保持设施验收报告编制'
const document = '九发改价〔2026〕12号'
const title = '修水县渣津河治理工程水土保持设施验收'

test('an item of the list, from its draft to an announcement that keeps to it', async () => {
  const j = here.journey(
    'service-items',
    '一个服务事项：公布、修订，和按它采购',
    '市水利局把一个新事项列入清单，定了政府指导价，又修订了一次；业主按它采购时，超出价格、限制外地机构的写法都被拦下，运营机构看得见业主的说明。（3、5.1、9.1、11、14）',
  )

  const department = await j.person('jj-water')
  await department.goto('/desk/service-items')
  await says(department, '中介服务事项清单')
  await j.show(
    department,
    '本部门的清单',
    '我在市水利局。清单里是我们负责的事项：哪天起施行、怎么定价，哪个还有没公布的修订。',
  )

  await department.getByRole('link', { name: '起草新事项' }).click()
  const main = department.getByRole('main')
  await main.getByLabel('事项名称').fill(name)
  await main.getByLabel('英文名称').fill('Acceptance reports on soil conservation facilities')
  await choose(main, '类型', '其他涉及')
  await main.getByLabel('设立依据').fill('《水土保持法》第二十七条')
  await main.getByLabel('涉及的行政审批事项').fill('生产建设项目水土保持设施验收报备')
  await main.getByRole('radio', { name: '政府指导价' }).check()
  await main.getByLabel('下限').fill('90000')
  await main.getByLabel('上限').fill('30000')
  await main.getByLabel('价格文件文号').fill(document)
  await main
    .getByLabel('所需资质')
    .fill('生产建设项目水土保持方案编制单位水平评价证书：三星 或 工程咨询单位资信评价：乙级')
  await says(main, '上限不得低于下限')
  await j.show(
    department,
    '填写要素，边填边核对',
    '名称、类型、依据、审批事项、价格、资质，都是第九条要的。上下限填反了，当场就说。',
  )
  await main.getByLabel('下限').fill('30000')
  await main.getByLabel('上限').fill('90000')
  await main.getByRole('button', { name: '保存草稿' }).click()
  await main.getByRole('heading', { level: 1, name }).waitFor()
  const address = department.url()
  const code = address.split('/').at(-1)!
  await act(department, '公布')
  await department.getByRole('dialog').getByRole('button', { name: '公布' }).click()
  await says(main, '已公布')

  await main.getByLabel('上限').fill('80000')
  await main.getByRole('button', { name: '保存草稿' }).click()
  await says(main, '草稿与现行版本的不同')
  await j.show(
    department,
    '修订先看不同',
    '公布之后我把上限改低。右边写明改了什么；公众看到的还是旧的，直到我以新的日期公布。',
  )
  await main.getByRole('button', { name: '公布', exact: true }).click()
  const dialog = department.getByRole('dialog')
  await dialog.getByRole('button', { name: '公布' }).click()
  await says(dialog, '新的施行日期最早为')
  await j.show(
    department,
    '一天只有一个版本',
    '今天的版本今天刚公布，修订最早明天起施行：任何一天该按哪一版，只有一个答案。',
    'window',
  )
  await dialog.getByRole('button', { name: '关闭' }).click()

  const anyone = await j.person()
  await anyone.goto('/services?on=2026-09-27')
  await says(anyone, '这是 2026-09-27 有效的清单')
  expect(await anyone.getByRole('link', { name }).count()).toBe(0)
  await anyone.goto(`/services/${code}`)
  await says(anyone, '30,000.00 – 90,000.00')
  await j.show(
    anyone,
    '任何人都查得到',
    '昨天的清单里没有它，今天有。每一版自哪天到哪天、依据什么，都在公开日志里存了证。',
  )

  const owner = await j.person('xiushui-water')
  const form = await beginDraft(owner, {
    title,
    service: name,
    region: '修水县',
    money: '财政性资金',
    amount: '95000',
    qualification: '生产建设项目水土保持方案编制单位水平评价证书',
    content: '编制水土保持设施验收报告，机构须在“本 市”设有办事处，便于汛期两小时内到场。',
    days: '30',
    deadline: '2026-10-13 10:00',
    contact: '陈晓岚',
    phone: '0792-7221234',
    lead: '陈国平',
  })
  await says(form, '费用须在 30000.00 元至 90000.00 元之间')
  await says(form, '可能构成限制的表述')
  await says(form, '年度目录')
  await j.show(
    owner,
    '业主写采购公告',
    '九万五超出了指导价，当场指出范围和文号；“本 市”中间加了空格和引号，也认得出来；目录里有没有这类服务，系统替我查了。',
  )
  await form.getByLabel('服务费用').fill('90000')
  await form
    .getByLabel('“在“本 市”设有办事处”的理由')
    .fill('汛期抢险须在两小时内到达现场，与服务内容直接相关')
  await expect.poll(() => form.getByText('费用须在').count()).toBe(0)
  await owner.getByRole('button', { name: '提交选取申请' }).click()
  await says(form, '形式核对中')

  const operator = await j.person('360424-operator')
  await operator.goto(owner.url())
  await says(operator, '汛期抢险须在两小时内到达现场')
  await says(operator, '限制性表述检查')
  await j.show(
    operator,
    '运营机构看得见业主的理由',
    '我在修水县行政审批局做形式核对。哪几个字、在哪里、业主怎么说，都列在右边；清单公布的价格和集中采购目录的对照也在。',
  )
  await j.finish()
})
