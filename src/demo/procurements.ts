import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'

export const procurementStories = (_scene: Scene): ((stage: Stage) => Promise<void>)[] => []
