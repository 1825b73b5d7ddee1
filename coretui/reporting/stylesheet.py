"""How the page looks, on a screen and on A4. All of it stands in shapes and words: grey paper loses nothing."""

STYLE = """
@page { size: A4; margin: 9mm 12mm; }
* { box-sizing: border-box; }
html { background: #e9e6df; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 8mm auto; width: 186mm; padding: 0; color: #1d242a; background: transparent;
  font: 7.6pt/1.28 "Source Sans 3", "Noto Sans", "Segoe UI", "Helvetica Neue", Arial,
  "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums; }
header { display: flex; justify-content: space-between; align-items: baseline; }
h1 { font-size: 14.5pt; font-weight: 600; margin: 0; color: #17402c; }
header p { margin: 0; font-size: 9.5pt; }
.fields { display: grid; grid-template-columns: 1.1fr .95fr 1.15fr auto; gap: 4mm; margin: 2.4mm 0 1.4mm;
  align-items: end; }
.fields div { display: flex; align-items: baseline; gap: 1.6mm; color: #525e69; white-space: nowrap; }
.fields i { flex: 1; border-bottom: .5pt solid #525e69; height: 3.4mm; }
.about { color: #525e69; margin: 0 0 1.8mm; border-bottom: 1pt solid #236b47; padding-bottom: 1.2mm; }
h2 { font-size: 7.8pt; font-weight: 600; margin: 0 0 .8mm; color: #236b47; }
section { border: .5pt solid #b3bbbf; border-radius: 1.4mm; padding: 1.5mm 2.2mm; background: #fff;
  break-inside: avoid; min-width: 0; }
.numbers { display: grid; grid-template-columns: 1fr 1.4fr 1.2fr .85fr .8fr .95fr; gap: 1.6mm;
  margin-bottom: 1.6mm; }
.numbers div { border: .5pt solid #b3bbbf; border-radius: 1.4mm; padding: 1mm 1.8mm; background: #fff; }
.numbers b { display: block; font-size: 12pt; font-weight: 600; line-height: 1.15; }
.numbers span, .numbers small { display: block; color: #525e69; font-size: 6.8pt; }
.row { display: grid; gap: 1.6mm; margin-bottom: 1.6mm; align-items: stretch; }
.half { grid-template-columns: .95fr 1.05fr; }
.wide { grid-template-columns: 1.2fr 1fr; }
.thirds { grid-template-columns: 1.2fr .8fr 1fr; }
.fourths { grid-template-columns: 1.3fr .53fr .66fr 2.32fr; }
.pairs tbody { display: grid; grid: repeat(4, auto) / 1.3fr 1fr; grid-auto-flow: column; column-gap: 3mm; }
.pairs tr { display: grid; grid-template-columns: 1fr auto 2.6em; }
.pairs td { font-size: 6.8pt; }
.pairs td:first-child { white-space: normal; }
.stack { display: grid; gap: 1.6mm; align-content: stretch; grid-template-rows: auto 1fr; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 400; color: #525e69; font-size: 6.8pt; vertical-align: bottom; }
th.end { max-width: 17mm; }
th, td { padding: .15mm 1.3mm .15mm 0; border-bottom: .4pt solid #dde2dc; line-height: 1.22; }
td { vertical-align: baseline; }
tr:last-child td { border-bottom: 0; }
td:last-child, th:last-child { padding-right: 0; }
.end { text-align: right; }
td.end { white-space: nowrap; }
.end + :not(.end) { padding-left: 2.4mm; }
td small { color: #525e69; font-size: 6.8pt; }
td:first-child { white-space: nowrap; }
.none { color: #9aa3a9; }
p { margin: 0 0 .6mm; }
.more { color: #525e69; font-size: 6.8pt; margin: .6mm 0 0; line-height: 1.22; }
.key { color: #525e69; font-size: 6.8pt; margin: .4mm 0 0; display: flex; flex-wrap: wrap; gap: 0 2.6mm; }
.key span { white-space: nowrap; }
.key svg { display: inline-block; width: 3.4mm; height: 2.2mm; vertical-align: -.3mm; margin-right: .7mm; }
footer { color: #525e69; font-size: 6.8pt; margin-top: .8mm; }
svg { display: block; width: 100%; height: auto; }
svg text { font-size: 8px; fill: #525e69; }
.rule { stroke: #c9cfd2; stroke-width: .5; }
.sat { fill: #e6d3b2; stroke: #8a5710; stroke-width: .5; }
.long { stroke: #1d242a; stroke-width: 1.5; }
.felt { stroke: #7d2340; stroke-width: .9; fill: none; }
.dot { fill: #7d2340; stroke: #7d2340; }
.leg { fill: #fff; stroke: #7d2340; stroke-width: 1.5; }
.done { fill: #236b47; }
.flare { fill: url(#hatched); stroke: #6b7278; stroke-width: .4; }
.off { fill: url(#dotted); stroke: #6b7278; stroke-width: .4; }
.hatch { stroke: #8d959b; stroke-width: .8; }
.speck { fill: #8d959b; }
.notes section { break-inside: auto; }
.notes { break-before: page; margin-top: 4mm; }
.notes table { font-size: 8.4pt; }
.notes td:nth-child(2), .notes td:nth-child(3) { white-space: nowrap; padding-right: 4mm; }
.notes td:last-child { width: 100%; overflow-wrap: anywhere; }
@media print { html { background: #fff; } body { margin: 0; } .notes { margin-top: 0; } }
"""
