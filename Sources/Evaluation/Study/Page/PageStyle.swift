/// The look of a report's page.
enum PageStyle {
    static let css = """
        :root{color-scheme:light dark;--page:#f5f7fa;--card:#ffffff;--ink:#1c2430;--muted:#5b6675;--line:#dde3ea;\
        --band:#f1f4f8;--accent:#1f6feb;--lower:#0f5fd0;--higher:#b23a08}
        @media (prefers-color-scheme: dark){:root{--page:#0f1318;--card:#171c24;--ink:#e8ecf1;--muted:#9aa7b6;\
        --line:#2a323d;--band:#1e2530;--accent:#6cb0ff;--lower:#7db9ff;--higher:#ff9f73}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--ink);\
        font:16px/1.55 system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif;-webkit-text-size-adjust:100%}
        header,main{max-width:76rem;margin:0 auto;padding:0 1.25rem}
        header{padding-top:2.5rem}
        h1{font-size:1.9rem;line-height:1.2;margin:0 0 .4rem;text-wrap:balance}
        h2{font-size:1.3rem;line-height:1.3;margin:0 0 .8rem}
        h3{font-size:1.05rem;margin:1.8rem 0 .6rem}
        p{margin:.7rem 0;max-width:48rem}
        .subtitle{color:var(--muted);margin-top:0;max-width:none}
        nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;padding:0;margin:1rem 0 1.5rem;font-size:.92rem}
        a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:3px}
        section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.4rem 1.5rem;\
        margin:0 0 1.25rem;scroll-margin-top:1rem}
        .findings{list-style:none;padding:0;margin:0 0 1rem;display:grid;gap:.75rem}
        .findings li{border-left:3px solid var(--accent);padding-left:.85rem;max-width:56rem}
        .findings strong{display:block}
        .findings p{margin:.1rem 0;max-width:none}
        .note{color:var(--muted);font-size:.9rem}
        .scroll{display:inline-block;vertical-align:top;max-width:100%;overflow-x:auto;margin:1rem 2.2rem 1.2rem 0}
        .scroll:focus-visible{outline:2px solid var(--accent);outline-offset:3px}
        table{border-collapse:separate;border-spacing:0;font-size:.88rem;font-variant-numeric:tabular-nums;min-width:22rem}
        caption{text-align:left;font-weight:600;padding:0 0 .5rem;position:sticky;left:0}
        th,td{padding:.34rem .75rem;border-bottom:1px solid var(--line);text-align:right;vertical-align:baseline;white-space:nowrap}
        thead th{color:var(--muted);font-weight:600;white-space:normal;min-width:5.2rem;vertical-align:bottom}
        tbody th{font-weight:500}
        th:first-child{text-align:left;position:sticky;left:0;background:var(--card);z-index:1;padding-left:.2rem}
        tbody th.group{background:var(--band);font-weight:600;padding-left:.6rem}
        tr.group td{background:var(--band)}
        td small{color:var(--muted);font-size:.92em;margin-left:.3em}
        td b{font-weight:700}
        .stacked small{display:block;margin:0}
        .lower{color:var(--lower)}.higher{color:var(--higher)}.tie{color:var(--muted)}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1.2rem 2rem;margin:1.2rem 0}
        figure{margin:0}
        .chart{display:block;width:100%;height:auto;max-width:38rem}
        pre{background:var(--band);border-radius:8px;padding:.9rem 1rem;overflow-x:auto;font-size:.85rem;line-height:1.5}
        @media (max-width:40rem){header{padding-top:1.4rem}header,main{padding-left:.75rem;padding-right:.75rem}\
        section{padding:1.1rem .9rem}.scroll{margin-right:0}h1{font-size:1.5rem}th,td{padding:.34rem .5rem}}
        @media print{body{background:none}section{border:0;padding:0}nav{display:none}.scroll{overflow:visible}}
        """
}
