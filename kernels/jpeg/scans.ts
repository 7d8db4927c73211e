// A scan (ITU-T T.81 §B.2.3 and §A.2): which components it has, and the order of their blocks.

import { isStarved, place, readRestart, startBits } from './bits'
import { readBand, readBlock, readFirst, refineBand, refineFirst, restartBlocks, startBlocks } from './blocks'
import { codesAt } from './codes'
import {
  BLOCK, Component, componentAt, componentCount, isKept, isProgressive, MOST_COMPONENTS, unitsAcross, unitsDown,
} from './frame'

/** The least bit of a coefficient that a scan may begin with. */
const MOST_LOW: i32 = 13

/** The components of this scan. */
const members = memory.data(12, 4)
let memberCount: i32 = 0

let readsFirst: bool = false
let isRefining: bool = false

/** Units between two restarts, 0 for none, and until the next one. */
let restartInterval: i32 = 0
let untilRestart: i32 = 0

@inline
function memberAt(index: i32): Component {
  return changetype<Component>(load<usize>(members + (<usize>index << 2)))
}

export function setRestartInterval(units: i32): void {
  restartInterval = units
}

export function hasAllComponents(): bool {
  return memberCount == componentCount
}

/** Reads the header of a scan whose data begins at `end`; `false` for one that cannot be. */
export function startScan(from: usize, end: usize): bool {
  memberCount = load<u8>(from)
  const params = from + 1 + <usize>memberCount * 2
  if (memberCount < 1 || memberCount > MOST_COMPONENTS || params + 3 > end) return false
  for (let index = 0; index < memberCount; index++) {
    if (!addMember(index, from + 1 + <usize>index * 2)) return false
  }
  untilRestart = restartInterval
  startBits(end)
  return isProgressive ? startBandScan(params) : startWholeScan()
}

function addMember(index: i32, from: usize): bool {
  for (let other = 0; other < componentCount; other++) {
    const component = componentAt(other)
    if (component.name != <i32>load<u8>(from)) continue
    for (let before = 0; before < index; before++) if (memberAt(before) == component) return false
    component.firstTable = codesAt(0, load<u8>(from, 1) >> 4)
    component.otherTable = codesAt(1, load<u8>(from, 1) & 15)
    component.predictor = 0
    store<usize>(members + (<usize>index << 2), changetype<usize>(component))
    return true
  }
  return false
}

function startWholeScan(): bool {
  startBlocks(0, 63, 0)
  return true
}

function startBandScan(params: usize): bool {
  const first = <i32>load<u8>(params)
  const last = <i32>load<u8>(params, 1)
  const low = <i32>load<u8>(params, 2) & 15
  readsFirst = first == 0
  isRefining = load<u8>(params, 2) >> 4 != 0
  if (low > MOST_LOW || last > 63 || last < first) return false
  if (readsFirst ? last != 0 : memberCount != 1) return false
  startBlocks(first, last, low)
  return true
}

/** Reads all of the scan. */
export function readScan(): bool {
  if (memberCount > 1) {
    for (let row = 0; row < unitsDown; row++) if (!readUnits(row)) return false
    return true
  }
  // A component alone comes block by block, without those that fill the last units (§A.2.2).
  const component = memberAt(0)
  for (let row = 0; row < component.blocksDown; row++) {
    const blocks = component.coefficients + <usize>(row * component.rowBlocks) * BLOCK
    for (let column = 0; column < component.blocksAcross; column++) {
      if (!passRestart() || !readNext(blocks + <usize>column * BLOCK, component)) return false
    }
    if (isStarved()) return false
  }
  return true
}

/** Reads a row of units of all components. */
export function readUnits(row: i32): bool {
  if (memberCount == 1) return readRowAlone(row)
  for (let unit = 0; unit < unitsAcross; unit++) {
    if (!passRestart()) return false
    for (let index = 0; index < memberCount; index++) {
      const component = memberAt(index)
      const top = isKept ? row * component.v : 0
      for (let y = 0; y < component.v; y++) {
        const start = (top + y) * component.rowBlocks + unit * component.h
        for (let x = 0; x < component.h; x++) {
          if (!readNext(component.coefficients + <usize>(start + x) * BLOCK, component)) return false
        }
      }
    }
  }
  return !isStarved()
}

/** The only component's blocks of a row of units, whatever its sampling factors are. */
function readRowAlone(row: i32): bool {
  const component = memberAt(0)
  for (let y = 0; y < component.v && row * component.v + y < component.blocksDown; y++) {
    const blocks = component.coefficients + <usize>(y * component.rowBlocks) * BLOCK
    for (let column = 0; column < component.blocksAcross; column++) {
      if (!passRestart() || !readNext(blocks + <usize>column * BLOCK, component)) return false
    }
  }
  return !isStarved()
}

@inline
function readNext(block: usize, component: Component): bool {
  if (!isProgressive) return readBlock(block, component)
  if (readsFirst) return isRefining ? refineFirst(block) : readFirst(block, component)
  return isRefining ? refineBand(block, component) : readBand(block, component)
}

/** Before each unit: begins anew where an interval is over (§F.2.1.3.1). */
@inline
function passRestart(): bool {
  if (restartInterval == 0) return true
  if (untilRestart-- > 0) return true
  untilRestart = restartInterval - 1
  for (let index = 0; index < memberCount; index++) memberAt(index).predictor = 0
  restartBlocks()
  return readRestart()
}

/** Where the scan's data was left. */
export function scanEnd(): usize {
  return place()
}
