using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Fixes;

/// <summary>
/// Mends what can be mended by a program. Every change keeps the text around it byte for byte. After each round the documents are read
/// and linted anew; a round that makes anything worse is taken back, so that what is written is never worse than what was there.
/// </summary>
public static class LintFixer
{
    // One fix may make room for another, as in an object with several wrong members.
    private const int MaxRounds = 20;

    /// <param name="load">Reads the document; the texts given to it, by their full paths, count instead of those on disk.</param>
    /// <param name="rulesets">The rules that are run.</param>
    /// <param name="isExcused">Findings that are left alone, e.g. because the document says so.</param>
    public static FixOutcome Fix(
        Func<IReadOnlyDictionary<string, byte[]>, DocumentBundle> load, IReadOnlyList<Ruleset> rulesets, Func<DocumentBundle, Finding, bool>? isExcused = null)
    {
        ArgumentNullException.ThrowIfNull(load);
        Dictionary<string, byte[]> changed = new(StringComparer.Ordinal), original = new(StringComparer.Ordinal);
        List<AppliedFix> applied = [];
        HashSet<string> refused = new(StringComparer.Ordinal);
        DocumentBundle bundle = load(changed);
        LintResult result = Linter.Run(bundle, rulesets);
        for (int round = 0; round < MaxRounds; round++)
        {
            List<LintFix> fixes = [.. result.Fixes.Where(fix => !refused.Contains(fix.Finding.Fingerprint) && isExcused?.Invoke(bundle, fix.Finding) != true)];
            if (fixes.Count == 0)
                break;
            Round attempt = Apply(bundle, fixes);
            foreach (LintFix fix in attempt.Refused)
                refused.Add(fix.Finding.Fingerprint);
            if (attempt.Applied.Count == 0)
            {
                if (attempt.Refused.Count == 0)
                    break;
                continue;
            }

            Dictionary<string, byte[]> next = new(changed, StringComparer.Ordinal);
            foreach ((string path, byte[] before, byte[] after) in attempt.Texts)
            {
                original.TryAdd(path, before);
                next[path] = after;
            }

            DocumentBundle read = load(next);
            LintResult relinted = Linter.Run(read, rulesets);
            if (IsWorse(bundle, result, read, relinted))
            {
                // Which of them it was is not known: they are tried one by one, and the culprit is refused.
                if (attempt.Applied.Count == 1)
                    refused.Add(attempt.Applied[0].Finding.Fingerprint);
                else
                    refused.UnionWith(attempt.Applied.Skip(1).Select(fix => fix.Finding.Fingerprint));
                continue;
            }

            (changed, bundle, result) = (next, read, relinted);
            applied.AddRange(attempt.Applied.Select(fix => new AppliedFix(fix.Finding, fix.What)));
        }

        return new FixOutcome(
            [.. changed.Select(text => new FixedText(text.Key, original[text.Key], text.Value)).OrderBy(text => text.Path, StringComparer.Ordinal)],
            applied, result);
    }

    private static Round Apply(DocumentBundle bundle, List<LintFix> fixes)
    {
        Round round = new();
        foreach (IGrouping<string, LintFix> file in fixes.GroupBy(fix => fix.DocumentUri, StringComparer.Ordinal))
        {
            if (!bundle.Documents.TryGetValue(file.Key, out SourceDocument? document) || !document.IsReadable || document.Findings.Any(finding => finding.Severity == Severity.Error))
            {
                round.Refused.AddRange(file);
                continue;
            }

            byte[] text = [.. document.Bytes.Span];
            DocumentEdit edit = new(document);
            List<LintFix> taken = [];
            foreach (LintFix fix in file)
            {
                DocumentEdit alone = new(document);
                if (!fix.Apply(alone, document))
                {
                    round.Refused.Add(fix);
                    continue;
                }

                // What touches the same text as an earlier one waits for the next round.
                if (!edit.TryAdd(alone))
                    continue;
                taken.Add(fix);
            }

            if (taken.Count == 0)
                continue;
            round.Applied.AddRange(taken);
            round.Texts.Add((Path.GetFullPath(document.Path), text, edit.Apply()));
        }

        return round;
    }

    /// <summary>A file is not readable any more, there are more findings of the reader, or not fewer of the rules.</summary>
    private static bool IsWorse(DocumentBundle before, LintResult was, DocumentBundle after, LintResult now) =>
        after.Documents.Values.Any(document => !document.IsReadable)
        || after.Findings.Count > before.Findings.Count
        || now.Findings.Count >= was.Findings.Count;

    private sealed class Round
    {
        public List<LintFix> Applied { get; } = [];

        public List<LintFix> Refused { get; } = [];

        public List<(string Path, byte[] Before, byte[] After)> Texts { get; } = [];
    }
}

/// <param name="Texts">The files that change.</param>
/// <param name="Applied">What was mended.</param>
/// <param name="Remaining">What is still found afterwards.</param>
public sealed record FixOutcome(IReadOnlyList<FixedText> Texts, IReadOnlyList<AppliedFix> Applied, LintResult Remaining);

/// <param name="Path">Full path.</param>
public sealed record FixedText(string Path, byte[] Before, byte[] After);

/// <param name="What">In a few words.</param>
public sealed record AppliedFix(Finding Finding, string What);
