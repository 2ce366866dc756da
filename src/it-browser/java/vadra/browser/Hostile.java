package vadra.browser;

import java.util.List;

/** Words that would be more than words where a page forgot to escape them; what they make is marked as a canary. */
final class Hostile {
    static final String IMAGE = "<img src=/canary onerror=__ran=1 data-canary>";
    static final String BREAKOUT = "\"'><img src=/canary onerror=__ran=1 data-canary>";
    static final String TITLE = "</title></textarea></script>" + IMAGE;
    static final List<String> ALL = List.of(
            IMAGE,
            BREAKOUT,
            TITLE,
            "<script data-canary>window.__ran=1</script>",
            "</script><script data-canary>window.__ran=1</script>",
            "\"}]}' x='</script><svg data-canary onload=__ran=1>",
            "\" autofocus tabindex=1 onfocus=\"__ran=1\" data-canary=\"",
            "' onmouseover='__ran=1' data-canary='",
            "<svg data-canary><animate onbegin=__ran=1 attributeName=x dur=1s></svg>",
            "<svg><style><a id=\"</style><img data-canary src=/canary onerror=__ran=1>\"></style></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img data-canary title=\"--&gt;&lt;img src=1 onerror=__ran=1&gt;\">",
            "<noscript><p title=\"</noscript><img data-canary src=/canary onerror=__ran=1>\">",
            "<iframe data-canary srcdoc=\"<script>parent.__ran=1</script>\"></iframe>",
            "<details open data-canary ontoggle=__ran=1>kanarie</details>",
            "&lt;img src=/canary onerror=__ran=1 data-canary&gt; &#60;script data-canary&#62;__ran=1&#60;/script&#62;",
            "[kanarie](javascript:__ran=1) [kanarie](JaVaScRiPt&#58;__ran=1) [kanarie](<java\nscript:__ran=1>)",
            "[kanarie](data:text/html,<script>__ran=1</script>) <javascript:__ran=1> [kanarie](vbscript:__ran)",
            "[kanarie](https://example.org/\"onmouseover=\"__ran=1 'title\" data-canary=\"x')",
            "[kanarie][k]\n\n[k]: javascript:__ran=1 \"x\" data-canary=",
            "```\"><script data-canary>__ran=1</script>\n</code></pre>" + IMAGE + "\n```",
            "<form data-canary action=javascript:__ran=1><button formaction=javascript:__ran=1>kanarie",
            "<base href=//example.org/ data-canary><meta http-equiv=refresh content=\"0;url=javascript:__ran=1\" data-canary>",
            "${window.__ran=1} `${__ran=1}` {{ 7919 * 7907 }} {% set x = 1 %} #{7919*7907} <!--?lit$1$-->" + IMAGE,
            "<!--" + IMAGE + "--><![CDATA[" + IMAGE + "]]><?x " + IMAGE + "?>");

    /** How a page that has lost its escaping would make something of words. */
    static final List<String> WAYS = List.of(
            "document.body.insertAdjacentHTML('beforeend', '<img src=/canary onerror=__ran=1>')",
            "document.querySelector('main').innerHTML = '<img src=/canary onerror=__ran=1>'",
            "document.createElement('iframe').srcdoc = '<script>parent.__ran=1</script>'",
            "document.write('<script>window.__ran=1</script>')",
            "document.createRange().createContextualFragment('<img src=/canary onerror=__ran=1>')",
            "document.createElement('script').src = '/assets/served.js'",
            "trustedTypes.createPolicy('lit-html', {createHTML: words => words})",
            "trustedTypes.createPolicy('canary', {createHTML: words => words})");

    /** Keeps what the policy of a page stops. */
    static final String WATCH = """
            document.addEventListener('securitypolicyviolation', ({effectiveDirective, blockedURI, sample}) =>
              (window.__refused ??= []).push(`${effectiveDirective} ${blockedURI} ${sample}`));
            """;

    private Hostile() {}
}
