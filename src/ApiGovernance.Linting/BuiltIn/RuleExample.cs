using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.BuiltIn;

/// <summary>
/// Why a rule is there, with a contract that breaks it and one that keeps it: <c>examples/RULE.yaml</c> beside the ruleset, with the texts
/// <c>why</c>, <c>bad</c> and <c>good</c>.
/// </summary>
public sealed record RuleExample(string? Why, string? Bad, string? Good)
{
    private const string Governance = "apigov:governance";

    /// <summary>The example of a rule, in the ruleset that changed it last or in the one that defines it; null when neither has one.</summary>
    public static RuleExample? Of(RuleDescription rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        // A name becomes a part of a path.
        if (rule.Id.AsSpan().IndexOfAny('/', '\\') >= 0)
            return null;
        return new[] { rule.Source.File, rule.DefinedIn }.Distinct(StringComparer.Ordinal).Select(ruleset => Open(ruleset, rule.Id)).OfType<DocumentNode>()
            .Select(example => new RuleExample(example["why"]?.AsString, example["bad"]?.AsString, example["good"]?.AsString)).FirstOrDefault();
    }

    private static DocumentNode? Open(string ruleset, string rule)
    {
        if (ruleset == Governance)
        {
            using Stream? stream = typeof(RuleExample).Assembly.GetManifestResourceStream($"examples/{rule}.yaml");
            if (stream is null)
                return null;
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return Read(rule, bytes);
        }

        string file = Path.Combine(Path.GetDirectoryName(ruleset) ?? "", "examples", rule + ".yaml");
        try
        {
            return File.Exists(file) ? Read(file, File.ReadAllBytes(file)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static DocumentNode? Read(string path, byte[] bytes) => DocumentReader.Read(path, bytes) is { IsReadable: true } document ? document.Root : null;
}
