import { LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { toEpochMs } from '../../src/calendar/index.ts'
import { formatYuan } from '../shared/money.ts'
import type { AuctionView, LiveBid } from './live.ts'

/* Loaded only when a chart is on screen: ECharts is heavier than the rest of the page. */

echarts.use([LineChart, ScatterChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer])

const two = (n: number) => String(n).padStart(2, '0')
/** The market's wall clock, whatever the zone of this machine. */
const clockOf = (ms: number) => {
  const at = new Date(ms + 8 * 3_600_000)
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`
}

export interface Chart {
  show(view: AuctionView, bids: readonly LiveBid[], endsAt: string, party: (n: number) => string): void
  dispose(): void
}

/** Draws the descent: each bid a point by its number, the lowest price as steps, the range as lines. */
export function chartIn(element: HTMLElement): Chart {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const font = style.getPropertyValue('font-family')
  const chart = echarts.init(element, undefined, { renderer: 'svg' })
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const watch = new ResizeObserver(() => chart.resize())
  watch.observe(element)
  return {
    show(view, bids, endsAt, party) {
      let lowest = Number.POSITIVE_INFINITY
      const steps: [number, number][] = []
      for (const bid of bids) {
        if (bid.amount < lowest) {
          lowest = bid.amount
          steps.push([toEpochMs(bid.at), bid.amount / 100])
        }
      }
      const end = toEpochMs(endsAt as never)
      const last = bids.at(-1)
      if (last && steps.length > 0) steps.push([Math.max(toEpochMs(last.at), steps.at(-1)![0]), lowest / 100])
      chart.setOption({
        animation: !still,
        animationDuration: still ? 0 : 300,
        animationDurationUpdate: still ? 0 : 300,
        textStyle: { fontFamily: font, color: colour('--ink') },
        grid: { left: 12, right: 20, top: 26, bottom: 8, containLabel: true },
        tooltip: {
          trigger: 'item',
          formatter: (p: { data: [number, number, number?] }) =>
            p.data[2] === undefined
              ? ''
              : `${party(p.data[2])}<br>¥${formatYuan(Math.round(p.data[1] * 100))}<br>${clockOf(p.data[0])}`,
        },
        xAxis: {
          type: 'time',
          min: toEpochMs(view.startsAt),
          max: end,
          axisLabel: {
            formatter: (ms: number) => clockOf(ms).slice(0, 5),
            color: colour('--mute'),
            hideOverlap: true,
          },
          axisLine: { lineStyle: { color: colour('--line-strong') } },
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          min: view.floor / 100,
          max: view.ceiling / 100,
          axisLabel: { color: colour('--mute') },
          splitLine: { lineStyle: { color: colour('--line') } },
        },
        series: [
          {
            type: 'line',
            step: 'end',
            symbol: 'none',
            lineStyle: { color: colour('--river-2'), width: 2.5 },
            areaStyle: { color: colour('--mist'), opacity: 0.7, origin: 'start' },
            data: steps,
            silent: true,
            markLine: {
              silent: true,
              symbol: 'none',
              label: { position: 'insideEndTop', color: colour('--mute'), formatter: '¥{c}' },
              lineStyle: { color: colour('--line-strong'), type: 'dashed' },
              data: [{ yAxis: view.ceiling / 100 }, { yAxis: view.floor / 100 }],
            },
          },
          {
            type: 'scatter',
            // Above the line, which would strike the numbers out.
            z: 5,
            symbolSize: bids.length > 150 ? 8 : 18,
            itemStyle: {
              color: colour('--card'),
              borderColor: colour('--river'),
              borderWidth: 1.5,
              opacity: 1,
            },
            label: {
              show: bids.length <= 150,
              color: colour('--river'),
              fontSize: 10,
              formatter: (p: { data: [number, number, number] }) => String(p.data[2]),
            },
            data: bids.map((b) => [toEpochMs(b.at), b.amount / 100, b.bidder]),
          },
        ],
      } as never)
    },
    dispose() {
      watch.disconnect()
      chart.dispose()
    },
  }
}
