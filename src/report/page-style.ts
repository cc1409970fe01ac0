/** How pages look: colours of light and dark with a contrast of 4.5 to 1 at least (WCAG 2.2, 1.4.3), narrow windows, paper. */
export const PAGE_STYLE = `:root{color-scheme:light dark;--ink:#1f2328;--quiet:#59636e;--paper:#fff;--ground:#f4f5f7;--line:#d1d9e0}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6e6e6;--quiet:#a3abb5;--paper:#16181d;--ground:#0d0f12;--line:#3d444d}}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 Helvetica,Arial,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem;overflow-wrap:anywhere}
h2{font-size:1.15rem;line-height:1.3;margin:2.25rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--line);break-after:avoid}
p,ul{margin:0 0 1rem;overflow-wrap:anywhere}ul{padding-left:1.25rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.25rem;margin:0 0 1.5rem}
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
figure,pre,.table{margin:0 0 1.5rem;padding:1rem;background:var(--paper);border:1px solid var(--line);border-radius:6px}
figure{break-inside:avoid}
figure svg{display:block;max-width:100%;height:auto;margin:0 auto}
figcaption,caption{color:var(--quiet);font-size:.9rem;overflow-wrap:anywhere}
figcaption{margin-top:.75rem}caption{text-align:left;padding-bottom:.5rem}
.table{overflow-x:auto}pre{white-space:pre-wrap;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:.3rem .6rem;text-align:right;vertical-align:top;border-top:1px solid var(--line);font-weight:400}
td{white-space:nowrap}thead th{border-top:0;color:var(--quiet);vertical-align:bottom}
tbody th,thead th:first-child,.words{text-align:left;white-space:normal;overflow-wrap:break-word}
th:first-child{padding-left:0;min-width:6rem}th:last-child,td:last-child{padding-right:0}.words{min-width:5rem}
code{font:.85rem/1.5 ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media (max-width:32rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
@media print{body{background:none}main{max-width:none;padding:0}figure,pre,.table{border:0;padding:0}.table{overflow:visible}thead{display:table-header-group}tr{break-inside:avoid}}`;
