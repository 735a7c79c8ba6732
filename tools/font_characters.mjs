// Writes the characters the dashboard's font keeps, as one text: ASCII, the punctuation and signs
// that Chinese retail writes, and GB2312 level 1, the 3,755 characters that cover 99.7 % of modern
// Chinese text. The rest are drawn from the device's own fonts.
import { writeFileSync } from 'node:fs';

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
const gb2312 = new TextDecoder('gb2312', { fatal: true });

// A GB2312 row is 94 cells; level 1 is rows 16 to 55, whose last row ends at cell 89.
function gb2312Row(row) {
  const cells = row === 55 ? 89 : 94;
  return range(1, cells).map((cell) => gb2312.decode(Uint8Array.of(0xa0 + row, 0xa0 + cell)));
}

const ascii = String.fromCodePoint(...range(0x20, 0x7e));
const latin = '¢£¥§©«»®°±²³·¼½¾×÷–—‘’“”…•€™−≈≠≤≥←↑→↓↗↘⇄✓✗●○■□▲▼△▽★☆';
const chinese = '、。〈〉《》「」『』【】〔〕〜々〇';
const fullwidth = String.fromCodePoint(...range(0xff01, 0xff5e)) + '￥';
// Beyond level 1, but in this trade's own words (cowrie, purslane and sea-cucumber names, and
// common surnames).
const trade = '鲍蛤蜊鳕鲈鲫鳗鱿虾蟹螺贻蚝藻菇莓猕薏苡枸杞荸荠芡茯苓闫邝翟晏鑫淼喆璐瑄梓嘢';
const level1 = range(16, 55).flatMap(gb2312Row).join('');

const all = new Set(ascii + latin + chinese + fullwidth + trade + level1);
writeFileSync(process.argv[2], [...all].join(''));
