namespace ApiGovernance.OpenApi.Reports;

/// <summary>What the page of a lint run has beside the style of all pages: figures, a filter that shows only where scripts run, code frames.</summary>
internal static class LintPage
{
    public const string Style = """
        .tiles { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; }
        .tile { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .5rem .9rem; min-width: 7rem; }
        .tile b { display: block; font-size: 1.6rem; line-height: 1.2; }
        td.n, th.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        th { position: sticky; top: 0; background: var(--card); }
        meter { width: 6rem; vertical-align: middle; }
        a { color: inherit; }
        #filter { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin: .75rem 0; }
        #filter input[type=search] { flex: 1 1 16rem; font: inherit; padding: .35rem .6rem; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; }
        td pre { margin: .35rem 0 0; font-size: .8em; }
        @media print { th { position: static; } pre, tr { break-inside: avoid; } }

        """;

    /// <summary>Hides the rows that do not hold the text, or whose box is not ticked, and says how many are left.</summary>
    public const string Script = """
        <script>
        (() => {
          const bar = document.getElementById('filter'), text = bar.querySelector('input[type=search]'), count = document.getElementById('count');
          const rows = [...document.querySelectorAll('#findings tbody tr')];
          const words = rows.map(row => row.textContent.toLowerCase());
          bar.hidden = false;
          const apply = () => {
            const on = new Set([...bar.querySelectorAll('input:checked')].map(box => box.value));
            const wanted = text.value.toLowerCase().split(/\s+/).filter(word => word);
            let shown = 0;
            rows.forEach((row, i) => {
              row.hidden = !on.has(row.dataset.s) || !wanted.every(word => words[i].includes(word));
              if (!row.hidden) shown++;
            });
            count.textContent = shown + ' of ' + rows.length;
          };
          bar.addEventListener('input', apply);
          apply();
        })();
        </script>

        """;
}
