namespace ApiGovernance.Diff.Reports;

/// <summary>What the page of a comparison has beside the style of all pages: cards, two sides, and a filter that shows only where scripts run.</summary>
internal static class DiffPage
{
    public const string Style = """
        .verdict { border-left: 6px solid currentColor; padding: .25rem 1rem; font-size: 1.15rem; margin: 1rem 0; }
        .card { border: 1px solid var(--line); border-left: 4px solid var(--soft); border-radius: 6px; padding: .75rem 1rem; margin: .75rem 0; break-inside: avoid; }
        .card.bad { border-left-color: var(--bad); } .card.doubt { border-left-color: var(--doubt); }
        .card.good { border-left-color: var(--good); } .card.unknown { border-left-color: var(--unknown); }
        .card > * { color: var(--ink); } .card > .soft { color: var(--soft); }
        .badge { font-weight: 600; margin-right: .4rem; }
        .badge.bad { color: var(--bad); } .badge.doubt { color: var(--doubt); } .badge.good { color: var(--good); } .badge.unknown { color: var(--unknown); } .badge.soft { color: var(--soft); }
        .sides { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; margin: .5rem 0; }
        .sides h3 { margin: 0; font-size: .85rem; color: var(--soft); font-weight: 600; }
        @media (max-width: 40rem) { .sides { grid-template-columns: 1fr; } }
        summary { cursor: pointer; }
        #filter { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 1rem 0; }

        """;

    /// <summary>Hides cards whose box is not ticked, and groups without a card.</summary>
    public const string Script = """
        <script>
        (() => {
          const bar = document.getElementById('filter');
          bar.hidden = false;
          bar.addEventListener('change', () => {
            const on = new Set([...bar.querySelectorAll('input:checked')].map(box => box.value));
            for (const card of document.querySelectorAll('.card')) card.hidden = !on.has(card.dataset.standing);
            for (const group of document.querySelectorAll('section.group')) group.hidden = !group.querySelector('.card:not([hidden])');
          });
        })();
        </script>

        """;
}
