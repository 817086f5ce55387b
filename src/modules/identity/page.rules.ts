const style = `
  body { margin: 0; font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif; color: #1c2733; background: #f3f5f8 }
  main { max-width: 34rem; margin: 8vh auto; padding: 1.5rem 2rem 2rem; background: #fff; border: 1px solid #d5dce4; border-radius: 8px }
  h1 { margin: 0 0 .5rem; font-size: 1.35rem }
  button { display: block; width: 100%; margin: .75rem 0; padding: .75rem 1rem; text-align: left; font: inherit; color: inherit; background: #fff; border: 1px solid #8a99a8; border-radius: 6px; cursor: pointer }
  button:hover, button:focus-visible { border-color: #0b5cad; outline: 3px solid #9cc7f2 }
  small { display: block; color: #4a5a6a }
  a { color: #0b5cad }
  @media (max-width: 40rem) { main { margin: 0; border: 0; border-radius: 0 } }`;

/** A page the server makes itself, without scripts. `body` is HTML; whatever comes from outside goes through `escaped`. */
export const htmlPage = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>${escaped(title)}</title><style>${style}</style></head>
<body><main><h1>${escaped(title)}</h1>
${body}
</main></body></html>
`;

export const escaped = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign]!,
  );
