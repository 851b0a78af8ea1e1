namespace ApiGovernance.OpenApi.Reports;

/// <summary>How the pages look, by day and by night, on a screen and on paper. Contrasts are at least 4.5 to 1.</summary>
internal static class HtmlStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #fff; --card: #f6f8fa; --line: #d0d7de;
          --bad: #b42318; --doubt: #8a5300; --good: #1a7f37; --unknown: #6639ba; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6edf3; --soft: #9da7b3; --paper: #0d1117; --card: #161b22; --line: #3d444d;
            --bad: #ff8a80; --doubt: #e3b341; --good: #56d364; --unknown: #c297ff; } }
        * { box-sizing: border-box; }
        [hidden] { display: none !important; }
        body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
        main { max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
        h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
        h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        p { margin: .5rem 0; overflow-wrap: anywhere; }
        code, pre { font: .9em/1.45 ui-monospace, Consolas, Menlo, monospace; }
        code { background: var(--card); padding: .1em .3em; border-radius: 4px; overflow-wrap: anywhere; }
        pre { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; margin: .25rem 0; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border: 1px solid var(--line); overflow-wrap: anywhere; }
        .soft { color: var(--soft); font-size: .9em; }
        .bad { color: var(--bad); } .doubt { color: var(--doubt); } .good { color: var(--good); } .unknown { color: var(--unknown); }
        @media print { .screen { display: none; } main { max-width: none; } }

        """;
}
